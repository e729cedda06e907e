// A client of the embedded Slack that knows no rule by itself: what a test makes it do wrong must be refused.
import { WebSocket } from 'ws';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';

/** An envelope as it comes over a link. */
export type Envelope = {
  readonly type: string;
  readonly envelope_id: string;
  readonly retry_attempt?: number;
  readonly payload: Readonly<Record<string, unknown>> & {
    readonly response_url: string;
    readonly trigger_id: string;
    readonly text: string;
  };
};

/** Calls a method of the Web API as the SDK does; objects become JSON inside the form. */
export async function call(
  slack: EmbeddedSlack,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  token: string | null = 'xoxb-playground',
) {
  const form = Object.entries(args).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: new URLSearchParams(form),
  });
  return { status: response.status, headers: response.headers, body: Object(await response.json()) };
}

/** A link of Socket Mode that acknowledges only what a test tells it to. */
export class Link {
  readonly envelopes: Envelope[] = [];
  readonly #waiting: ((envelope: Envelope) => void)[] = [];
  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const envelope: Envelope = JSON.parse(String(data));
      if (envelope.type === 'hello') return;
      const next = this.#waiting.shift();
      if (next) next(envelope);
      else this.envelopes.push(envelope);
    });
  }

  /** Opens a link and waits for the hello. */
  static async open(slack: EmbeddedSlack): Promise<Link> {
    const { body } = await call(slack, 'apps.connections.open', {}, 'xapp-playground');
    const socket = new WebSocket(body.url);
    const link = new Link(socket);
    await new Promise((resolve) => socket.once('message', resolve));
    return link;
  }

  /** The next envelope. */
  next(): Promise<Envelope> {
    const [first] = this.envelopes.splice(0, 1);
    return first ? Promise.resolve(first) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Acknowledges an envelope. */
  ack({ envelope_id }: Pick<Envelope, 'envelope_id'>, payload: object = {}): void {
    this.socket.send(JSON.stringify({ envelope_id, payload }));
  }

  close(): void {
    this.socket.close();
  }
}

/** POSTs JSON, to a response_url. */
export function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export const plain = (text: string) => ({ type: 'plain_text', text });

/** Rich text of one section. */
export const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

/** A modal with these blocks. */
export const modal = (blocks: readonly object[], more: object = {}) => ({
  type: 'modal',
  callback_id: 'm',
  title: plain('A modal'),
  submit: plain('Send'),
  blocks,
  ...more,
});

/** An input block with a text field. */
export const textInput = (id: string, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { type: 'plain_text_input', action_id: id },
  ...more,
});

/** An input block with any element. */
export const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { action_id: id, ...element },
  ...more,
});

/** An input block that takes files. */
export const fileInput = (id: string, element: object = {}, more: object = {}) =>
  input(id, { type: 'file_input', ...element }, more);

/** Has somebody type a command, acknowledges it, and opens a modal with its trigger; what Slack says to the modal. */
export async function openModal(slack: EmbeddedSlack, link: Link, view: object, user = 'U0ALICE') {
  const typed = slack.command(user, 'C0COURSE', 'form');
  const envelope = await link.next();
  link.ack(envelope);
  await typed;
  return (await call(slack, 'views.open', { trigger_id: envelope.payload.trigger_id, view })).body;
}
