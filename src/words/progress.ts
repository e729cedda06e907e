import { statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { FindingProgress, ProgressAnswer, TaskProgress } from '../model/progress.ts';
import { quizProgressLine } from './quiz.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

function findingLine({ asks, last, unseen }: FindingProgress): Line {
  if (last === null) return [textRun(`· ${asks} — not looked at yet`)];
  const { sign, words } = statusWords[last.status];
  if (unseen === null) return [textRun(`${sign} ${asks} — ${words} (`), timeRun(last.at), textRun(')')];
  const now = statusWords[unseen.status];
  return [
    textRun(`${now.sign} ${asks} — ${now.words} since `),
    timeRun(unseen.since),
    textRun(`; before that: ${words} (`),
    timeRun(last.at),
    textRun(')'),
  ];
}

/** A task's headline: whether it is done, so that no colour carries it. */
export function taskLine({ task, done, findings, unseen }: TaskProgress): Line {
  if (done && unseen !== null)
    return [
      textRun(`? Task ${task}: done at `),
      timeRun(unseen.seen),
      textRun('; not visible since '),
      timeRun(unseen.since),
    ];
  const looked = findings.filter(({ last }) => last !== null).length;
  const state = done ? 'done' : looked === 0 ? 'not looked at yet' : 'not done yet';
  return [boldRun(`${done ? '✓' : '·'} Task ${task}: ${state}`)];
}

/** A task with how each finding of it stands. */
export function taskProgressParts(task: TaskProgress): readonly DocPart[] {
  return [paragraphPart(...taskLine(task)), listPart(task.findings.map(findingLine))];
}

/** The answer to `progress`: each task with its findings, what comes next, and the quiz. */
export function progressDoc({ progress: { namespace, tasks, attempts, elsewhere, next, quiz } }: ProgressAnswer): Doc {
  const counted = `Counted here: ${attempts} ${attempts === 1 ? 'check' : 'checks'} of ${namespace}, of your last 500.`;
  const other = elsewhere > 0 ? ` ${elsewhere} more in a namespace that was yours before do not count here.` : '';
  const done = tasks.filter((each) => each.done).length;
  return createDoc(
    [boldRun(`${done} of ${tasks.length} tasks are done`)],
    [
      ...tasks.flatMap(taskProgressParts),
      paragraphPart(boldRun('Next: '), textRun(next.message)),
      ...(quiz ? [paragraphPart(textRun(quizProgressLine(quiz)))] : []),
    ],
    { smallPrint: [[textRun(counted + other)]] },
  );
}
