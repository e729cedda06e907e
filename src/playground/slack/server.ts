import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answer, type Result } from './api.ts';
import { bodyOf, sendJson } from './body.ts';
import { deliverByHttp } from './http-mode.ts';
import { PageServer } from './page-server.ts';
import { type Delivery, type Outcome, SlashCommands } from './slash.ts';
import { SocketMode } from './socket-mode.ts';
import { type Channel, defaultPersonas, type Persona, type Seen, Workspace } from './workspace.ts';

/** How to start an embedded Slack; with `requestUrl` commands travel by signed HTTP, else by Socket Mode. */
export type SlackOptions = {
  readonly port?: number;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly requestUrl?: string;
  readonly scopes?: readonly string[];
  readonly personas?: readonly Persona[];
  readonly channels?: readonly Channel[];
  readonly ackMillis?: number;
  readonly now?: () => number;
  readonly notice?: string;
};

/** A running embedded Slack. */
export type EmbeddedSlack = {
  readonly url: string;
  readonly apiUrl: string;
  readonly messages: readonly Seen[];
  readonly mentions: readonly { readonly by: string; readonly what: string }[];
  readonly refusals: readonly { readonly rule: string; readonly detail: string }[];
  readonly calls: readonly { readonly method: string; readonly token: string; readonly result: Result }[];
  /** Types `/netlab text` as somebody. */
  readonly command: (user: string, channel: string, text: string) => Promise<Outcome>;
  /** Resolves with the first message that passes the test, now or later. */
  readonly seen: (test: (message: Seen) => boolean) => Promise<Seen>;
  readonly linked: () => number;
  readonly close: () => Promise<void>;
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Arguments of a Web API call: a form whose objects are JSON, or JSON. */
function argumentsOf(request: IncomingMessage, text: string): Record<string, unknown> {
  if (request.headers['content-type']?.includes('json')) return Object(json(text));
  const pairs = [...new URLSearchParams(text)];
  return Object.fromEntries(pairs.map(([key, value]) => [key, /^[[{]/u.test(value) ? json(value) : value]));
}

/** Starts the embedded Slack on loopback. @throws the error of listening, EADDRINUSE for a taken port */
export async function startSlack(options: SlackOptions = {}): Promise<EmbeddedSlack> {
  const {
    botToken = 'xoxb-playground',
    appToken = 'xapp-playground',
    signingSecret = 'playground',
    now = Date.now,
  } = options;
  const channels = options.channels ?? [{ id: 'C0COURSE', name: 'netlab-course' }];
  const workspace = new Workspace(options.personas ?? defaultPersonas, channels, now);
  const sockets = new SocketMode(workspace);
  let url = '';
  const slash = new SlashCommands(workspace, () => url, options.ackMillis ?? 3000);
  const calls: { method: string; token: string; result: Result }[] = [];
  const around = { workspace, botToken, appToken, link: () => url.replace('http', 'ws') + sockets.ticket() };
  const { requestUrl } = options;
  const deliver: Delivery = (payload) =>
    requestUrl === undefined
      ? sockets.deliver('slash_commands', payload)
      : deliverByHttp(requestUrl, signingSecret, payload, now());
  const command = (user: string, channel: string, text: string) => slash.run(user, channel, text, deliver);
  const page = new PageServer(workspace, command, options.notice ?? '');

  const api = async (request: IncomingMessage, response: ServerResponse, method: string) => {
    const args = argumentsOf(request, await bodyOf(request));
    const bearer = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? String(args.token ?? '');
    const result = answer(around, { method, token, args }, options.scopes);
    calls.push({ method, token, result });
    if (result.error !== undefined) workspace.refuse(result.error, method);
    sendJson(response, 200, result);
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/api/')) return api(request, response, pathname.slice(5));
    if (pathname.startsWith('/commands/')) {
      const { status, body } = slash.respond(pathname, json(await bodyOf(request)));
      return sendJson(response, status, body);
    }
    return page.handle(request, response, pathname);
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve),
  );
  const bound = server.address();
  url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : options.port}`;

  const seen = (test: (message: Seen) => boolean): Promise<Seen> => {
    const there = workspace.messages.find(test);
    if (there) return Promise.resolve(there);
    return new Promise((resolve) => {
      const listener = (message: Seen) => {
        if (!test(message)) return;
        workspace.listeners.delete(listener);
        resolve(message);
      };
      workspace.listeners.add(listener);
    });
  };

  const close = () => {
    sockets.close();
    page.close();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const { messages, mentions, refusals } = workspace;
  return {
    url,
    apiUrl: `${url}/api/`,
    messages,
    mentions,
    refusals,
    calls,
    command,
    seen,
    linked: () => sockets.linked,
    close,
  };
}
