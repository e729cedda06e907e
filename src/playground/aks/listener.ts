import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AksClusters } from './clusters.ts';
import { type AksFault, sendFault } from './faults.ts';
import { type HandledAksRequest, handleAksRequest } from './handle.ts';
import { openStream, readJson, sendResponse } from './http.ts';
import { unknownPathResponse } from './status.ts';

/** One request that arrived; `status` is that of the answer, 0 where a planted fault sent none. */
export type AksLogEntry = Omit<HandledAksRequest, 'answer'> & {
  readonly scenario: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
};

/** What the server answers from, and where it writes down what arrived. */
export type AksServerState = {
  readonly clusters: AksClusters;
  readonly faults: readonly AksFault[];
  readonly log: AksLogEntry[];
};

const unhandled = { verb: '', resource: '', namespace: null, name: null, user: null };

/** Answers requests to `/clusters/<name>/…`; a planted fault comes before everything else. */
export function createRequestListener({ clusters, faults, log }: AksServerState) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? '';
    const [, name = '', rest = '/'] = /^\/clusters\/([^/?]+)(.*)$/u.exec(request.url ?? '') ?? [];
    const scenario = clusters.scenarioOf(name);
    const target = new URL(rest === '' ? '/' : rest, 'http://127.0.0.1');
    const entry = { scenario, method, path: target.pathname };
    const fault = faults.find(({ match }) => match({ method, path: target.pathname }));
    if (fault) {
      log.push({ ...entry, ...unhandled, status: sendFault(response, fault) });
      return;
    }
    const store = clusters.find(scenario);
    if (!store) return sendResponse(response, unknownPathResponse());
    const body = method === 'GET' ? undefined : await readJson(request);
    const address = `${request.socket.localAddress}:${request.socket.localPort}`;
    const incoming = { method, target, body, headers: request.headers, address };
    const { answer, ...handled } = handleAksRequest(store, incoming, () => openStream(response));
    log.push({ ...entry, ...handled, status: answer?.code ?? 200 });
    if (answer) sendResponse(response, answer);
  };
}
