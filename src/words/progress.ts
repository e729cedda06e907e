import { problemWords, statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { FindingProgress, OpenProblem, ProgressAnswer, TaskProgress } from '../model/progress.ts';
import { problemPhrase } from './problem-phrases.ts';
import { isTaskDone, progressVerdict } from './progress-verdict.ts';
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

/** What is said of a task by whether all of it was looked at, seen and understood. */
function taskWords({ seen, understood, findings }: TaskProgress): string {
  if (seen) return understood === null ? 'seen, not yet understood' : 'seen and understood';
  const looked = findings.some(({ last }) => last !== null);
  const state = looked ? 'not yet as it should be' : 'not looked at yet';
  return understood === null ? state : `understood, ${state}`;
}

/** A task's headline: whether it was seen and understood, so that no colour carries it. */
export function taskLine(each: TaskProgress): Line {
  const { task, seen, unseen } = each;
  if (seen && unseen !== null)
    return [
      boldRun(`? Task ${task}: `),
      textRun('seen at '),
      timeRun(unseen.seen),
      textRun('; not visible since '),
      timeRun(unseen.since),
    ];
  return [boldRun(`${isTaskDone(each) ? '✓' : '·'} Task ${task}: `), textRun(taskWords(each))];
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
