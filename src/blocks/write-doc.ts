import type { KnownBlock, MrkdwnElement, PlainTextElement, RichTextElement, RichTextSection } from '@slack/types';
import type { DocPart, Line, Run } from '../model/doc.ts';
import { choiceLetter } from '../model/doc.ts';
import { formatMinute } from '../model/time.ts';
import { buttonRow, divider, preformattedBlock, quoteBlock } from './builders.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import { groupLines, splitLines, splitRuns } from './long-text.ts';
import { splitTableText, tableText } from './table-text.ts';

const unixSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

/** What a run says where nothing can be decorated and nobody's zone is known. */
export function runText(run: Run): string {
  if ('user' in run) return run.user;
  if ('time' in run) return formatMinute(run.time);
  if ('link' in run) return run.link;
  return 'command' in run ? `/netlab ${run.command}` : run.text;
}

/** A line as plain text. */
export const lineText = (runs: Line): string => runs.map(runText).join('');

/** `text` elements hold no mentions, links or mark-up, whatever stands in them. */
function richElement(run: Run): RichTextElement {
  if ('user' in run) return { type: 'user', user_id: run.user };
  if ('time' in run) {
    const fallback = formatMinute(run.time);
    return { type: 'date', timestamp: unixSeconds(run.time), format: '{date_short_pretty} {time}', fallback };
  }
  if ('link' in run) return { type: 'link', url: run.link };
  const style = 'command' in run ? 'code' : run.style;
  const text = truncateText(runText(run), limits.section);
  return { type: 'text', text, ...(style ? { style: { [style]: true } } : {}) };
}

function richSection(runs: Line): RichTextSection {
  const shown = runs.filter((run) => !('text' in run) || run.text !== '');
  return { type: 'rich_text_section', elements: shown.map(richElement) };
}

/** A paragraph of runs. */
export function lineBlock(runs: Line): KnownBlock {
  return { type: 'rich_text', elements: [richSection(runs)] };
}

function listBlock(items: readonly Line[]): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements: items.map(richSection) }],
  };
}

/** Slack shows times and people in the reader's way; mark-up can start in none of the other words. */
function smallElement(run: Run): MrkdwnElement | PlainTextElement {
  if ('user' in run) return { type: 'mrkdwn', text: `<@${run.user}>` };
  if ('time' in run) {
    const fallback = formatMinute(run.time);
    return { type: 'mrkdwn', text: `<!date^${unixSeconds(run.time)}^{date_short_pretty} {time}|${fallback}>` };
  }
  return { type: 'plain_text', text: truncateText(runText(run), limits.section), emoji: false };
}

/** A text that follows a time in an element of its own: it does not begin with the full stop of the sentence before. */
const withoutLeadingStop = (run: Run, at: number): Run =>
  at > 0 && 'text' in run ? { text: run.text.replace(/^[.,;]\s+/u, '') } : run;

/** Slack leaves a gap between the elements of small print, so what nothing decorates is one of them. */
function joinPlainRuns(runs: Line): Line {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last === undefined || !('text' in last) || 'user' in run || 'time' in run)
      joined.push('command' in run ? { text: runText(run) } : run);
    else joined[joined.length - 1] = { text: last.text + runText(run) };
  }
  return joined;
}

/** A line in small print. */
export function smallPrintBlock(runs: Line): KnownBlock {
  return {
    type: 'context',
    elements: joinPlainRuns(runs).map(withoutLeadingStop).slice(0, limits.context).map(smallElement),
  };
}

/** How buttons carry what was offered: the value of a command for whoever may press it. */
export type ButtonValue = (command: string) => string;

/** A table in blocks: the head stands on each, and what is longer than a block goes on in the next. */
const tableTexts = (table: Extract<DocPart, { readonly part: 'table' }>): readonly string[] =>
  splitTableText(table, limits.section).flatMap((text) => splitLines(text, limits.section));

/** A part as Block Kit; however long it is, nothing of it is cut but a quote. */
export function partBlocks(part: DocPart, value: ButtonValue): readonly KnownBlock[] {
  switch (part.part) {
    case 'heading':
      return [lineBlock([{ text: part.text, style: 'bold' }])];
    case 'paragraph':
      return splitRuns(part.runs, limits.section).map(lineBlock);
    case 'list':
      return groupLines(part.items, 100, limits.section).map(listBlock);
    case 'table':
      return tableTexts(part).map(preformattedBlock);
    case 'code':
      return splitLines(part.text, limits.section).map(preformattedBlock);
    case 'quote':
      return [quoteBlock(part.text)];
    case 'choices':
      return part.options.map((option, at) =>
        lineBlock([{ text: `${choiceLetter(at)}  `, style: 'bold' }, { text: option }]),
      );
    case 'buttons':
      return [
        {
          ...buttonRow(part.buttons.map(({ label, command }) => ({ label, value: value(command) }))),
          block_id: part.id,
        },
      ];
    case 'rule':
      return [divider];
  }
}

/** The same as plain text, for screen readers and notifications, a line each. */
export function partLines(part: DocPart): readonly string[] {
  switch (part.part) {
    case 'heading':
    case 'code':
    case 'quote':
      return [part.text];
    case 'paragraph':
      return [lineText(part.runs)];
    case 'list':
      return part.items.map(lineText);
    case 'table':
      return [tableText(part)];
    case 'choices':
      return part.options.map((option, at) => `${choiceLetter(at)}: ${option}`);
    case 'buttons':
    case 'rule':
      return [];
  }
}

/** A text for the `text` field: nothing in it can mention, link or be marked up. */
export const plainFallback = (lines: readonly string[]): string =>
  truncateText(escapeMrkdwn(lines.join('\n')), limits.text);
