// An API server with TLS: what an embedded AKS answers, behind the login and the connections of a real one. From its rules:
// a bearer token or a client certificate says who asks, nothing at all is anonymous and may nothing; after a 401 an HTTP/2
// connection is ended with GOAWAY, and requests under way on it are lost.
import { readFileSync } from 'node:fs';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { stringify } from 'yaml';

const tls = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8');

/** A certificate of 127.0.0.1 for tests, signed by itself, and its key. */
export const loopback = { cert: tls('loopback.cert.pem'), key: tls('loopback.key.pem') };

/** One request as it arrived; `by` is the token or the name of the client's certificate, null without either. */
type FrontRequest = {
  readonly method: string;
  readonly path: string;
  readonly by: string | null;
  readonly http: string;
};

/** What happens in place of an answer. */
export type FrontFault = {
  readonly match: (request: FrontRequest) => boolean;
  readonly send: (response: Http2ServerResponse) => void;
};

export type ApiFront = {
  readonly url: string;
  readonly requests: FrontRequest[];
  /** Who is known. */
  readonly accepted: Set<string>;
  readonly faults: FrontFault[];
  /** A kubeconfig with one context; what `cluster` leaves out verifies the certificate. */
  readonly kubeconfig: (user: object, cluster?: object) => string;
  readonly close: () => Promise<void>;
};

function whoAsks({ headers, stream, socket }: Http2ServerRequest): string | null {
  const token = /^Bearer (.+)$/u.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return token;
  const own = stream?.session?.socket ?? socket;
  const subject = own instanceof TLSSocket ? own.getPeerCertificate().subject : undefined;
  return subject ? String(subject.CN) : null;
}

function refuse(request: Http2ServerRequest, response: Http2ServerResponse): void {
  response.writeHead(401, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ kind: 'Status', status: 'Failure', reason: 'Unauthorized', code: 401 }));
  request.stream?.session?.goaway(0);
}

async function forward(to: string, request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = { authorization: 'Bearer netlab-token', 'content-type': 'application/json' };
  const body = request.method === 'GET' ? null : Buffer.concat(chunks);
  const answer = await fetch(to + request.url, { method: request.method, headers, body });
  const type = answer.headers.get('content-type') ?? 'text/plain';
  response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
}

/** Starts the front on loopback; `aks` is the address of a cluster of an embedded AKS. */
export async function startFront(aks: string): Promise<ApiFront> {
  const requests: FrontRequest[] = [];
  const [accepted, faults] = [new Set(['good-token']), [] as FrontFault[]];
  const options = { ...loopback, ca: loopback.cert, allowHTTP1: true, requestCert: true, rejectUnauthorized: false };
  const server = createSecureServer(options, (request, response) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const seen = { method: request.method, path, by: whoAsks(request), http: request.httpVersion };
    requests.push(seen);
    const fault = faults.find(({ match }) => match(seen));
    if (fault) fault.send(response);
    else if (seen.by === null || !accepted.has(seen.by)) refuse(request, response);
    else void forward(aks, request, response);
  });
  const sockets = new Set<TLSSocket>();
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const url = `https://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const trusted = { 'certificate-authority-data': Buffer.from(loopback.cert).toString('base64') };
  return {
    ...{ url, requests, accepted, faults },
    kubeconfig: (user, cluster = trusted) =>
      stringify({
        clusters: [{ name: 'c', cluster: { server: url, ...cluster } }],
        users: [{ name: 'u', user }],
        contexts: [{ name: 'front', context: { cluster: 'c', user: 'u' } }],
        'current-context': 'front',
      }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
