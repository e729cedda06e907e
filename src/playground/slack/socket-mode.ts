import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Workspace } from './workspace.ts';

type Pending = { readonly resolve: (payload: unknown) => void };

/** Socket Mode: links that an app opened, envelopes that it acknowledges. */
export class SocketMode {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #links = new Set<WebSocket>();
  readonly #pending = new Map<string, Pending>();
  readonly #tickets = new Set<string>();
  readonly #workspace: Workspace;
  readonly #pings: NodeJS.Timeout;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    // A client gives up a link on which no ping came for 30 s.
    this.#pings = setInterval(() => {
      for (const link of this.#links) link.ping();
    }, 5000);
    this.#pings.unref();
  }

  /** How many links are open. */
  get linked(): number {
    return this.#links.size;
  }

  /** A one-time path for `apps.connections.open`. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `/link?ticket=${ticket}`;
  }

  /** Takes a WebSocket handshake; one without a ticket is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      this.#workspace.refuse('link without a ticket', request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (link) => this.#open(link));
  }

  #open(link: WebSocket): void {
    this.#links.add(link);
    link.on('close', () => this.#links.delete(link));
    link.on('message', (data) => this.#acknowledge(String(data)));
    link.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#links.size,
        connection_info: { app_id: 'A0NETLAB' },
        debug_info: { host: 'embedded', approximate_connection_time: 18060 },
      }),
    );
  }

  #acknowledge(text: string): void {
    const ack: unknown = JSON.parse(text);
    const id = typeof ack === 'object' && ack !== null && 'envelope_id' in ack ? String(ack.envelope_id) : '';
    const pending = this.#pending.get(id);
    if (pending === undefined) {
      this.#workspace.refuse('unknown or repeated envelope_id', id);
      return;
    }
    this.#pending.delete(id);
    pending.resolve(typeof ack === 'object' && ack !== null && 'payload' in ack ? ack.payload : undefined);
  }

  /** Sends an envelope over any one link and resolves with what the app acknowledged. @throws Error dispatch_failed */
  async deliver(type: string, payload: object): Promise<unknown> {
    const [link] = this.#links;
    if (link === undefined) throw new Error('dispatch_failed');
    const envelope_id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#pending.set(envelope_id, { resolve });
    link.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }));
    return promise;
  }

  /** Tells every link to reconnect, as Slack does every few hours, and closes it. */
  disconnect(reason: string): void {
    for (const link of this.#links) {
      link.send(JSON.stringify({ type: 'disconnect', reason }));
      link.close();
    }
  }

  /** Ends every link. */
  close(): void {
    clearInterval(this.#pings);
    for (const link of this.#links) link.terminate();
    this.#server.close();
  }
}
