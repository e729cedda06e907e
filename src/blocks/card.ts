import type { KnownBlock } from '@slack/types';
import { ownerNames, statusWords } from '../model/display-names.ts';
import type { ExplainAnswer, OwnValue, ShownCard } from '../model/explanation.ts';
import { formatMinute } from '../model/time.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  parseRuns,
  textRun,
} from './builders.ts';
import { driftBlocks } from './drift.ts';
import { truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** The values of the student's own cluster, each with its label; no block where there are none. */
export function ownValueBlocks(yours: readonly OwnValue[]): readonly KnownBlock[] {
  if (yours.length === 0) return [];
  const own = yours.map(({ label, value }) => [boldRun(`${label}: `), textRun(value)]);
  return [divider, paragraphBlock(boldRun('On your cluster')), bulletList(own)];
}

/** A card: what was observed, concept, reason, next step and a question to oneself; then the student’s values and the sources. */
export function cardMessage(
  { id, asks, status, owner, observed, command, concept, why, next, ask, namespace, readAt }: ShownCard,
  { explanation: { passages }, yours }: Pick<ExplainAnswer, 'explanation' | 'yours'>,
): SlackMessage {
  const { sign, words } = statusWords[status];
  const state = `${sign} ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
  const sources = [...new Set(passages.flatMap((each) => each.sources))];
  const blocks = [
    headerBlock(asks),
    paragraphBlock(boldRun(state), textRun(` (${id})\n${truncateText(observed, 1500)}`)),
    ...(command === null ? [] : [paragraphBlock(textRun('See it yourself: '), codeRun(truncateText(command, 500)))]),
    paragraphBlock(boldRun('Concept: '), ...parseRuns(concept)),
    paragraphBlock(boldRun('Why: '), ...parseRuns(why)),
    paragraphBlock(boldRun('Next: '), ...parseRuns(next)),
    paragraphBlock(boldRun('Ask yourself: '), ...parseRuns(ask)),
    ...ownValueBlocks(yours),
    ...driftBlocks(passages),
    contextBlock(`Sources: ${sources.join('; ')}`),
    contextBlock(`Looked from ${namespace} at ${formatMinute(readAt)}, nothing changed.`),
  ];
  const mine = yours.map(({ label, value }) => `${label}: ${value}`);
  const spoken = [asks, `${state}: ${observed}`, concept, why, `Next: ${next}`, `Ask yourself: ${ask}`, ...mine];
  return { text: spoken.join('\n'), blocks };
}
