import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { openClusters } from './clusters.ts';
import type { AksFault } from './faults.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { type AksLogEntry, createRequestListener } from './listener.ts';
import type { KubeObject, ObjectChange } from './store.ts';

/** A running embedded AKS; a cluster is at `${url}/clusters/<scenario>`. */
export type EmbeddedAks = {
  readonly url: string;
  readonly scenarios: readonly string[];
  readonly log: AksLogEntry[];
  /** Planted faults; the first one that matches a request is the one that happens. */
  readonly faults: AksFault[];
  readonly kubeconfig: (user?: string) => string;
  readonly change: (scenario: string, type: ObjectChange['type'], object: KubeObject) => void;
  readonly compact: (scenario: string) => void;
  /** The scenario that the alias shows. */
  readonly selected: () => string;
  /** Lets the alias show another scenario. @throws Error where there is no such scenario */
  readonly select: (scenario: string) => void;
  readonly close: () => Promise<void>;
};

/** How to start an embedded AKS; without a port it takes any free one. */
type AksOptions = {
  readonly port?: number;
  readonly folder?: string;
  /** A context whose cluster can be changed while it runs. */
  readonly alias?: string | null;
};

/** Listens on loopback; `close` also ends hanging requests and watches, with their sockets. */
async function listenOnLoopback(listener: ReturnType<typeof createRequestListener>, port: number) {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`, close };
}

/** Starts the embedded AKS on loopback with every scenario of a folder. @throws the error of listening */
export async function startAks(options: AksOptions = {}): Promise<EmbeddedAks> {
  const { port = 0, folder = join(import.meta.dirname, 'scenarios'), alias = null } = options;
  const clusters = openClusters(folder, alias);
  const { scenarios, selected, select } = clusters;
  const [log, faults]: [AksLogEntry[], AksFault[]] = [[], []];
  const { url, close } = await listenOnLoopback(createRequestListener({ clusters, faults, log }), port);
  const contexts = alias === null ? scenarios : [...scenarios, alias];
  return {
    ...{ url, scenarios, log, faults, selected, select, close },
    kubeconfig: (user = 'netlab') => kubeconfigOf(url, contexts, user),
    change: (scenario, type, object) => clusters.get(scenario).apply(type, object),
    compact: (scenario) => clusters.get(scenario).compact(),
  };
}
