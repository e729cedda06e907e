import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { fieldsOf } from '../validate/fault.ts';
import { limits } from '../workspace/limits.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { DeliveryKind, DeliveryRetry } from './delivery.ts';

type PendingEnvelope = { readonly resolve: (payload: unknown) => void };

/** Why Slack tells a link to go: soon, now, or because the app has Socket Mode turned off. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** Socket Mode: up to ten links that an app opened, envelopes that go over any one of them and are acknowledged. */
export class SocketMode {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #links: WebSocket[] = [];
  readonly #pending = new Map<string, PendingEnvelope>();
  readonly #tickets = new Set<string>();
  readonly #workspace: Workspace;
  readonly #pings: NodeJS.Timeout;
  #turn = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    // A client gives up a link on which no ping came for 30 s.
    this.#pings = setInterval(() => {
      for (const link of this.#links) link.ping();
    }, 5000);
    this.#pings.unref();
  }

  /** How many links are open. */
  get openLinkCount(): number {
    return this.#links.length;
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
    if (this.#links.length >= limits.links) {
      this.#workspace.refuse('too_many_websockets', String(this.#links.length));
      link.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      link.close();
      return;
    }
    this.#links.push(link);
    link.on('close', () => this.#drop(link));
    link.on('message', (data) => this.#acknowledge(String(data)));
    link.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#links.length,
        connection_info: { app_id: 'A0NETLAB' },
        debug_info: { host: 'embedded', approximate_connection_time: 18060 },
      }),
    );
  }

  #drop(link: WebSocket): void {
    const index = this.#links.indexOf(link);
    if (index >= 0) this.#links.splice(index, 1);
  }

  #acknowledge(text: string): void {
    let ack: unknown;
    try {
      ack = JSON.parse(text);
    } catch {
      this.#workspace.refuse('an acknowledgement that is no JSON', text.slice(0, 80));
      return;
    }
    const { envelope_id: id, payload } = fieldsOf(ack);
    const pending = this.#pending.get(String(id));
    if (pending === undefined) this.#workspace.refuse('unknown or repeated envelope_id', String(id));
    this.#pending.delete(String(id));
    pending?.resolve(payload);
  }

  /** Sends an envelope over one link, in turn; resolves with what the app acknowledged. @throws Error dispatch_failed */
  async deliver(type: DeliveryKind, payload: object, retry?: DeliveryRetry): Promise<unknown> {
    this.#turn += 1;
    const link = this.#links[this.#turn % Math.max(1, this.#links.length)];
    if (link === undefined) throw new Error('dispatch_failed');
    const envelope_id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#pending.set(envelope_id, { resolve });
    const again = retry ? { retry_attempt: retry.number, retry_reason: retry.reason } : {};
    link.send(
      JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api', ...again }),
    );
    return promise;
  }

  /** Sends a frame as it is over one link, in turn, whatever it holds. */
  sendFrame(frame: string | Uint8Array): void {
    this.#turn += 1;
    this.#links[this.#turn % Math.max(1, this.#links.length)]?.send(frame);
  }

  /** Tells the first link, or all of them, to reconnect, as Slack does every few hours; all but a warning end it. */
  disconnect(reason: DisconnectReason, all = false): void {
    for (const link of all ? [...this.#links] : this.#links.slice(0, 1)) {
      link.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'embedded' } }));
      if (reason === 'warning') continue;
      this.#drop(link);
      link.close();
    }
  }

  /** Stops hearing what the app sends, its closing handshakes too: as if the network had gone. */
  stopReading(): void {
    for (const link of this.#links) link.pause();
  }

  /** Ends every link. */
  close(): void {
    clearInterval(this.#pings);
    for (const link of this.#links) link.terminate();
    this.#server.close();
  }
}
