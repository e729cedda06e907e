import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPModuleFunctions, type HTTPReceiver, isRawBodyError, isValidSlackRequest } from '@slack/bolt';
import type { ComponentHealth } from '../../model/lab.ts';
import { Trouble } from '../../model/trouble.ts';
import { RequestDeduplicator } from './deduplicate.ts';
import type { Metrics } from './metrics.ts';
import { bareMediaType, parseRequestBody } from './request-body.ts';
import { readSlackRequest } from './slack-request.ts';

/** A signed request's body may have so many bytes: Slack's own stay far below. */
const maxBodySize = '256kb';
/** Slack's rule: a time stamp is at most five minutes away from now, in either direction. */
const clockSkewSeconds = 5 * 60;

/** What the HTTP server serves. */
export type HttpServerParts = {
  readonly metrics: Metrics;
  /** How each part is; `ready` says whether all are that must be. */
  readonly parts: () => { readonly ready: boolean; readonly parts: readonly ComponentHealth[] };
  /** HTTP mode: Bolt's receiver and the secret; null in Socket Mode. */
  readonly slack: { readonly receiver: HTTPReceiver; readonly signingSecret: string } | null;
};

function end(response: ServerResponse, status: number, words = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(words === '' ? '' : `${words}\n`);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** What Slack asks of an address before it sends requests there. */
function isHandshake(body: unknown): boolean {
  const { type, ssl_check: check } = typeof body === 'object' && body !== null ? Object(body) : {};
  return type === 'url_verification' || check === '1';
}

/** Checks of Slack's requests what Bolt does not, and only then hands them to Bolt. */
class SlackRequestCheck {
  // A signature is used once. Slack's own repetitions are signed anew.
  readonly #signatures = new RequestDeduplicator(2 * clockSkewSeconds * 1000);
  readonly #slack: NonNullable<HttpServerParts['slack']>;
  readonly #refused: Metrics['refused'];

  constructor(slack: NonNullable<HttpServerParts['slack']>, { refused }: Metrics) {
    this.#slack = slack;
    this.#refused = refused;
  }

  #refuse(response: ServerResponse, status: number, why: string): void {
    this.#refused.inc({ why });
    end(response, status);
  }

  /** Why a request is refused, null for none: it is signed for the future, came before, or is no request of Slack. */
  #fault(request: IncomingMessage, body: string): 'future' | 'replay' | 'shape' | null {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp } = request.headers;
    // What is not signed at all is Bolt's to refuse; it also answers Slack's certificate check.
    if (typeof signature !== 'string' || typeof stamp !== 'string') return null;
    const timestamp = Number(stamp);
    if (timestamp > Date.now() / 1000 + clockSkewSeconds) return 'future';
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
    const valid = isValidSlackRequest({ signingSecret: this.#slack.signingSecret, body, headers });
    if (!valid) return null;
    if (!('settle' in this.#signatures.register(signature))) return 'replay';
    const parsed = parseRequestBody(body, request.headers['content-type']);
    // Bolt reads fields of whatever was signed, and what it throws then nobody hears but the process.
    return isHandshake(parsed) || readSlackRequest(parsed) !== null ? null : 'shape';
  }

  /** Hands a request to Bolt, or answers a refused one. */
  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'content-type': type } = request.headers;
    if (type !== undefined) request.headers['content-type'] = bareMediaType(type);
    try {
      const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, maxBodySize);
      const fault = this.#fault(request, buffered.rawBody.toString());
      if (fault !== null) return this.#refuse(response, fault === 'shape' ? 400 : 401, fault);
      this.#slack.receiver.requestListener(buffered, response);
    } catch (error) {
      const large = isRawBodyError(error) && error.type === 'entity.too.large';
      // The rest of a body that is not read must not become the next request.
      response.setHeader('connection', 'close');
      this.#refuse(response, large ? 413 : 400, large ? 'too-large' : 'broken');
    }
  }
}

function handleRequests({
  metrics,
  parts,
  slack,
}: HttpServerParts): (request: IncomingMessage, response: ServerResponse) => void {
  const slackRequests = slack && new SlackRequestCheck(slack, metrics);
  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path === '/slack/events' && slackRequests) {
      if (request.method === 'POST') return slackRequests.take(request, response);
      response.setHeader('allow', 'POST');
      return end(response, 405);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 404, 'not found');
    if (path === '/healthz') return end(response, 200, 'ok');
    if (path === '/readyz') {
      const state = parts();
      return json(response, state.ready ? 200 : 503, state);
    }
    if (path === '/metrics') {
      const text = await metrics.registry.metrics().catch(() => null);
      if (text === null) return end(response, 500, 'the figures could not be collected');
      response.writeHead(200, { 'content-type': metrics.registry.contentType });
      response.end(text);
      return;
    }
    return end(response, 404, 'not found');
  };
}

/** A listening HTTP server: its port, and how to close it. */
export type HttpServer = { readonly port: number; readonly close: () => Promise<void> };

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // A client that keeps its connection open without asking must not hold up the end.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

/** Listens for health, metrics and, in HTTP mode, Slack. @throws Trouble `bad-config` for a port that is taken */
export async function startHttpServer(served: HttpServerParts, port: number, host: string | null): Promise<HttpServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, handleRequests(served));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, ...(host === null ? [] : [host]), () => resolve());
    });
  } catch (cause) {
    throw new Trouble(
      'bad-config',
      { what: `PORT ${port} cannot be listened on; another program may have it` },
      { cause },
    );
  }
  const bound = server.address();
  return { port: typeof bound === 'object' && bound ? bound.port : port, close: () => closeServer(server) };
}
