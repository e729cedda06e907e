import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answer, type Result, type World } from './api.ts';
import { bodyOf, bytesOf, sendJson } from './body.ts';
import { type Click, click } from './clicks.ts';
import type { Delivery } from './delivery.ts';
import { escapeCommand } from './escape.ts';
import { Events } from './events.ts';
import { Files } from './files.ts';
import { deliverByHttp } from './http-mode.ts';
import { limits } from './limits.ts';
import { close as closeView, submit } from './modals.ts';
import { PageServer } from './page-server.ts';
import { Rates } from './rates.ts';
import { ResponseUrls } from './response-urls.ts';
import type { Scene, Shown } from './scene.ts';
import type { AppSettings } from './settings.ts';
import { type Reason, SocketMode } from './socket-mode.ts';
import { Triggers } from './triggers.ts';
import { runCommand, write } from './typing.ts';
import { type State, type View, Views } from './views.ts';
import { type Change, type Channel, defaultPersonas, type Persona, type Seen, Workspace } from './workspace.ts';

/** What the page offers beside Slack: a line about the playground, and clusters to switch between. */
export type Stage = {
  readonly notice: string;
  readonly scenarios: readonly string[];
  readonly scenario: () => string;
  readonly choose: (scenario: string) => void;
  /** The folder with the built page. */
  readonly page: string;
};

/** How to start an embedded Slack; with `requestUrl` everything travels by signed HTTP, else by Socket Mode. */
export type SlackOptions = {
  readonly port?: number;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly requestUrl?: string | (() => string);
  readonly settings?: Partial<AppSettings>;
  readonly personas?: readonly Persona[];
  readonly channels?: readonly Channel[];
  readonly ackMillis?: number;
  /** 1 is Slack's own pace of calls; without it nothing is counted. */
  readonly rateScale?: number;
  /** 1 lets an event come again after Slack's own pauses. */
  readonly retryScale?: number;
  /** Milliseconds until the type of an uploaded file is known. */
  readonly processing?: number;
  readonly now?: () => number;
  readonly stage?: Stage;
};

/** A running embedded Slack. */
export type EmbeddedSlack = {
  readonly url: string;
  readonly apiUrl: string;
  readonly messages: readonly Seen[];
  readonly mentions: readonly { readonly by: string; readonly what: string }[];
  readonly refusals: readonly { readonly rule: string; readonly detail: string }[];
  readonly calls: readonly {
    readonly method: string;
    readonly token: string;
    readonly args: object;
    readonly result: Result;
  }[];
  /** Types `/netlab text` as somebody. */
  readonly command: (user: string, channel: string, text: string) => Promise<Shown>;
  /** Writes a message as somebody; resolves with whether the app heard of it. */
  readonly write: (user: string, channel: string, text: string, thread?: string) => Promise<boolean>;
  readonly click: (click: Click) => Promise<Shown>;
  readonly submit: (user: string, view: string, state: State) => Promise<Shown>;
  readonly closeView: (user: string, view: string) => Promise<void>;
  /** Opens the Home tab as somebody; resolves with whether the app heard of it. */
  readonly openHome: (user: string) => Promise<boolean>;
  readonly modals: (user: string) => readonly View[];
  readonly home: (user: string) => View | null;
  /** Sends anything to the app, as a test of how it takes it. */
  readonly deliver: Delivery;
  /** Resolves with the first message that passes the test, now or later. */
  readonly seen: (test: (message: Seen) => boolean) => Promise<Seen>;
  readonly linked: () => number;
  readonly disconnect: (reason: Reason, all?: boolean) => void;
  /** Stops hearing what the app sends over its links. */
  readonly deafen: () => void;
  /** Uses up every response_url that there is. */
  readonly spend: () => void;
  /** Lets the next calls of a method fail: an error of the platform, an HTTP status, or silence. */
  readonly failing: Map<string, string | number | 'hang'>;
  readonly close: () => Promise<void>;
};

const generous: AppSettings = {
  scopes: ['commands', 'chat:write', 'users:read'],
  commands: [{ command: '/netlab', description: '', usageHint: '', shouldEscape: true }],
  events: ['app_home_opened'],
  interactivity: true,
  homeTab: true,
  messagesTab: true,
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
    requestUrl,
  } = options;
  let url = '';
  const base = () => url;
  const settings = { ...generous, ...options.settings };
  const channels = options.channels ?? [{ id: 'C0COURSE', name: 'netlab-course' }];
  const workspace = new Workspace(options.personas ?? defaultPersonas, channels, now);
  const files = new Files(now, options.processing ?? 300);
  workspace.fileFaults = (blocks) => files.faults(blocks);
  const [views, triggers, urls, sockets] = [
    new Views(),
    new Triggers(now),
    new ResponseUrls(workspace),
    new SocketMode(workspace),
  ];
  const deliver: Delivery = (kind, payload, retry) =>
    requestUrl === undefined
      ? sockets.deliver(kind, payload, retry)
      : deliverByHttp(
          typeof requestUrl === 'string' ? requestUrl : requestUrl(),
          signingSecret,
          kind,
          payload,
          now(),
          retry,
        );
  const events = new Events(workspace, deliver, settings.events, options.retryScale ?? 1);
  const world: World = { workspace, views, triggers, files, scopes: settings.scopes, base };
  const rates = new Rates(now, options.rateScale ?? Number.POSITIVE_INFINITY);
  const around = { ...world, botToken, appToken, rates, link: () => url.replace('http', 'ws') + sockets.ticket() };
  const scene: Scene = {
    workspace,
    views,
    triggers,
    urls,
    deliver,
    settings,
    ackMillis: options.ackMillis ?? limits.ack,
    base,
  };
  const calls: { method: string; token: string; args: object; result: Result }[] = [];
  const failing = new Map<string, string | number | 'hang'>();

  const openHome = (user: string) => {
    if (!settings.homeTab) return Promise.resolve(false);
    const event = { type: 'app_home_opened', user, channel: `D${user}`, tab: 'home', event_ts: workspace.stamp() };
    return events.send('app_home_opened', { ...event, ...(views.home(user) ? { view: views.home(user) } : {}) });
  };
  const say = async (user: string, channel: string, text: string, thread?: string) => {
    if (channel.startsWith('D') && !settings.messagesTab) return false;
    const escaped = escapeCommand(text, workspace);
    const message = write(scene, user, channel, escaped, thread ?? null);
    if (message === null || !channel.startsWith('D')) return false;
    const event = {
      type: 'message',
      channel_type: 'im',
      channel,
      user,
      text: escaped,
      ts: message.ts,
      event_ts: message.ts,
    };
    return events.send('message.im', { ...event, ...(thread ? { thread_ts: thread } : {}) });
  };
  const command = (user: string, channel: string, text: string) => runCommand(scene, user, channel, `/netlab ${text}`);
  const page = new PageServer({ scene, files, openHome, say, stage: options.stage ?? null });

  const api = async (request: IncomingMessage, response: ServerResponse, method: string) => {
    const args = argumentsOf(request, await bodyOf(request));
    const planted = failing.get(method);
    if (planted === 'hang') return;
    if (typeof planted === 'number') return sendJson(response, planted, {});
    const bearer = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? String(args.token ?? '');
    const { result, retryAfter } = planted
      ? { result: { ok: false, error: planted }, retryAfter: planted === 'ratelimited' ? 1 : null }
      : answer(around, { method, token, args });
    calls.push({ method, token, args, result });
    if (result.error !== undefined) workspace.refuse(String(result.error), method);
    if (retryAfter !== null) response.setHeader('retry-after', String(retryAfter));
    sendJson(response, retryAfter === null ? 200 : 429, result);
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/api/')) return api(request, response, pathname.slice(5));
    if (pathname.startsWith('/commands/') || pathname.startsWith('/actions/')) {
      const { status, body } = urls.respond(pathname, json(await bodyOf(request)));
      return sendJson(response, status, body);
    }
    if (pathname.startsWith('/upload/')) {
      const fault = files.receive(pathname, await bytesOf(request));
      response.writeHead(fault === null ? 200 : 400, { 'content-type': 'text/plain' });
      response.end(fault ?? 'OK');
      return;
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
      const listener = (change: Change) => {
        if (change.kind !== 'message' || !test(change.message)) return;
        workspace.listeners.delete(listener);
        resolve(change.message);
      };
      workspace.listeners.add(listener);
    });
  };

  const close = () => {
    events.close();
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
    write: say,
    click: (clicked) => click(scene, clicked),
    submit: (user, view, state) => submit(scene, user, view, state),
    closeView: (user, view) => closeView(scene, user, view),
    openHome,
    modals: (user) => views.stack(user),
    home: (user) => views.home(user),
    deliver,
    seen,
    linked: () => sockets.linked,
    disconnect: (reason, all) => sockets.disconnect(reason, all),
    deafen: () => sockets.deafen(),
    spend: () => urls.spend(),
    failing,
    close,
  };
}
