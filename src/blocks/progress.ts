import type { KnownBlock } from '@slack/types';
import { statusWords } from '../model/display-names.ts';
import type { FindingProgress, ProgressAnswer, TaskProgress } from '../model/progress.ts';
import { formatMinute } from '../model/time.ts';
import { boldRun, bulletList, contextBlock, headerBlock, paragraphBlock, textRun } from './builders.ts';
import { quizProgressLine } from './quiz.ts';
import type { SlackMessage } from './slack-message.ts';

function findingLine({ asks, last, unseen }: FindingProgress): string {
  if (last === null) return `· ${asks} — not looked at yet`;
  const { sign, words } = statusWords[last.status];
  if (unseen === null) return `${sign} ${asks} — ${words} (${formatMinute(last.at)})`;
  const now = statusWords[unseen.status];
  return `${now.sign} ${asks} — ${now.words} since ${formatMinute(unseen.since)}; before that: ${words} (${formatMinute(last.at)})`;
}

/** A task's headline: whether it is done, so that no colour carries it. */
export function taskLine({ task, done, findings, unseen }: TaskProgress): string {
  if (done && unseen !== null)
    return `? Task ${task}: done at ${formatMinute(unseen.seen)}; not visible since ${formatMinute(unseen.since)}`;
  const looked = findings.filter(({ last }) => last !== null).length;
  const state = done ? 'done' : looked === 0 ? 'not looked at yet' : 'not done yet';
  return `${done ? '✓' : '·'} Task ${task}: ${state}`;
}

/** A task with how each finding of it stands. */
export function taskProgressBlocks(task: TaskProgress): readonly KnownBlock[] {
  return [
    paragraphBlock(boldRun(taskLine(task))),
    bulletList(task.findings.map((each) => [textRun(findingLine(each))])),
  ];
}

/** The answer to `progress`: each task with its findings, what comes next, and the quiz. */
export function progressMessage({
  progress: { namespace, tasks, attempts, elsewhere, next, quiz },
}: ProgressAnswer): SlackMessage {
  const title = `netlab progress · ${namespace}`;
  const counted = `Counted here: ${attempts} ${attempts === 1 ? 'check' : 'checks'} of ${namespace}, of your last 500.`;
  const other = elsewhere > 0 ? ` ${elsewhere} more in a namespace that was yours before do not count here.` : '';
  const spoken = tasks.flatMap((task) => [taskLine(task), ...task.findings.map(findingLine)]);
  return {
    text: [title, ...spoken, `Next: ${next.message}`, ...(quiz ? [quizProgressLine(quiz)] : [])].join('\n'),
    blocks: [
      headerBlock(title),
      ...tasks.flatMap(taskProgressBlocks),
      paragraphBlock(boldRun('Next: '), textRun(next.message)),
      ...(quiz ? [paragraphBlock(textRun(quizProgressLine(quiz)))] : []),
      contextBlock(counted + other),
    ],
  };
}
