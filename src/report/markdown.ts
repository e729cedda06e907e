import { choiceLetter, type Doc, type DocPart, type DocSection, type Line, type Run } from '../model/doc.ts';
import { formatMinute } from '../model/time.ts';
import { codeSpan, escapeMarkdown } from './markdown-escape.ts';

function runMarkdown(run: Run): string {
  if ('user' in run) return escapeMarkdown(run.user);
  if ('time' in run) return formatMinute(run.time);
  if ('link' in run) return `<${run.link}>`;
  if ('command' in run) return codeSpan(`netlab ${run.command}`);
  const { text, style } = run;
  if (style === 'code') return codeSpan(text);
  const escaped = escapeMarkdown(text);
  if (style === undefined || escaped.trim() === '') return escaped;
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(escaped) ?? [];
  const mark = style === 'bold' ? '**' : '*';
  return `${before}${mark}${inner}${mark}${after}`;
}

/** A line of Markdown; a line break inside it stays one. */
const lineMarkdown = (runs: Line): string => runs.map(runMarkdown).join('').replaceAll('\n', '  \n');

const plain = (runs: Line): string =>
  runs.map((run) => ('text' in run ? escapeMarkdown(run.text) : runMarkdown(run))).join('');

function tableMarkdown(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => escapeMarkdown(cell).replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(columns), `|${columns.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');
}

function partMarkdown(part: DocPart, level: string): readonly string[] {
  switch (part.part) {
    case 'heading':
      return [`${level} ${escapeMarkdown(part.text)}`];
    case 'paragraph':
      return [lineMarkdown(part.runs)];
    case 'list':
      return [part.items.map((each) => `- ${lineMarkdown(each)}`).join('\n')];
    case 'table':
      return [tableMarkdown(part.columns, part.rows)];
    case 'code':
      return [['```', part.text.replaceAll('```', "'''"), '```'].join('\n')];
    case 'quote':
      return [
        part.text
          .split('\n')
          .map((each) => `> ${escapeMarkdown(each)}`)
          .join('\n'),
      ];
    case 'choices':
      return [part.options.map((option, at) => `- ${choiceLetter(at)}: ${escapeMarkdown(option)}`).join('\n')];
    case 'buttons':
      return [];
    case 'rule':
      return ['---'];
  }
}

function sectionMarkdown({ title, parts }: DocSection): readonly string[] {
  return [`## ${escapeMarkdown(title)}`, ...parts.flatMap((part) => partMarkdown(part, '###'))];
}

/** A Doc as Markdown, with all that is folded; what comes from a cluster stands there literally. */
export function docMarkdown(doc: Doc): string {
  return `${[
    `# ${plain(doc.verdict)}`,
    ...doc.parts.flatMap((part) => partMarkdown(part, '##')),
    ...doc.changed.map(lineMarkdown),
    ...doc.details.flatMap(sectionMarkdown),
    ...doc.smallPrint.map(lineMarkdown),
  ].join('\n\n')}\n`;
}
