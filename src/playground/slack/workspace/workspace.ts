import { blockFaults } from '../validate/blocks.ts';
import { mentionsIn } from '../validate/mentions.ts';
import { withIds } from './ids.ts';
import { limits } from './limits.ts';
import type { MessageDraft, PostedMessage, PostResult } from './message.ts';
import { isExternal, type Persona } from './personas.ts';

/** A channel; the app may be a member or not, and people of other workspaces may be (Slack Connect). */
export type WorkspaceChannel = {
  readonly id: string;
  readonly name: string;
  readonly withoutApp?: boolean;
  readonly shared?: boolean;
};

/** A change that clients show: a message was posted, edited or deleted, or a view changed. */
export type WorkspaceChange =
  | { readonly kind: 'message'; readonly message: PostedMessage }
  | { readonly kind: 'gone' | 'view' };

type MessageBody = { readonly text: string; readonly blocks: readonly unknown[] };
type CheckedBody = { readonly ok: true; readonly body: MessageBody } | Extract<PostResult, { readonly ok: false }>;

/** Everything that the embedded Slack remembers. */
export class Workspace {
  readonly messages: PostedMessage[] = [];
  readonly mentions: { readonly by: string; readonly what: string }[] = [];
  readonly refusals: { readonly rule: string; readonly detail: string }[] = [];
  readonly listeners = new Set<(change: WorkspaceChange) => void>();
  readonly channels: readonly WorkspaceChannel[];
  readonly now: () => number;
  /** Faults of blocks that only the file store knows: images that do not exist or are not ready. */
  fileFaults: (blocks: unknown) => readonly string[] = () => [];
  #personas: readonly Persona[];
  readonly #direct = new Set<string>();
  #count = 0;

  constructor(personas: readonly Persona[], channels: readonly WorkspaceChannel[], now: () => number) {
    this.#personas = personas;
    this.channels = channels;
    this.now = now;
  }

  /** People of this workspace and of others that share a channel with it. */
  get personas(): readonly Persona[] {
    return this.#personas;
  }

  /** Somebody by their id. */
  person(id: unknown): Persona | undefined {
    return this.#personas.find((each) => each.id === id);
  }

  /** Ends somebody's account; what was written with them stays. */
  deactivate(user: string): void {
    this.#personas = this.#personas.map((each) => (each.id === user ? { ...each, deleted: true } : each));
    this.notifyListeners({ kind: 'view' });
  }

  /** The channels that somebody sees: people of other workspaces see those that are shared with them. */
  channelsOf(user: unknown): readonly WorkspaceChannel[] {
    const person = this.person(user);
    if (person === undefined) return [];
    if (!isExternal(person)) return this.channels;
    return person.is_stranger ? [] : this.channels.filter(({ shared }) => shared);
  }

  /** Whether the app may write to somebody: to people of other workspaces, if they are in a channel together. */
  isReachable(person: Persona): boolean {
    return !isExternal(person) || this.channelsOf(person.id).some(({ withoutApp }) => !withoutApp);
  }

  /** Opens the direct messages of somebody and the app. */
  openDirect(user: string): void {
    this.#direct.add(user);
  }

  /** Whether somebody and the app ever had direct messages. */
  hasDirect(user: string): boolean {
    return this.#direct.has(user) || this.messages.some(({ channel }) => channel === `D${user}`);
  }

  /** Notes that a rule of Slack was broken. */
  refuse(rule: string, detail: string): void {
    this.refusals.push({ rule, detail });
  }

  /** Calls every listener. */
  notifyListeners(change: WorkspaceChange): void {
    for (const listener of this.listeners) listener(change);
  }

  /** The `ts` of a message: seconds, and a number that no other message has. */
  stamp(): string {
    this.#count += 1;
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`;
  }

  #checked(text: unknown, blocks: unknown, from: string, withFiles = false): CheckedBody {
    const own = blocks ?? [];
    const faults = [...blockFaults(own), ...this.fileFaults(own)];
    if (faults.length > 0) {
      this.refuse('invalid_blocks', faults.join('; '));
      return { ok: false, error: 'invalid_blocks', messages: faults };
    }
    const list = Array.isArray(own) ? own : [];
    const words = typeof text === 'string' ? text.slice(0, limits.text) : '';
    if (words !== '' || list.length > 0 || withFiles) return { ok: true, body: { text: words, blocks: withIds(list) } };
    this.refuse('no_text', from);
    return { ok: false, error: 'no_text', messages: [] };
  }

  /** Posts a message, or says why Slack would not. */
  post({ text, blocks, thread = null, metadata = null, files = [], ...rest }: MessageDraft): PostResult {
    const checked = this.#checked(text, blocks, rest.from, files.length > 0);
    if (!checked.ok) return checked;
    for (const what of mentionsIn(checked.body)) this.mentions.push({ by: rest.from, what });
    const message = { ...rest, ...checked.body, ts: this.stamp(), thread, edited: false, metadata, files };
    this.messages.push(message);
    this.notifyListeners({ kind: 'message', message });
    return { ok: true, message };
  }

  /** Changes a message; a changed message notifies nobody. */
  edit(ts: string, text: unknown, blocks: unknown): PostResult {
    const index = this.messages.findIndex((each) => each.ts === ts);
    const old = this.messages[index];
    if (old === undefined) return { ok: false, error: 'message_not_found', messages: [] };
    const checked = this.#checked(text, blocks, old.from);
    if (!checked.ok) return checked;
    const message = { ...old, ...checked.body, edited: true };
    this.messages[index] = message;
    this.notifyListeners({ kind: 'message', message });
    return { ok: true, message };
  }

  /** Takes a message away; whether it was there. */
  remove(ts: string): boolean {
    const index = this.messages.findIndex((each) => each.ts === ts);
    if (index < 0) return false;
    this.messages.splice(index, 1);
    this.notifyListeners({ kind: 'gone' });
    return true;
  }

  /** Whether somebody sees a message. */
  isVisible({ to, channel }: Pick<PostedMessage, 'to' | 'channel'>, user: string): boolean {
    return to === user || (to === '*' && this.channelsOf(user).some(({ id }) => id === channel));
  }

  /** A channel's name, as payloads carry it. */
  channelName(id: string): string {
    return this.channels.find((each) => each.id === id)?.name ?? 'directmessage';
  }
}
