import { collectLessonWords } from '../../../exercise/lesson-words.ts';
import type { Lab } from '../../../model/lab.ts';
import type { Outcome } from '../../../model/outcome.ts';
import type { Person } from '../../../model/person.ts';
import { check } from '../../check/check.ts';
import { readOwnProgress } from '../../progress/progress.ts';
import { answerClusterQuestion } from './answer-cluster.ts';
import { describeLastLook } from './last-look.ts';
import { refuseOrder } from './order-words.ts';
import type { OthersQuestion } from './others-question.ts';
import { parseSettledQuestion, type SettledQuestion } from './parse-settled.ts';
import type { ProgressQuestion, WrongQuestion } from './person-questions.ts';

/** What is asked of one's own cluster or tasks by whoever has no namespace. */
function withoutNamespace({ role }: Person): Outcome {
  if (role === 'instructor') {
    const message = 'I look from a namespace, and you have none of your own.';
    return { answer: { kind: 'trouble', message, todo: 'Look from a student’s with: check NAMESPACE.' } };
  }
  return {
    answer: {
      kind: 'trouble',
      message: 'I cannot tell, because I do not know which namespace is yours.',
      todo: 'Tell me its name, as you were given it. Then I can look.',
    },
    next: [{ label: 'My namespace', command: 'join' }],
  };
}

/** Others' work: for a student refused before anything is read or sent, for an instructor the usual way. */
function answerOthers({ namespace }: OthersQuestion, { role }: Person): Outcome {
  if (role === 'instructor') {
    const todo = `Look with: check ${namespace ?? 'NAMESPACE'}. “roster” says who has which.`;
    return {
      answer: { kind: 'trouble', message: 'I show a student’s work by their namespace.', todo },
      next: [
        ...(namespace === null ? [] : [{ label: `check ${namespace}`, command: `check ${namespace}` }]),
        { label: 'Roster', command: 'roster' },
      ],
    };
  }
  return {
    answer: { kind: 'trouble', message: 'I show nobody else’s work, only yours.', todo: '' },
    audit: { did: 'refused', what: 'explain: others', namespace: null, as: null },
    next: [{ label: 'My progress', command: 'progress' }],
  };
}

/** How far one is; the terminal keeps nothing about anybody. */
async function answerProgress({ about, task }: ProgressQuestion, by: Person, lab: Lab): Promise<Outcome> {
  if (by.id === 'terminal') {
    const message = 'The terminal keeps no progress.';
    return { answer: { kind: 'trouble', message, todo: 'Look now with: netlab check.' } };
  }
  return readOwnProgress(by, lab, { about, task });
}

/** What is wrong: a new look, judged as `check` does, and before it what the last one found where that is over. */
async function answerWrong({ task }: WrongQuestion, by: Person, lab: Lab): Promise<Outcome> {
  const outcome = await check.run({ by, words: task === null ? [] : [String(task)] }, lab);
  const { answer } = outcome;
  if (answer.kind !== 'check' || by.id === 'terminal' || by.namespace === null) return outcome;
  const remark = describeLastLook(await lab.progress.of(by.id), by.namespace, task, answer.report.findings);
  return remark === null ? outcome : { ...outcome, answer: { ...answer, remark } };
}

async function answerParsed(question: SettledQuestion, by: Person, lab: Lab): Promise<Outcome | null> {
  if (question.asks === 'order') return refuseOrder(question, by.namespace);
  if (question.asks === 'others') return answerOthers(question, by);
  const { namespace } = by;
  // A terminal that was told of no cluster has the lesson alone.
  if (namespace === null) return by.id === 'terminal' ? null : withoutNamespace(by);
  if (question.asks === 'progress') return answerProgress(question, by, lab);
  return question.asks === 'wrong'
    ? answerWrong(question, by, lab)
    : answerClusterQuestion(question, by, namespace, lab);
}

/** What a text is answered without the lesson: a verdict, one's progress, or a refusal; null where the lesson is to answer. */
export async function answerSettled(text: string, by: Person, lab: Lab): Promise<Outcome | null> {
  const words = collectLessonWords(lab.lesson()).all;
  const question = parseSettledQuestion(text, (word) => words.has(word));
  return question === null ? null : answerParsed(question, by, lab);
}
