import { randomBytes } from 'node:crypto';
import { limits } from './limits.ts';
import { blockFaults } from './validate/blocks.ts';
import { fields } from './validate/fault.ts';
import { mentionsIn } from './validate/mentions.ts';

/** Somebody in the workspace. */
export type Persona = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly role: 'student' | 'instructor';
};

/** A channel; the app may be a member or not. */
export type Channel = { readonly id: string; readonly name: string; readonly withoutApp?: boolean };

/** A message as people see it: to one person (`to`), or to everybody in the channel (`*`). */
export type Seen = {
  readonly to: string;
  readonly channel: string;
  readonly from: string;
  readonly ephemeral: boolean;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly ts: string;
  readonly thread: string | null;
  readonly edited: boolean;
  readonly metadata: unknown;
};

/** What somebody wants to have posted. */
export type Draft = Pick<Seen, 'to' | 'channel' | 'from' | 'ephemeral'> & {
  readonly text: unknown;
  readonly blocks: unknown;
  readonly thread?: string | null;
  readonly metadata?: unknown;
};

/** Posted, or refused with Slack's error and its reasons. */
export type Posted =
  | { readonly ok: true; readonly message: Seen }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

/** The app's user id. */
export const botUser = 'U0NETLAB';

/** Who is there unless somebody else is named. */
export const defaultPersonas: readonly Persona[] = [
  { id: 'U0ALICE', name: 'alice', realName: 'Alice (student)', role: 'student' },
  { id: 'U0BOB', name: 'bob', realName: 'Bob (student)', role: 'student' },
  { id: 'U0CAROL', name: 'carol', realName: 'Carol (not on the roster)', role: 'student' },
  { id: 'U0INGE', name: 'inge', realName: 'Inge (instructor)', role: 'instructor' },
];

/** Something that Slack drew: a message that came, changed or went, or a view of a person's. */
export type Change = { readonly kind: 'message'; readonly message: Seen } | { readonly kind: 'gone' | 'view' };

/** Slack names every block and every interactive element that its app did not name. */
export function withIds(blocks: readonly unknown[]): readonly unknown[] {
  const id = () => randomBytes(4).toString('base64url').slice(0, 5);
  const named = (value: unknown) => {
    const element = fields(value);
    return element.type === 'image' || element.action_id !== undefined ? element : { ...element, action_id: id() };
  };
  return blocks.map((each) => {
    const block: Record<string, unknown> = { block_id: id(), ...fields(each) };
    if (block.type === 'actions' && Array.isArray(block.elements)) block.elements = block.elements.map(named);
    if (block.type === 'input') block.element = named(block.element);
    if (block.type === 'section' && block.accessory !== undefined) block.accessory = named(block.accessory);
    return block;
  });
}

type Body = { readonly text: string; readonly blocks: readonly unknown[] };
type Checked = { readonly ok: true; readonly body: Body } | Extract<Posted, { readonly ok: false }>;

/** Everything that the embedded Slack remembers. */
export class Workspace {
  readonly messages: Seen[] = [];
  readonly mentions: { readonly by: string; readonly what: string }[] = [];
  readonly refusals: { readonly rule: string; readonly detail: string }[] = [];
  readonly listeners = new Set<(change: Change) => void>();
  readonly personas: readonly Persona[];
  readonly channels: readonly Channel[];
  readonly now: () => number;
  /** Faults of blocks that only the file store knows: images that do not exist or are not ready. */
  fileFaults: (blocks: unknown) => readonly string[] = () => [];
  #count = 0;

  constructor(personas: readonly Persona[], channels: readonly Channel[], now: () => number) {
    this.personas = personas;
    this.channels = channels;
    this.now = now;
  }

  /** Notes that a rule of Slack was broken. */
  refuse(rule: string, detail: string): void {
    this.refusals.push({ rule, detail });
  }

  /** Tells everybody who looks that something changed. */
  changed(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** A time stamp that no other message has. */
  stamp(): string {
    this.#count += 1;
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`;
  }

  #checked(text: unknown, blocks: unknown, from: string): Checked {
    const own = blocks ?? [];
    const faults = [...blockFaults(own), ...this.fileFaults(own)];
    if (faults.length > 0) {
      this.refuse('invalid_blocks', faults.join('; '));
      return { ok: false, error: 'invalid_blocks', messages: faults };
    }
    const list = Array.isArray(own) ? own : [];
    const words = typeof text === 'string' ? text.slice(0, limits.text) : '';
    if (words !== '' || list.length > 0) return { ok: true, body: { text: words, blocks: withIds(list) } };
    this.refuse('no_text', from);
    return { ok: false, error: 'no_text', messages: [] };
  }

  /** Posts a message, or says why Slack would not. */
  post({ text, blocks, thread = null, metadata = null, ...rest }: Draft): Posted {
    const checked = this.#checked(text, blocks, rest.from);
    if (!checked.ok) return checked;
    for (const what of mentionsIn(checked.body)) this.mentions.push({ by: rest.from, what });
    const message = { ...rest, ...checked.body, ts: this.stamp(), thread, edited: false, metadata };
    this.messages.push(message);
    this.changed({ kind: 'message', message });
    return { ok: true, message };
  }

  /** Changes a message; a changed message notifies nobody. */
  edit(ts: string, text: unknown, blocks: unknown): Posted {
    const index = this.messages.findIndex((each) => each.ts === ts);
    const old = this.messages[index];
    if (old === undefined) return { ok: false, error: 'message_not_found', messages: [] };
    const checked = this.#checked(text, blocks, old.from);
    if (!checked.ok) return checked;
    const message = { ...old, ...checked.body, edited: true };
    this.messages[index] = message;
    this.changed({ kind: 'message', message });
    return { ok: true, message };
  }

  /** Takes a message away; whether it was there. */
  remove(ts: string): boolean {
    const index = this.messages.findIndex((each) => each.ts === ts);
    if (index < 0) return false;
    this.messages.splice(index, 1);
    this.changed({ kind: 'gone' });
    return true;
  }

  /** Whether somebody sees a message. */
  visible({ to }: Pick<Seen, 'to'>, user: string): boolean {
    return to === '*' || to === user;
  }

  /** A channel's name, as payloads carry it. */
  channelName(id: string): string {
    return this.channels.find((each) => each.id === id)?.name ?? 'directmessage';
  }
}
