import { ownerNames, passageName, statusWords } from '../model/display-names.ts';
import type { ExplainAnswer, ShownCard } from '../model/explanation.ts';
import { sourcesOf } from './finding-groups.ts';
import { codeSpan, escapeMarkdown, linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

type CardContext = Pick<ExplainAnswer, 'explanation' | 'yours'>;

/** What a card rests on that is newer than the exercise. */
function driftNotes({ explanation: { passages } }: CardContext) {
  return passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
}

function headSection({ id, asks, status, owner }: ShownCard, style: TerminalStyle): readonly string[] {
  const { sign, words } = statusWords[status];
  const who = owner === null ? '' : ` · next: ${ownerNames[owner]}`;
  return [`${style.status(status, `${sign} ${words}`)}${who}  ${style.faint(id)}`, wrap(style.strong(asks), '')];
}

function cardSection({ observed, command, concept, why, next, ask }: ShownCard): readonly string[] {
  return [
    labelledEntry('seen', observed, '  '),
    ...(command === null ? [] : [labelledEntry('', `$ ${command}`, '  ')]),
    labelledEntry('concept', concept, '  '),
    labelledEntry('why', why, '  '),
    labelledEntry('next', next, '  '),
    labelledEntry('ask', ask, '  '),
  ];
}

function ownValueSection({ yours }: CardContext, style: TerminalStyle): readonly string[] {
  if (yours.length === 0) return [];
  return [style.strong('On your cluster'), ...yours.map(({ label, value }) => wrap(`${label}: ${value}.`, '  '))];
}

function driftSection(context: CardContext, style: TerminalStyle): readonly string[] {
  const notes = driftNotes(context);
  if (notes.length === 0) return [];
  return [
    style.strong('Newer than the exercise'),
    ...notes.map(({ drift, body }) =>
      wrap(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`, '  '),
    ),
  ];
}

function sourceSection(
  { namespace, readAt, source }: ShownCard,
  { explanation: { passages } }: CardContext,
  style: TerminalStyle,
): readonly string[] {
  const more = passages.filter(({ drift }) => drift === null).map((each) => `netlab explain ${passageName(each)}`);
  return [
    style.faint(wrap(`Sources: ${sourcesOf(passages).join('; ')}`, '')),
    ...(more.length === 0 ? [] : [wrap(`More: ${more.join(' · ')}`, '')]),
    wrap(`Looked from ${namespace} at ${readAt}, ${source.kind} ${source.name}. Nothing was changed.`, ''),
  ];
}

/** A card for a terminal: what was observed, concept, reason, next step and a question; then what it rests on. */
export function cardText(card: ShownCard, context: CardContext, style: TerminalStyle): string {
  const sections = [
    headSection(card, style),
    cardSection(card),
    ownValueSection(context, style),
    driftSection(context, style),
    sourceSection(card, context, style),
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/** Values of the student’s own cluster as a list; empty where there are none. */
export function ownValueMarkdown(yours: ExplainAnswer['yours']): string {
  return yours.map(({ label, value }) => `- ${label}: ${escapeMarkdown(value)}`).join('\n');
}

/** A card as Markdown. */
export function cardMarkdown(card: ShownCard, context: CardContext): string {
  const { explanation, yours } = context;
  const { sign, words } = statusWords[card.status];
  const who = card.owner === null ? '' : ` · next: ${ownerNames[card.owner]}`;
  return [
    `# ${sign} ${card.asks}`,
    `*${words}*${who} · ${codeSpan(card.id)}`,
    escapeMarkdown(card.observed),
    ...(card.command === null ? [] : [codeSpan(card.command)]),
    ...[card.concept, card.why, `**Next:** ${card.next}`, `**Ask yourself:** ${card.ask}`].map(linkUrls),
    ...(yours.length === 0 ? [] : ['## On your cluster', ownValueMarkdown(yours)]),
    ...driftNotes(context).map(({ drift, body }) =>
      linkUrls(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
    ),
    linkUrls(`Sources: ${sourcesOf(explanation.passages).join('; ')}`),
  ].join('\n\n');
}
