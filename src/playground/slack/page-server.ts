import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { bodyOf, sendJson } from './body.ts';
import { click } from './clicks.ts';
import type { Say } from './direct.ts';
import { held } from './inputs.ts';
import type { Seen } from './message.ts';
import { close, submit } from './modals.ts';
import type { Stage } from './options.ts';
import { isBot, isExternal } from './people.ts';
import type { Scene } from './scene.ts';
import { runCommand } from './typing.ts';
import { type Fields, fields } from './validate/fault.ts';
import type { State, View } from './views.ts';
import type { Change } from './workspace.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

const security = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** What the page works on. */
type Backstage = {
  readonly scene: Scene;
  readonly openHome: (user: string) => Promise<boolean>;
  readonly say: Say;
  readonly stage: Stage | null;
};

function parsed(text: string): Fields {
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A value as the page sends it: a text, several texts, or nothing. */
function setTo(value: unknown): string | readonly string[] | null {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value : null;
}

/** The page's inputs as `state.values`: what was typed or chosen, by block; what nobody touched is left out. */
function stateOf(view: View | undefined, typed: Fields): State {
  const state: Record<string, Record<string, Fields>> = {};
  for (const each of view?.blocks ?? []) {
    const { type, block_id: block, element } = fields(each);
    if (type !== 'input' || typed[String(block)] === undefined) continue;
    const { action_id: action } = fields(element);
    state[String(block)] = { [String(action)]: held(fields(element), setTo(typed[String(block)])) };
  }
  return state;
}

/** The page on which one acts as one of the personas: its files, live state, and what was done there. */
export class PageServer {
  readonly #backstage: Backstage;
  readonly #streams = new Set<ServerResponse>();

  constructor(backstage: Backstage) {
    this.#backstage = backstage;
  }

  /** Answers a request of the page; only for this machine's own names, so that no other site can reach it by DNS. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/u, '');
    if (host !== '127.0.0.1' && host !== 'localhost') return this.#refuse(response, 403, 'loopback only');
    if (path === '/page/events') return this.#stream(request, response);
    if (request.method === 'POST' && path.startsWith('/page/')) return this.#act(request, response, path.slice(6));
    if (request.method === 'GET' && path.startsWith('/files/')) return this.#file(response, path.slice(7));
    if (request.method === 'GET') return this.#asset(response, path);
    this.#refuse(response, 404, 'not found');
  }

  #refuse(response: ServerResponse, status: number, words: string): void {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${words}\n`);
  }

  #asset(response: ServerResponse, path: string): void {
    const folder = this.#backstage.stage?.page ?? '';
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    const type = types[extname(file)];
    if (folder === '' || type === undefined || !file.startsWith(folder) || !existsSync(file)) {
      this.#refuse(response, 404, 'not found');
      return;
    }
    response.writeHead(200, { ...security, 'content-type': type });
    response.end(readFileSync(file));
  }

  #file(response: ServerResponse, id: string): void {
    const { files } = this.#backstage.scene;
    const file = files.get(id);
    if (!file?.bytes) {
      this.#refuse(response, 404, 'not found');
      return;
    }
    response.writeHead(200, { ...security, 'content-type': files.mimetype(file) });
    response.end(file.bytes);
  }

  #filesOf({ from, files }: Seen): readonly object[] {
    return this.#backstage.scene.files.of(from, files).map(({ id, name }) => ({ id, name }));
  }

  #state(user: string, since: number): object {
    const { scene, stage } = this.#backstage;
    const { workspace, views, settings } = scene;
    // Ephemeral messages are gone after a reload, as in Slack.
    const messages = workspace.messages.filter(
      (each) => workspace.visible(each, user) && (!each.ephemeral || workspace.messages.indexOf(each) >= since),
    );
    const person = workspace.person(user);
    const own = person !== undefined && !isExternal(person);
    return {
      me: user,
      personas: workspace.personas.filter((each) => !isBot(each) && !each.deleted),
      channels: workspace.channelsOf(user),
      commands: own ? settings.commands : [],
      // Who is of another workspace finds the app only after it has written to them.
      direct: own || workspace.hasDirect(user),
      messages: messages.map((each) => ({ ...each, files: this.#filesOf(each) })),
      modal: views.stack(user).at(-1) ?? null,
      depth: views.stack(user).length,
      // Absent for an app without a Home tab, and for people of other workspaces.
      home: own && settings.homeTab ? views.home(user) : undefined,
      notice: stage?.notice ?? '',
      scenarios: stage?.scenarios ?? [],
      scenario: stage?.scenario() ?? '',
    };
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const { workspace } = this.#backstage.scene;
    const user =
      new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('as') || (workspace.personas[0]?.id ?? '');
    response.writeHead(200, { ...security, 'content-type': 'text/event-stream' });
    const since = workspace.messages.length;
    let timer: NodeJS.Timeout | null = null;
    const send = () => {
      timer = null;
      response.write(`data: ${JSON.stringify(this.#state(user, since))}\n\n`);
    };
    // Several changes at once are one picture.
    const later = (_: Change) => {
      timer ??= setTimeout(send, 15);
    };
    send();
    workspace.listeners.add(later);
    this.#streams.add(response);
    response.on('close', () => {
      if (timer) clearTimeout(timer);
      workspace.listeners.delete(later);
      this.#streams.delete(response);
    });
  }

  async #act(request: IncomingMessage, response: ServerResponse, what: string): Promise<void> {
    // A form of another site cannot send JSON without asking first.
    if (request.headers['content-type'] !== 'application/json') return this.#refuse(response, 415, 'JSON only');
    const body = parsed(await bodyOf(request));
    const { scene } = this.#backstage;
    const user = String(body.user);
    if (!scene.workspace.personas.some(({ id }) => id === user)) return this.#refuse(response, 400, 'who does what?');
    const done = await this.#done(what, user, body);
    if (done === null) return this.#refuse(response, 404, 'not found');
    sendJson(response, 200, done);
  }

  async #done(what: string, user: string, body: Fields): Promise<object | null> {
    const { scene, stage, openHome } = this.#backstage;
    if (what === 'say') return this.#say(user, body);
    if (what === 'click') {
      const on = typeof body.message === 'string' ? { message: body.message } : { view: String(body.view) };
      const value = setTo(body.value);
      const where = { user, on, block: String(body.block), action: String(body.action) };
      return click(scene, { ...where, ...(value === null ? {} : { value }) });
    }
    if (what === 'submit') {
      const view = scene.views.stack(user).at(-1);
      return submit(scene, user, String(body.view), stateOf(view, fields(body.values)));
    }
    if (what === 'close') {
      await close(scene, user, String(body.view));
      return { acked: true };
    }
    if (what === 'upload') {
      const { id, name } = scene.files.upload(user, String(body.name), Buffer.from(String(body.base64), 'base64'));
      return { acked: true, file: { id, name } };
    }
    if (what === 'home') return { acked: await openHome(user) };
    if (what === 'scenario' && stage) {
      stage.choose(String(body.scenario));
      scene.workspace.changed({ kind: 'view' });
      return { acked: true };
    }
    return null;
  }

  async #say(user: string, body: Fields): Promise<object | null> {
    const { scene, say } = this.#backstage;
    const [channel, text] = [String(body.channel), String(body.text ?? '').trim()];
    const place = channel === `D${user}` || scene.workspace.channelsOf(user).some(({ id }) => id === channel);
    const files = Array.isArray(body.files) ? body.files.map(String) : [];
    if (!place || (text === '' && files.length === 0)) return null;
    const thread = typeof body.thread === 'string' ? body.thread : undefined;
    if (!text.startsWith('/')) {
      say(user, channel, text, thread, files);
      return { acked: true };
    }
    // Slack takes no commands in a thread's composer.
    if (thread !== undefined)
      return { acked: false, error: 'Commands do not work in threads. Type it in the conversation itself.' };
    return runCommand(scene, user, channel, text);
  }

  /** Ends the live streams. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }
}
