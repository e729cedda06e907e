import { Agent, type Dispatcher } from 'undici';
import { guardTransport } from '../read-only-guard.ts';

/** The connections to one API server. */
export type Transports = {
  /** The guarded transport for a certificate (null: that of the kubeconfig), made of `dispatcher` where there is none yet. */
  readonly transportFor: (certificate: string | null, dispatcher: Dispatcher | undefined) => Dispatcher;
  readonly close: () => Promise<void>;
};

/** Keeps the connections to an API server for as long as their certificate is in use. `prefix` is the path of its URL. */
export function keepTransports(prefix: string): Transports {
  let open: { readonly certificate: string | null; readonly transport: Dispatcher }[] = [];
  return {
    transportFor: (certificate, dispatcher) => {
      const found = open.find((each) => each.certificate === certificate);
      if (found) return found.transport;
      const made = { certificate, transport: guardTransport(dispatcher ?? new Agent(), prefix) };
      const [last, ...outdated] = open;
      // A look that began with the certificate before goes on with it.
      open = last ? [made, last] : [made];
      for (const { transport } of outdated) void transport.destroy();
      return made.transport;
    },
    close: async () => {
      const ending = open.map(({ transport }) => transport.destroy());
      open = [];
      await Promise.all(ending);
    },
  };
}
