import type { KnownBlock } from '@slack/types';
import type { ExplainAnswer, OwnValue, ShownCard } from '../model/answer.ts';
import { ownerNames, statusWords } from '../model/display-names.ts';
import { bold, bullets, code, divider, header, minute, paragraph, runs, say, small } from './builders.ts';
import { cut } from './escape.ts';
import type { Message } from './slack-message.ts';

/** The student's own values, each after what it is called. */
export function ownBlocks(yours: readonly OwnValue[]): readonly KnownBlock[] {
  if (yours.length === 0) return [];
  const own = yours.map(({ label, value }) => [bold(`${label}: `), say(value)]);
  return [divider, paragraph(bold('On your cluster')), bullets(own)];
}

/** A card: what is seen, the idea, why it follows, what to do, and one question to oneself; then what it rests on. */
export function cardMessage(
  { id, asks, status, owner, observed, command, concept, why, next, ask, namespace, readAt }: ShownCard,
  { explanation: { passages }, yours }: Pick<ExplainAnswer, 'explanation' | 'yours'>,
): Message {
  const { sign, words } = statusWords[status];
  const state = `${sign} ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  const newer = notes.map(({ drift, body }) =>
    runs(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
  );
  const sources = [...new Set(passages.flatMap((each) => each.sources))];
  const blocks = [
    header(asks),
    paragraph(bold(state), say(` (${id})\n${cut(observed, 1500)}`)),
    ...(command === null ? [] : [paragraph(say('See it yourself: '), code(cut(command, 500)))]),
    paragraph(bold('Concept: '), ...runs(concept)),
    paragraph(bold('Why: '), ...runs(why)),
    paragraph(bold('Next: '), ...runs(next)),
    paragraph(bold('Ask yourself: '), ...runs(ask)),
    ...ownBlocks(yours),
    ...(newer.length === 0 ? [] : [paragraph(bold('Newer than the exercise')), bullets(newer)]),
    small(`Sources: ${sources.join('; ')}`),
    small(`Looked from ${namespace} at ${minute(readAt)}, nothing changed.`),
  ];
  const mine = yours.map(({ label, value }) => `${label}: ${value}`);
  const spoken = [asks, `${state}: ${observed}`, concept, why, `Next: ${next}`, `Ask yourself: ${ask}`, ...mine];
  return { text: spoken.join('\n'), blocks };
}
