import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { cut } from './escape.ts';
import { limits } from './limits.ts';

/** A run of text inside a paragraph, or somebody by their user id: Slack shows the name. */
export type Run = { readonly text: string; readonly style?: 'bold' | 'italic' | 'code' } | { readonly user: string };

/** A run of plain text. */
export const say = (text: string): Run => ({ text });
/** A run of bold text. */
export const bold = (text: string): Run => ({ text, style: 'bold' });
/** A run of code. */
export const code = (text: string): Run => ({ text, style: 'code' });

/** Splits `code` spans of authored text into runs. */
export function runs(text: string): readonly Run[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? code(part) : say(part)));
}

/** A person, by name; outside of a channel it notifies nobody. */
export const person = (user: string): Run => ({ user });

function element(run: Run): RichTextElement {
  if ('user' in run) return { type: 'user', user_id: run.user };
  const { text, style } = run;
  // `text` elements hold no mentions, links or mark-up, whatever stands in them.
  return { type: 'text', text: cut(text, limits.section), ...(style ? { style: { [style]: true } } : {}) };
}

function section(runs: readonly Run[]): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: runs.filter((run) => !('text' in run) || run.text !== '').map(element),
  };
}

/** Plain text of a form, cut to so many characters. */
export const plain = (text: string, most: number) =>
  ({ type: 'plain_text', text: cut(text, most), emoji: false }) as const;

/** A header. */
export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, limits.header), emoji: false } };
}

/** A paragraph. */
export function paragraph(...runs: readonly Run[]): KnownBlock {
  return { type: 'rich_text', elements: [section(runs)] };
}

/** A bulleted list, each entry made of runs. */
export function bullets(entries: readonly (readonly Run[])[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: entries.map(section) }] };
}

/** Text to copy, as it is. */
export function preformatted(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: cut(text, limits.section) }] }],
  };
}

/** Somebody's own words, set apart from ours; nothing in them is mark-up. */
export function quoted(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: cut(text, limits.section) }] }],
  };
}

/** A time as people read it: to the minute, in UTC, since a server knows nobody's clock. */
export const minute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Small print. */
export function small(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: cut(text, limits.section), emoji: false }] };
}

/** A line. */
export const divider: KnownBlock = { type: 'divider' };

/** A row of buttons; `value` comes back when one is pressed. */
export function buttons(all: readonly { readonly label: string; readonly value: string }[]): KnownBlock {
  return {
    type: 'actions',
    elements: all.map(({ label, value }, index) => ({
      type: 'button',
      action_id: `say:${index}`,
      text: { type: 'plain_text', text: cut(label, limits.button), emoji: false },
      value,
    })),
  };
}
