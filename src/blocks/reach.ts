import type { KnownBlock } from '@slack/types';
import { semanticsWords, verdictWords } from '../model/display-names.ts';
import type { Backend, Reach, ReachAnswer, Side } from '../model/reach.ts';
import { boldRun, bulletList, contextBlock, headerBlock, paragraphBlock, textRun } from './builders.ts';
import { truncateText } from './limits.ts';
import { policyTrialBlocks, policyTrialText } from './policy-trial.ts';
import type { SlackMessage } from './slack-message.ts';

function sideBlock(name: string, { verdict, policies, because: why }: Side): KnownBlock {
  const named = policies.length > 0 ? `\nPolicies: ${truncateText(policies.join(', '), 600)}` : '';
  return paragraphBlock(
    boldRun(`${verdictWords[verdict].sign} ${name}: ${verdictWords[verdict].words}`),
    textRun(`\n${truncateText(why, 1200)}${named}`),
  );
}

/** The Pods behind a Service with the ports that connections come to. */
function backendBlock(backends: readonly Backend[]): KnownBlock {
  const words = backends.map(({ to, port, verdict }) => `${to} at ${port}: ${verdict}`).join(', ');
  return paragraphBlock(boldRun('Behind the Service: '), textRun(truncateText(words, 1200)));
}

function reachBlocks({
  query,
  verdict,
  egress,
  ingress,
  notes: remarks,
  semantics,
  backends = [],
}: Reach): readonly KnownBlock[] {
  const { sign, words } = verdictWords[verdict];
  return [
    headerBlock(`netlab reach · ${verdict}`),
    paragraphBlock(
      boldRun(`${sign} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${words}`),
      textRun(`\n${semanticsWords(semantics)}`),
    ),
    sideBlock('leaving', egress),
    sideBlock('arriving', ingress),
    ...(backends.length > 0 ? [backendBlock(backends)] : []),
    ...(remarks.length > 0 ? [bulletList(remarks.map(({ message }) => [textRun(message)]))] : []),
  ];
}

/** The answer to `reach`: for each question the verdict, and why for both of its sides. */
export function reachMessage({ reaches, readAt, trial }: ReachAnswer): SlackMessage {
  const spoken = reaches.map(
    ({ query, verdict, egress, ingress }) =>
      `${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${verdict}. ${egress.because} ${ingress.because}`,
  );
  const read = contextBlock(
    `Looked at ${readAt}; policies alone are judged, not whether something listens. Nothing changed.`,
  );
  const tried = trial === undefined ? [] : policyTrialBlocks(trial, reaches);
  return {
    text: [...(trial === undefined ? [] : [policyTrialText(trial)]), ...spoken].join('\n'),
    blocks: [...reaches.flatMap(reachBlocks), ...tried, read],
  };
}
