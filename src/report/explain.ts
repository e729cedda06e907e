import { choiceSentence, passageName } from '../model/display-names.ts';
import type { ExplainAnswer } from '../model/explanation.ts';
import type { Passage } from '../model/lesson.ts';
import { cardMarkdown, cardText, ownValueMarkdown } from './card.ts';
import { codeSpan, linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** The command that shows a page. */
function pageCommand(passage: Passage): string {
  const name = passageName(passage);
  return `netlab explain ${name.includes(' ') ? `"${name}"` : name}`;
}

/** Pages to choose from, a line each. */
function choiceText(offered: readonly Passage[], style: TerminalStyle): string {
  const lines = offered.map((each) => `  ${style.strong(each.title)}: ${pageCommand(each)}`);
  return `${[choiceSentence, '', ...lines].join('\n')}\n`;
}

/** The answer to `explain` for a terminal: a card, or passages with their sources and the own values. */
export function explainText({ explanation, yours, remarks = [], card }: ExplainAnswer, style: TerminalStyle): string {
  if (card) return cardText(card, { explanation, yours }, style);
  if (explanation.offered) return choiceText(explanation.offered, style);
  const passages = explanation.passages.map(({ title, body, sources }) =>
    [
      style.strong(title),
      ...body.map((each) => wrap(each, '  ')),
      style.faint(wrap(`Sources: ${sources.join('; ')}`, '  ')),
    ].join('\n\n'),
  );
  const own = yours.map(({ label, value }) => wrap(`${label}: ${value}.`, '  '));
  const before = remarks.map((each) => wrap(each, ''));
  const ownSection = own.length > 0 ? [[style.strong('On your cluster'), ...own].join('\n')] : [];
  return `${[...before, ...passages, ...ownSection].join('\n\n')}\n`;
}

/** The answer to `explain` as Markdown. */
export function explainMarkdown({ explanation, yours, remarks = [], card }: ExplainAnswer): string {
  if (card) return cardMarkdown(card, { explanation, yours });
  if (explanation.offered)
    return [
      choiceSentence,
      '',
      ...explanation.offered.map((each) => `- ${each.title}: ${codeSpan(pageCommand(each))}`),
    ].join('\n');
  const own = ownValueMarkdown(yours);
  return [
    ...remarks,
    ...explanation.passages.flatMap(({ title, body, sources }) => [
      `# ${title}`,
      ...body.map(linkUrls),
      linkUrls(`Sources: ${sources.join('; ')}`),
    ]),
    ...(own === '' ? [] : ['## On your cluster', own]),
  ].join('\n\n');
}

/** What readers of the JSON rely on; how a passage is found is no part of it. */
function passageJson({ id, title, aliases, values, body, sources, drift }: Passage): object {
  return { id, title, aliases, values, body, sources, drift };
}

/** The answer to `explain` as `netlab.explain/1`. */
export function explainJson({ explanation, yours, remarks = [], card }: ExplainAnswer): object {
  const passages = explanation.passages.map(passageJson);
  const offered = (explanation.offered ?? []).map(({ id, title }) => ({ id, title }));
  return { schema: 'netlab.explain/1', by: explanation.by, remarks, passages, offered, yours, card: card ?? null };
}
