import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { type HandledAksRequest, handleAksRequest } from './handle.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { readScenario, scenarioNames } from './scenario.ts';
import { type AksResponse, unknownPathResponse } from './status.ts';
import { type KubeObject, ObjectStore } from './store.ts';

/** One request that arrived. */
export type AksLogEntry = Omit<HandledAksRequest, 'answer'> & {
  readonly scenario: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
};

/** A way in which a test lets the server fail: an answer of its own, silence, or half an answer. */
export type AksFault = {
  readonly match: (request: { readonly method: string; readonly path: string }) => boolean;
  readonly answer:
    | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
    | 'hang'
    | 'cut';
};

/** A running embedded AKS; a cluster is at `${url}/clusters/<scenario>`. */
export type EmbeddedAks = {
  readonly url: string;
  readonly scenarios: readonly string[];
  readonly log: AksLogEntry[];
  readonly faults: AksFault[];
  readonly kubeconfig: (user?: string) => string;
  readonly change: (scenario: string, type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject) => void;
  readonly compact: (scenario: string) => void;
  /** The scenario that the alias shows. */
  readonly selected: () => string;
  /** Lets the alias show another scenario. @throws Error for one that there is not */
  readonly select: (scenario: string) => void;
  readonly close: () => Promise<void>;
};

function headersOf({ code, body, anonymous }: AksResponse): Record<string, string> {
  const flow = '00000000-0000-0000-0000-000000000000';
  const text = typeof body === 'string' && code === 404;
  return {
    'audit-id': flow,
    'cache-control': 'no-cache, private',
    'content-type': text ? 'text/plain; charset=utf-8' : 'application/json',
    ...(text || code === 403 ? { 'x-content-type-options': 'nosniff' } : {}),
    ...(anonymous ? {} : { 'x-kubernetes-pf-flowschema-uid': flow, 'x-kubernetes-pf-prioritylevel-uid': flow }),
  };
}

function send(response: ServerResponse, answer: AksResponse): void {
  response.writeHead(answer.code, headersOf(answer));
  response.end(typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`);
}

function fail(response: ServerResponse, { answer }: AksFault): number {
  if (answer === 'hang') return 0;
  if (answer === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"kind":"NodeList","apiVersion":"v1","meta', () => response.destroy());
    return 200;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body ?? '');
  return answer.status;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Starts the embedded AKS on loopback with every scenario of a folder. */
export async function startAks({
  port = 0,
  folder = join(import.meta.dirname, 'scenarios'),
  alias = null,
}: {
  readonly port?: number;
  readonly folder?: string;
  /** A context whose cluster can be changed while it runs. */
  readonly alias?: string | null;
} = {}): Promise<EmbeddedAks> {
  const scenarios = scenarioNames(folder);
  const stores = new Map(
    scenarios.map((name) => {
      const { objects, customGroups } = readScenario(folder, name);
      return [name, new ObjectStore(objects, customGroups)] as const;
    }),
  );
  let selected = scenarios[0] ?? '';
  const [log, faults, sockets]: [AksLogEntry[], AksFault[], Set<Socket>] = [[], [], new Set()];
  const server = createServer(async (request, response) => {
    const method = request.method ?? '';
    const [, named = '', rest = '/'] = /^\/clusters\/([^/?]+)(.*)$/u.exec(request.url ?? '') ?? [];
    const scenario = named === alias ? selected : named;
    const target = new URL(rest === '' ? '/' : rest, 'http://127.0.0.1');
    const entry = { scenario, method, path: target.pathname };
    const fault = faults.find(({ match }) => match({ method, path: target.pathname }));
    const store = stores.get(scenario);
    if (fault) {
      log.push({
        ...entry,
        verb: '',
        resource: '',
        namespace: null,
        name: null,
        user: null,
        status: fail(response, fault),
      });
      return;
    }
    if (!store) return send(response, unknownPathResponse());
    const body = method === 'GET' ? undefined : await bodyOf(request);
    const { answer, ...handled } = handleAksRequest(
      store,
      { method, target, body, headers: request.headers, address: url.slice(7) },
      () => {
        response.writeHead(200, headersOf({ code: 200, body: {} }));
        // A watch without initial events has nothing to write yet, and its client waits for the headers.
        response.flushHeaders();
        return response;
      },
    );
    log.push({ ...entry, ...handled, status: answer?.code ?? 200 });
    if (answer) send(response, answer);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;
  const storeOf = (name: string): ObjectStore => {
    const found = stores.get(name);
    if (!found) throw new Error(`no scenario ${name}`);
    return found;
  };
  return {
    url,
    scenarios,
    log,
    faults,
    kubeconfig: (user = 'netlab') => kubeconfigOf(url, alias === null ? scenarios : [...scenarios, alias], user),
    selected: () => selected,
    select: (name) => {
      storeOf(name);
      selected = name;
    },
    change: (name, type, object) => storeOf(name).apply(type, object),
    compact: (name) => storeOf(name).compact(),
    close: () => {
      // Hanging requests and watches end with their sockets.
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
