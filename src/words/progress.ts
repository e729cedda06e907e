import { problemWords, statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { FindingProgress, OpenProblem, ProgressAnswer, TaskProgress } from '../model/progress.ts';
import { problemPhrase } from './problem-phrases.ts';
import { progressVerdict } from './progress-verdict.ts';
import { quizProgressLine } from './quiz.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

function findingLine({ asks, last, unseen }: FindingProgress): Line {
  if (last === null) return [textRun(`· ${asks} Not looked at yet.`)];
  const { sign, words } = statusWords[last.status];
  if (unseen === null) return [textRun(`${sign} ${asks} ${words}, `), timeRun(last.at)];
  const now = statusWords[unseen.status];
  return [
    textRun(`${now.sign} ${asks} ${now.words} since `),
    timeRun(unseen.since),
    textRun(`; before that: ${words}, `),
    timeRun(last.at),
  ];
}

/** A task's headline: whether it is done, so that no colour carries it. */
export function taskLine({ task, done, findings, unseen }: TaskProgress): Line {
  if (done && unseen !== null)
    return [
      boldRun(`? Task ${task}: `),
      textRun('done at '),
      timeRun(unseen.seen),
      textRun('; not visible since '),
      timeRun(unseen.since),
    ];
  const looked = findings.filter(({ last }) => last !== null).length;
  const state = done ? 'done' : looked === 0 ? 'not looked at yet' : 'not done yet';
  return [boldRun(`${done ? '✓' : '·'} Task ${task}: `), textRun(state)];
}

/** A problem that the last look found, until one does not find it any more. */
export function openProblemLine({ id, at }: OpenProblem): Line {
  const { sign } = problemWords.supported;
  return [boldRun(`${sign} One problem: ${problemPhrase(id)}.`), textRun(' Seen '), timeRun(at), textRun('.')];
}

/** The answer to `progress`: a line a task and what comes next; the last result of each check is one press away. */
export function progressDoc({ progress, asked }: ProgressAnswer): Doc {
  const { namespace, found, tasks, attempts, elsewhere, next, quiz } = progress;
  const counted = `${attempts} ${attempts === 1 ? 'check' : 'checks'} of ${namespace} count here, of your last 500.`;
  const other = elsewhere > 0 ? ` ${elsewhere} more, in a namespace that was yours before, do not count.` : '';
  const parts: readonly DocPart[] = [
    ...found.map((each) => paragraphPart(...openProblemLine(each))),
    listPart(tasks.map(taskLine)),
    paragraphPart(boldRun('Next: '), textRun(next.message)),
    ...(quiz ? [paragraphPart(textRun(quizProgressLine(quiz)))] : []),
  ];
  return createDoc([boldRun(progressVerdict(progress, asked))], parts, {
    smallPrint: [[textRun(counted + other)]],
    details: tasks.map(({ task, findings }) => ({
      title: `Task ${task}`,
      parts: [listPart(findings.map(findingLine))],
    })),
    detailsLabel: 'Last results',
  });
}
