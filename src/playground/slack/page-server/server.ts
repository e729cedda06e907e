import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { findOwnValue } from '../../own-value.ts';
import { bodyOf, isJsonType, sendJson } from '../transport/body.ts';
import { fieldsOf, type UnknownFields } from '../validate/fault.ts';
import type { WorkspaceChange } from '../workspace/workspace.ts';
import { type PageContext, pageActs } from './acts.ts';
import { pageState } from './state.ts';

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

function parsed(text: string): UnknownFields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The page on which one acts as one of the personas: its files, live state, and what was done there. */
export class PageServer {
  readonly #context: PageContext;
  readonly #streams = new Set<ServerResponse>();

  constructor(context: PageContext) {
    this.#context = context;
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
    const folder = this.#context.pageControls?.page ?? '';
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    const type = findOwnValue(types, extname(file));
    if (folder === '' || type === undefined || !file.startsWith(folder) || !existsSync(file)) {
      this.#refuse(response, 404, 'not found');
      return;
    }
    response.writeHead(200, { ...security, 'content-type': type });
    response.end(readFileSync(file));
  }

  #file(response: ServerResponse, id: string): void {
    const { files } = this.#context.interaction;
    const file = files.get(id);
    if (!file?.bytes) {
      this.#refuse(response, 404, 'not found');
      return;
    }
    response.writeHead(200, { ...security, 'content-type': files.mimetype(file) });
    response.end(file.bytes);
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const { workspace } = this.#context.interaction;
    const user =
      new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('as') || (workspace.personas[0]?.id ?? '');
    response.writeHead(200, { ...security, 'content-type': 'text/event-stream' });
    const since = workspace.messages.length;
    let timer: NodeJS.Timeout | null = null;
    const send = () => {
      timer = null;
      response.write(`data: ${JSON.stringify(pageState(this.#context, user, since))}\n\n`);
    };
    // Several changes at once are sent as one state.
    const later = (_: WorkspaceChange) => {
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
    if (!isJsonType(request.headers['content-type'])) return this.#refuse(response, 415, 'JSON only');
    const body = parsed(await bodyOf(request));
    const { interaction } = this.#context;
    const user = String(body.user);
    if (!interaction.workspace.personas.some(({ id }) => id === user))
      return this.#refuse(response, 400, 'who does what?');
    const act = findOwnValue(pageActs, what);
    const done = (await act?.(this.#context, user, body)) ?? null;
    if (done === null) return this.#refuse(response, 404, 'not found');
    sendJson(response, 200, done);
  }

  /** Ends the live streams. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }
}
