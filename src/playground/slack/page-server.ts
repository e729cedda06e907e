import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { bodyOf, sendJson } from './body.ts';
import type { Outcome } from './slash.ts';
import type { Seen, Workspace } from './workspace.ts';

const files: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

const security = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

type Typed = { readonly user: string; readonly channel: string; readonly text: string };

function typed(text: string): Typed | null {
  try {
    const { user, channel, text: words }: Partial<Typed> = JSON.parse(text);
    return typeof user === 'string' && typeof channel === 'string' && typeof words === 'string'
      ? { user, channel, text: words }
      : null;
  } catch {
    return null;
  }
}

/** The page on which one types as a student: files, live messages, and what was typed. */
export class PageServer {
  readonly #workspace: Workspace;
  readonly #command: (user: string, channel: string, text: string) => Promise<Outcome>;
  readonly #notice: string;
  readonly #streams = new Set<ServerResponse>();

  constructor(
    workspace: Workspace,
    command: (user: string, channel: string, text: string) => Promise<Outcome>,
    notice: string,
  ) {
    this.#workspace = workspace;
    this.#command = command;
    this.#notice = notice;
  }

  /** Answers a request of the page; only for this machine's own names, so that no other site can reach it by DNS. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/u, '');
    if (host !== '127.0.0.1' && host !== 'localhost') return this.#refuse(response, 403, 'loopback only');
    const file = files[path];
    if (file && request.method === 'GET') {
      response.writeHead(200, { ...security, 'content-type': file[1] });
      response.end(readFileSync(join(import.meta.dirname, 'page', file[0])));
      return;
    }
    if (path === '/page/about') return sendJson(response, 200, this.#about());
    if (path === '/page/events') return this.#stream(request, response);
    if (path === '/page/say' && request.method === 'POST') return this.#say(request, response);
    this.#refuse(response, 404, 'not found');
  }

  #about(): object {
    const { personas, channels } = this.#workspace;
    return { personas, channels, notice: this.#notice };
  }

  #refuse(response: ServerResponse, status: number, words: string): void {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${words}\n`);
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const user = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('as') ?? '';
    response.writeHead(200, { ...security, 'content-type': 'text/event-stream' });
    const send = (message: Seen) => {
      if (this.#workspace.visible(message, user)) response.write(`data: ${JSON.stringify(message)}\n\n`);
    };
    // Ephemeral messages are gone after a reload, as in Slack.
    for (const message of this.#workspace.messages.filter(({ ephemeral }) => !ephemeral)) send(message);
    response.write(': up to date\n\n');
    this.#workspace.listeners.add(send);
    this.#streams.add(response);
    response.on('close', () => {
      this.#workspace.listeners.delete(send);
      this.#streams.delete(response);
    });
  }

  async #say(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A form of another site cannot send JSON without asking first.
    if (request.headers['content-type'] !== 'application/json') return this.#refuse(response, 415, 'JSON only');
    const words = typed(await bodyOf(request));
    if (words === null || !this.#workspace.personas.some(({ id }) => id === words.user))
      return this.#refuse(response, 400, 'who says what?');
    const { user, channel, text } = words;
    const command = /^\/(\S+)\s*(.*)$/su.exec(text.trim());
    if (command === null) {
      const to = channel.startsWith('D') ? user : '*';
      this.#workspace.post({ to, channel, from: user, ephemeral: false, text, blocks: undefined });
      return sendJson(response, 200, { ok: true });
    }
    if (command[1] !== 'netlab')
      return sendJson(response, 200, { ok: false, error: `/${command[1]} is not a valid command.` });
    const { acked, error } = await this.#command(user, channel, command[2] ?? '');
    sendJson(response, 200, acked ? { ok: true } : { ok: false, error: `/netlab failed with the error "${error}"` });
  }

  /** Ends the live streams. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }
}
