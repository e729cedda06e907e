import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { ChoiceMenu } from '../model/outcome.ts';
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

/** Authored text as runs: what stands between backticks is code. */
export function parseRuns(text: string): readonly TextRun[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? codeRun(part) : textRun(part)));
}

/** A person by their user id; in a channel the mention notifies them. */
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

/** Plain text without emoji, cut to `most` characters. */
export const plainTextObject = (text: string, most: number) =>
  ({ type: 'plain_text', text: truncateText(text, most), emoji: false }) as const;

/** A header, cut to Slack's limit. */
export function headerBlock(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: truncateText(text, limits.header), emoji: false } };
}

/** A paragraph. */
export function paragraphBlock(...runs: readonly TextRun[]): KnownBlock {
  return { type: 'rich_text', elements: [section(runs)] };
}

/** A bulleted list; an entry is the runs of one line. */
export function bulletList(entries: readonly (readonly TextRun[])[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: entries.map(section) }] };
}

/** Preformatted text, to be copied. */
export function preformattedBlock(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: truncateText(text, limits.section) }] },
    ],
  };
}

/** Somebody's own words as a quote; nothing in them is mark-up. */
export function quoteBlock(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: truncateText(text, limits.section) }] }],
  };
}

/** A line in small print. */
export function contextBlock(text: string): KnownBlock {
  return {
    type: 'context',
    elements: [{ type: 'plain_text', text: truncateText(text, limits.section), emoji: false }],
  };
}

/** A horizontal line. */
export const divider: KnownBlock = { type: 'divider' };

/** A row of buttons; `value` comes back when one is pressed. At most 25, which the caller sees to. */
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

/** A list in groups of at most `size`, in order: Slack takes only so many entries in one block. */
export function splitIntoGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** What the action id of a list begins with; whom its choices are for stands behind it. */
export const menuActionPrefix = 'say:menu:';

/** A list to choose a step from. An option carries its command, at most 150 characters, which the caller sees to. */
export function choiceMenuBlock({ label, options }: ChoiceMenu, by: string): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: `${menuActionPrefix}${by}`,
        placeholder: plainTextObject(label, limits.option),
        options: options.map((each) => ({ text: plainTextObject(each.label, limits.option), value: each.command })),
      },
    ],
  };
}
