import { randomBytes } from 'node:crypto';
import { fieldsOf } from '../validate/fault.ts';
import { limits } from '../workspace/limits.ts';
import type { PostResult } from '../workspace/message.ts';
import { botUser } from '../workspace/personas.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where a response_url leads: to whom, where, and for a click the message that carried the button. */
export type ResponseOrigin = { readonly user: string; readonly channel: string; readonly message: string | null };

type ResponseUrlReply = { readonly status: number; readonly body: string };

const refusal = (status: number, error: string): ResponseUrlReply => ({
  status,
  body: JSON.stringify({ ok: false, error }),
});

/** The response_urls of a workspace: five uses within half an hour. */
export class ResponseUrls {
  readonly #urls = new Map<string, ResponseOrigin & { readonly until: number; uses: number }>();
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** A path for one interaction. */
  issue(origin: ResponseOrigin, kind: 'commands' | 'actions'): string {
    const key = `/${kind}/T0NETLAB/${randomBytes(6).toString('hex')}/${randomBytes(12).toString('hex')}`;
    this.#urls.set(key, { ...origin, until: this.#workspace.now() + limits.responseUrlMs, uses: 0 });
    return key;
  }

  /** Shows an answer where an interaction happened: to one person, unless it says `in_channel`; null for an empty one. */
  show({ user, channel }: Pick<ResponseOrigin, 'user' | 'channel'>, payload: unknown): PostResult | null {
    const {
      text,
      blocks,
      response_type: type,
      thread_ts: thread,
    } = typeof payload === 'string' ? fieldsOf({ text: payload }) : fieldsOf(payload);
    if ((text === undefined || text === '') && blocks === undefined) return null;
    const open = type === 'in_channel';
    const direct = channel.startsWith('D');
    return this.#workspace.post({
      to: open && !direct ? '*' : user,
      channel,
      from: botUser,
      ephemeral: !open,
      text,
      blocks,
      thread: open && typeof thread === 'string' ? thread : null,
    });
  }

  #edit(origin: ResponseOrigin, payload: unknown): ResponseUrlReply | null {
    const { replace_original: replace, delete_original: remove, text, blocks } = fieldsOf(payload);
    if (replace !== true && remove !== true) return null;
    if (origin.message === null) {
      // The command itself is no message of the app's: nothing is edited, the answer comes as a new one.
      this.#workspace.refuse('slash replies cannot be edited', String(text ?? ''));
      return null;
    }
    if (remove === true) this.#workspace.remove(origin.message);
    else {
      const edited = this.#workspace.edit(origin.message, text, blocks);
      if (!edited.ok) return refusal(edited.error === 'message_not_found' ? 404 : 400, edited.error);
    }
    return { status: 200, body: 'ok' };
  }

  /** Uses up all of them. */
  spend(): void {
    for (const url of this.#urls.values()) url.uses = limits.responseUrlUses;
  }

  /** A POST to a response_url. */
  respond(path: string, payload: unknown): ResponseUrlReply {
    const url = this.#urls.get(path);
    if (url === undefined || this.#workspace.now() > url.until) {
      this.#workspace.refuse('expired_url', path);
      return refusal(404, 'expired_url');
    }
    url.uses += 1;
    if (url.uses > limits.responseUrlUses) {
      this.#workspace.refuse('used_url', path);
      return refusal(404, 'used_url');
    }
    const edited = this.#edit(url, payload);
    if (edited) return edited;
    const posted = this.show(url, payload);
    if (posted === null) return refusal(400, 'no_text');
    return posted.ok ? { status: 200, body: 'ok' } : refusal(400, posted.error);
  }
}
