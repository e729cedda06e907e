import type { KnownBlock } from '@slack/types';
import { outcomeWords, stepWords } from '../model/display-names.ts';
import type { ProblemStep } from '../model/finding.ts';
import { formatMinute } from '../model/time.ts';
import type { WalkAnswer, WalkStepAnswer } from '../model/walk.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  headerBlock,
  paragraphBlock,
  parseRuns,
  textRun,
} from './builders.ts';
import { truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

function stepBlocks({
  id,
  symptom,
  status,
  normal,
  because,
  todo,
  nextCommand,
  outcomes,
}: ProblemStep): readonly KnownBlock[] {
  const { sign, words } = stepWords({ status, normal });
  const said = paragraphBlock(
    boldRun(`${sign} ${symptom}`),
    textRun(` (${id})\n${words}: ${truncateText(because, 800)}`),
  );
  if (status === 'ruled-out') return [said];
  const meant = outcomes.map(({ sees, means }) => [textRun(`${sees} → ${outcomeWords[means]}`)]);
  const doing = todo === null ? [] : [[textRun(`Do: ${todo}`)]];
  return [said, bulletList([...doing, [textRun('Next: '), codeRun(nextCommand)], ...meant])];
}

/** The answer to `walk`: the rows of the table of problems. */
export function walkMessage({ namespace, readAt, steps, remarks = [] }: WalkAnswer): SlackMessage {
  const title = `netlab walk · ${namespace}`;
  const spoken = steps.map((step) => `${step.symptom}: ${stepWords(step).words}. ${step.because}`);
  const before = remarks.map((each) => paragraphBlock(boldRun(truncateText(each, 1500))));
  const read = contextBlock(`Looked at ${readAt}, nothing changed.`);
  const blocks = [headerBlock(title), ...before, ...steps.flatMap(stepBlocks), read];
  return { text: [title, ...remarks, ...spoken].join('\n'), blocks };
}

/** A step of a walk: what happened, how the problem stands, and a command to run or what it came to. */
export function walkStepMessage({
  namespace,
  readAt,
  remarks,
  title,
  row,
  headline,
  lines,
  command,
}: WalkStepAnswer): SlackMessage {
  const { sign, words } = stepWords(row);
  const top = `netlab walk · ${namespace}`;
  const seen = `${words}: ${row.because}`;
  const run =
    command === null ? [] : [`$ ${command.run}`, ...command.sees.map((each, index) => `${index + 1}. ${each}`)];
  return {
    text: [top, ...remarks, `${title}: ${seen}`, headline, ...lines, ...run].join('\n'),
    blocks: [
      headerBlock(top),
      ...remarks.map((each) => paragraphBlock(boldRun(truncateText(each, 1500)))),
      paragraphBlock(boldRun(`${sign} ${title}`), textRun(` (${row.id})\n${truncateText(seen, 1500)}`)),
      paragraphBlock(boldRun(headline)),
      ...(command === null ? [] : [paragraphBlock(codeRun(command.run))]),
      ...(command === null
        ? []
        : [paragraphBlock(textRun('It may show:')), bulletList(command.sees.map((each) => [textRun(each)]))]),
      ...lines.map((each) => paragraphBlock(...parseRuns(each))),
      contextBlock(
        `I looked at ${formatMinute(readAt)}, and only read.${command === null ? '' : ' The command only reads, too.'}`,
      ),
    ],
  };
}
