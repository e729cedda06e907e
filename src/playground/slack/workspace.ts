import { limits } from './limits.ts';
import { blockFaults, mentionsIn } from './validate.ts';

/** Somebody in the workspace. */
export type Persona = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly role: 'student' | 'instructor';
};

/** A channel. */
export type Channel = { readonly id: string; readonly name: string };

/** A message as people see it: to one person (`to`), or to everybody in the channel (`*`). */
export type Seen = {
  readonly to: string;
  readonly channel: string;
  readonly from: string;
  readonly ephemeral: boolean;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly ts: string;
};

/** What somebody wants to have posted. */
export type Draft = Omit<Seen, 'ts' | 'blocks' | 'text'> & { readonly text: unknown; readonly blocks: unknown };

/** Posted, or refused with Slack's error and its reasons. */
export type Posted =
  | { readonly ok: true; readonly message: Seen }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

/** The bot's user id. */
export const botUser = 'U0NETLAB';

/** Who is there unless somebody else is named. */
export const defaultPersonas: readonly Persona[] = [
  { id: 'U0ALICE', name: 'alice', realName: 'Alice (student)', role: 'student' },
  { id: 'U0BOB', name: 'bob', realName: 'Bob (student)', role: 'student' },
  { id: 'U0CAROL', name: 'carol', realName: 'Carol (not on the roster)', role: 'student' },
  { id: 'U0INGE', name: 'inge', realName: 'Inge (instructor)', role: 'instructor' },
];

/** Everything that the embedded Slack remembers. */
export class Workspace {
  readonly messages: Seen[] = [];
  readonly mentions: { readonly by: string; readonly what: string }[] = [];
  readonly refusals: { readonly rule: string; readonly detail: string }[] = [];
  readonly listeners = new Set<(message: Seen) => void>();
  readonly personas: readonly Persona[];
  readonly channels: readonly Channel[];
  readonly now: () => number;
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

  /** Posts a message, or says why Slack would not. */
  post({ text, blocks, ...rest }: Draft): Posted {
    const own = blocks === undefined || blocks === null ? [] : blocks;
    const faults = blockFaults(own);
    if (faults.length > 0) {
      this.refuse('invalid_blocks', faults.join('; '));
      return { ok: false, error: 'invalid_blocks', messages: faults };
    }
    const list = Array.isArray(own) ? own : [];
    const words = typeof text === 'string' ? text.slice(0, limits.text) : '';
    if (words === '' && list.length === 0) {
      this.refuse('no_text', rest.from);
      return { ok: false, error: 'no_text', messages: [] };
    }
    for (const what of mentionsIn({ text: words, blocks: list })) this.mentions.push({ by: rest.from, what });
    this.#count += 1;
    const ts = `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`;
    const message = { ...rest, text: words, blocks: list, ts };
    this.messages.push(message);
    for (const listener of this.listeners) listener(message);
    return { ok: true, message };
  }

  /** Whether somebody sees a message. */
  visible({ to }: Seen, user: string): boolean {
    return to === '*' || to === user;
  }
}
