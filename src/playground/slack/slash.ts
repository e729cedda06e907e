import { randomBytes } from 'node:crypto';
import { botUser, type Posted, type Workspace } from './workspace.ts';

/** How a slash command travels to the app; resolves with the acknowledgement's payload, rejects with Slack's error. */
export type Delivery = (payload: Readonly<Record<string, string>>) => Promise<unknown>;

/** What became of a command. */
export type Outcome = { readonly acked: boolean; readonly error?: string };

type ResponseUrl = { readonly user: string; readonly channel: string; readonly until: number; uses: number };

const halfAnHour = 30 * 60 * 1000;

/** Escapes as `should_escape` does: mentions, channels and links in angle brackets, the three characters as entities. */
export function escapeCommand(text: string, { personas, channels }: Pick<Workspace, 'personas' | 'channels'>): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return plain
    .replaceAll(/@([a-z0-9._-]+)/gu, (whole, name: string) => {
      const found = personas.find((each) => each.name === name);
      return found ? `<@${found.id}>` : whole;
    })
    .replaceAll(/#([a-z0-9_-]+)/gu, (whole, name: string) => {
      const found = channels.find((each) => each.name === name);
      return found ? `<#${found.id}|${found.name}>` : whole;
    })
    .replaceAll(/https?:\/\/\S+/gu, '<$&>');
}

function parts(payload: unknown): {
  readonly text: unknown;
  readonly blocks: unknown;
  readonly type: unknown;
  readonly edits: boolean;
} {
  if (typeof payload === 'string') return { text: payload, blocks: undefined, type: undefined, edits: false };
  if (typeof payload !== 'object' || payload === null)
    return { text: undefined, blocks: undefined, type: undefined, edits: false };
  const body: Readonly<Record<string, unknown>> = { ...payload };
  return {
    text: body.text,
    blocks: body.blocks,
    type: body.response_type,
    edits: body.replace_original === true || body.delete_original === true,
  };
}

/** Slash commands of a workspace: typing, acknowledging within the time, and answering later by `response_url`. */
export class SlashCommands {
  readonly #urls = new Map<string, ResponseUrl>();
  readonly #workspace: Workspace;
  readonly #base: () => string;
  readonly #ackMillis: number;

  constructor(workspace: Workspace, base: () => string, ackMillis: number) {
    this.#workspace = workspace;
    this.#base = base;
    this.#ackMillis = ackMillis;
  }

  #payload(user: string, channel: string, text: string): Readonly<Record<string, string>> {
    const key = `/commands/T0NETLAB/${randomBytes(6).toString('hex')}/${randomBytes(12).toString('hex')}`;
    this.#urls.set(key, { user, channel, until: this.#workspace.now() + halfAnHour, uses: 0 });
    const { personas, channels } = this.#workspace;
    return {
      token: 'deprecated',
      team_id: 'T0NETLAB',
      team_domain: 'netlab-class',
      channel_id: channel,
      channel_name: channels.find(({ id }) => id === channel)?.name ?? 'directmessage',
      user_id: user,
      user_name: personas.find(({ id }) => id === user)?.name ?? '',
      command: '/netlab',
      text: escapeCommand(text, this.#workspace),
      api_app_id: 'A0NETLAB',
      is_enterprise_install: 'false',
      response_url: this.#base() + key,
      trigger_id: `${Date.now()}.${randomBytes(8).toString('hex')}`,
    };
  }

  #show(user: string, channel: string, payload: unknown): Posted | null {
    const { text, blocks, type } = parts(payload);
    if ((text === undefined || text === '') && blocks === undefined) return null;
    const open = type === 'in_channel';
    return this.#workspace.post({ to: open ? '*' : user, channel, from: botUser, ephemeral: !open, text, blocks });
  }

  /** Somebody types a command; resolves when it is acknowledged or Slack has given up on it. */
  async run(user: string, channel: string, text: string, deliver: Delivery): Promise<Outcome> {
    const { promise: late, resolve } = Promise.withResolvers<Outcome>();
    const timer = setTimeout(() => resolve({ acked: false, error: 'operation_timeout' }), this.#ackMillis);
    const acked = deliver(this.#payload(user, channel, text)).then(
      (payload) => ({ acked: true, payload }) as const,
      (error: unknown) =>
        ({ acked: false, error: error instanceof Error ? error.message : 'dispatch_failed' }) as const,
    );
    const outcome = await Promise.race([acked, late]);
    clearTimeout(timer);
    if ('error' in outcome && outcome.error) {
      this.#workspace.refuse(outcome.error, `/netlab ${text}`);
      return { acked: false, error: outcome.error };
    }
    if ('payload' in outcome) this.#show(user, channel, outcome.payload);
    return { acked: true };
  }

  /** A POST to a response_url. */
  respond(path: string, payload: unknown): { readonly status: number; readonly body: string } {
    const url = this.#urls.get(path);
    if (url === undefined || this.#workspace.now() > url.until) {
      this.#workspace.refuse('expired_url', path);
      return { status: 404, body: '{"ok":false,"error":"expired_url"}' };
    }
    url.uses += 1;
    if (url.uses > 5) {
      this.#workspace.refuse('used_url', path);
      return { status: 404, body: '{"ok":false,"error":"used_url"}' };
    }
    // Nothing is edited: the command itself is no message of the app's, so the answer comes as a new one.
    if (parts(payload).edits) this.#workspace.refuse('slash replies cannot be edited', path);
    const posted = this.#show(url.user, url.channel, payload);
    if (posted === null) return { status: 400, body: '{"ok":false,"error":"no_text"}' };
    return posted.ok
      ? { status: 200, body: 'ok' }
      : { status: 400, body: JSON.stringify({ ok: false, error: posted.error }) };
  }
}
