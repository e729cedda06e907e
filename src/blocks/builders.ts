import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { limits, truncateText } from './limits.ts';

/** A run of text inside a paragraph, or somebody by their user id: Slack shows the name. */
export type TextRun =
  | { readonly text: string; readonly style?: 'bold' | 'italic' | 'code' }
  | { readonly user: string };

/** A run of plain text. */
export const textRun = (text: string): TextRun => ({ text });
/** A run of bold text. */
export const boldRun = (text: string): TextRun => ({ text, style: 'bold' });
/** A run of code. */
export const codeRun = (text: string): TextRun => ({ text, style: 'code' });

/** Splits `code` spans of authored text into runs. */
export function parseRuns(text: string): readonly TextRun[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? codeRun(part) : textRun(part)));
}

/** A person, by name; outside of a channel it notifies nobody. */
export const userRun = (user: string): TextRun => ({ user });

function element(run: TextRun): RichTextElement {
  if ('user' in run) return { type: 'user', user_id: run.user };
  const { text, style } = run;
  // `text` elements hold no mentions, links or mark-up, whatever stands in them.
  return { type: 'text', text: truncateText(text, limits.section), ...(style ? { style: { [style]: true } } : {}) };
}

function section(runs: readonly TextRun[]): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: runs.filter((run) => !('text' in run) || run.text !== '').map(element),
  };
}

/** Plain text of a form, cut to so many characters. */
export const plainTextObject = (text: string, most: number) =>
  ({ type: 'plain_text', text: truncateText(text, most), emoji: false }) as const;

/** A header. */
export function headerBlock(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: truncateText(text, limits.header), emoji: false } };
}

/** A paragraph. */
export function paragraphBlock(...runs: readonly TextRun[]): KnownBlock {
  return { type: 'rich_text', elements: [section(runs)] };
}

/** A bulleted list, each entry made of runs. */
export function bulletList(entries: readonly (readonly TextRun[])[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: entries.map(section) }] };
}

/** Text to copy, as it is. */
export function preformattedBlock(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: truncateText(text, limits.section) }] },
    ],
  };
}

/** Somebody's own words, set apart from ours; nothing in them is mark-up. */
export function quoteBlock(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: truncateText(text, limits.section) }] }],
  };
}

/** Small print. */
export function contextBlock(text: string): KnownBlock {
  return {
    type: 'context',
    elements: [{ type: 'plain_text', text: truncateText(text, limits.section), emoji: false }],
  };
}

/** A line. */
export const divider: KnownBlock = { type: 'divider' };

/** A row of buttons; `value` comes back when one is pressed. */
export function buttonRow(all: readonly { readonly label: string; readonly value: string }[]): KnownBlock {
  return {
    type: 'actions',
    elements: all.map(({ label, value }, index) => ({
      type: 'button',
      action_id: `say:${index}`,
      text: { type: 'plain_text', text: truncateText(label, limits.button), emoji: false },
      value,
    })),
  };
}
