import { choiceLetter, type Doc, type DocPart, type DocSection, type Line, type Run } from '../model/doc.ts';
import { formatMinute } from '../model/time.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

function runText(run: Run): string {
  if ('user' in run) return run.user;
  if ('time' in run) return formatMinute(run.time);
  if ('link' in run) return run.link;
  return 'command' in run ? `netlab ${run.command}` : run.text;
}

const lineText = (runs: Line): string => runs.map(runText).join('');

/** A line with its bold beginning decorated after it was wrapped, so that no colour counts as width. */
function decoratedLine(runs: Line, indent: string, style: TerminalStyle, hanging = indent): string {
  const text = wrap(lineText(runs), indent, 100, hanging);
  const [first] = runs;
  if (first === undefined || !('text' in first) || first.style !== 'bold') return text;
  // A bold beginning that was wrapped is decorated as far as the first line goes.
  const bold = (text.split('\n')[0] ?? '').slice(indent.length, indent.length + first.text.trimEnd().length);
  return bold === '' ? text : indent + style.signed(bold) + text.slice(indent.length + bold.length);
}

/** Columns of a table, each as wide as its widest cell; the last one is wrapped below itself. */
function tableLines(columns: readonly string[], rows: readonly (readonly string[])[], style: TerminalStyle): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 2);
  const row = (cells: readonly string[]) => {
    const head = cells.slice(0, -1).map((cell, at) => cell.padEnd((widths[at] ?? 0) + 2));
    const last = wrap(cells.at(-1) ?? '', ' '.repeat(before), Math.max(100, before + 40));
    return `  ${head.join('')}${last.slice(before)}`.trimEnd();
  };
  return [style.faint(row(columns)), ...rows.map(row)].join('\n');
}

function partText(part: DocPart, style: TerminalStyle): string | null {
  switch (part.part) {
    case 'heading':
      return style.strong(part.text);
    case 'paragraph':
      return decoratedLine(part.runs, '', style);
    case 'list':
      return part.items.map((each) => decoratedLine(each, '  - ', style, '    ')).join('\n');
    case 'table':
      return tableLines(part.columns, part.rows, style);
    case 'code':
      return part.text
        .split('\n')
        .map((each) => `    ${style.faint('$')} ${each}`)
        .join('\n');
    case 'quote':
      return wrap(part.text, '  > ');
    case 'choices':
      return part.options.map((option, at) => wrap(`${choiceLetter(at)}  ${option}`, '  ')).join('\n');
    case 'buttons':
    case 'rule':
      return null;
  }
}

/** Parts below each other: what begins a new thought stands after an empty line. */
function partsText(parts: readonly DocPart[], style: TerminalStyle): readonly string[] {
  return parts.flatMap((part, at) => {
    const text = partText(part, style);
    if (text === null) return [];
    return part.part === 'heading' && at > 0 ? ['', text] : [text];
  });
}

function sectionText({ title, parts }: DocSection, style: TerminalStyle): readonly string[] {
  return ['', style.strong(title), ...partsText(parts, style)];
}

/** A Doc for a terminal, lines of at most 100 characters; with `verbose` also what is folded. */
export function docText(doc: Doc, style: TerminalStyle, verbose: boolean): string {
  return `${[
    decoratedLine(doc.verdict, '', style),
    ...partsText(doc.parts, style),
    ...doc.changed.map((each) => wrap(lineText(each), '')),
    ...(verbose ? doc.details.flatMap((each) => sectionText(each, style)) : []),
    ...(doc.smallPrint.length > 0 ? ['', ...doc.smallPrint.map((each) => style.faint(wrap(lineText(each), '')))] : []),
  ].join('\n')}\n`;
}
