import { ownerNames, passageName, statusWords } from '../model/display-names.ts';
import type { ExplainAnswer, ShownCard } from '../model/explanation.ts';
import { sourcesOf } from './finding-groups.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

/** A card for a terminal: what is seen, the idea, why it follows, what to do, what to ask oneself; then what it rests on. */
export function cardText(
  { id, asks, status, owner, observed, command, concept, why, next, ask, ...read }: ShownCard,
  { explanation: { passages }, yours }: Pick<ExplainAnswer, 'explanation' | 'yours'>,
  style: TerminalStyle,
): string {
  const { sign, words } = statusWords[status];
  const who = owner === null ? '' : ` · next: ${ownerNames[owner]}`;
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  const more = passages.filter(({ drift }) => drift === null).map((each) => `netlab explain ${passageName(each)}`);
  const blocks = [
    [`${style.status(status, `${sign} ${words}`)}${who}  ${style.faint(id)}`, wrap(style.strong(asks), '')],
    [
      labelledEntry('seen', observed, '  '),
      ...(command === null ? [] : [labelledEntry('', `$ ${command}`, '  ')]),
      labelledEntry('concept', concept, '  '),
      labelledEntry('why', why, '  '),
      labelledEntry('next', next, '  '),
      labelledEntry('ask', ask, '  '),
    ],
    yours.length === 0
      ? []
      : [style.strong('On your cluster'), ...yours.map(({ label, value }) => wrap(`${label}: ${value}.`, '  '))],
    notes.length === 0
      ? []
      : [
          style.strong('Newer than the exercise'),
          ...notes.map(({ drift, body }) =>
            wrap(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`, '  '),
          ),
        ],
    [
      style.faint(wrap(`Sources: ${sourcesOf(passages).join('; ')}`, '')),
      ...(more.length === 0 ? [] : [wrap(`More: ${more.join(' · ')}`, '')]),
      wrap(
        `Looked from ${read.namespace} at ${read.readAt}, ${read.source.kind} ${read.source.name}. Nothing was changed.`,
        '',
      ),
    ],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
