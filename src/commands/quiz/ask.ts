import { assess } from '../../checks/assess.ts';
import type { Audit } from '../../model/audit.ts';
import { choiceLetter } from '../../model/doc.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { FactId, FactResult, QuizQuestion } from '../../model/quiz.ts';
import {
  applyQuizAction,
  countLeftOut,
  nextQuestion,
  type QuizContext,
  type QuizEntries,
  type QuizPart,
} from './engine.ts';
import { determineFact } from './facts.ts';
import { describeLeftOut, quizHeadingOf } from './results.ts';
import { quizEntriesIn, settledTasksIn } from './saved-entries.ts';

/** A quiz of one person after one read of the cluster; `at` is an ISO time. */
export type QuizSession = {
  readonly by: Person;
  readonly namespace: string;
  readonly at: string;
  readonly context: QuizContext;
  readonly audit: Audit;
};

/** Reads the cluster once and opens a quiz on it. @throws Trouble where the cluster refuses or does not answer */
export async function openQuizSession(by: Person, namespace: string, lab: Lab): Promise<QuizSession> {
  const snapshot = await lab.observe(namespace);
  const assessment = assess(snapshot);
  const settled = settledTasksIn(await lab.progress.of(by.id), namespace);
  const found = new Map<FactId, FactResult>();
  const fact = (id: FactId): FactResult => {
    const known = found.get(id) ?? determineFact(id, assessment);
    found.set(id, known);
    return known;
  };
  const audit: Audit = { did: 'read', what: 'quiz', namespace, as: snapshot.as };
  return { by, namespace, at: lab.newIdAndTime().at, context: { fact, settled }, audit };
}

const blank = { kind: 'quiz', question: null, open: false, chosen: null, observe: null, result: null } as const;

/** So many choices stand on buttons, beside one that skips; more are a list. */
const mostButtons = 4;

/** The choices by the letters that the question shows, and the way past it. */
function choicesOf({ id, choices }: QuizQuestion): Pick<Outcome, 'next' | 'menu'> {
  const skip = { label: 'Skip', command: `quiz skip ${id}` };
  const answers = choices.map(({ value, text }, at): Next => {
    const [whole, letter] = [`${choiceLetter(at)} · ${text}`, choiceLetter(at)];
    const onButton = choices.length <= mostButtons && whole.length > 24 ? letter : whole;
    return { label: onButton, command: `quiz answer ${id} ${value}` };
  });
  if (choices.length > mostButtons) return { next: [skip], menu: { label: 'Choose your answer', options: answers } };
  const shown = choices.length > 0 ? [] : [{ label: 'Show the answer', command: `quiz show ${id}` }];
  return { next: [...answers, ...shown, skip] };
}

function questionAnswer(
  question: QuizQuestion,
  messages: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next' | 'menu'> {
  const open = question.choices.length === 0;
  const how = open ? ['Write “quiz answer” and then your answer. I do not keep what you write.'] : [];
  return {
    answer: {
      ...blank,
      title: quizHeadingOf(question),
      messages,
      question,
      open: true,
      remarks: [...how, ...remarks],
    },
    ...choicesOf(question),
  };
}

const count = (entries: QuizEntries, state: string) =>
  [...entries.values()].filter((each) => each.state === state).length;

/** What is shown where no question can be asked now. */
function overviewAnswer(
  entries: QuizEntries,
  part: QuizPart,
  messages: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next'> {
  const [answered, skipped] = [count(entries, 'answered'), count(entries, 'skipped')];
  const lines = [
    part === 'all' ? 'There is no question to ask just now.' : 'There is no question of this part to ask just now.',
    `You answered ${answered}${skipped > 0 ? ` and skipped ${skipped}` : ''}.`,
  ];
  const rest = part === 'all' ? [] : [{ label: 'The other questions', command: 'quiz' }];
  const back = skipped > 0 ? [{ label: 'The skipped ones', command: 'quiz skipped' }] : [];
  return {
    answer: { ...blank, title: 'The quiz', messages: [...messages, ...lines], remarks },
    next: [
      ...rest,
      ...back,
      { label: 'Start anew', command: 'quiz again' },
      { label: 'Check my cluster', command: 'check' },
    ],
  };
}

/** Whether an entry is deleted before a question is asked. */
export type QuizEntryFilter = (id: string, entries: QuizEntries) => boolean;

/** Asks the next question of a part and stores that it was asked. */
export async function askNextQuestion(
  { by, namespace, at, context, audit }: QuizSession,
  part: QuizPart,
  lab: Lab,
  messages: readonly string[] = [],
  clear: QuizEntryFilter = () => false,
): Promise<Outcome> {
  const lesson = lab.lesson();
  const { question, entries } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const takenOut = [...before.keys()].filter((id) => clear(id, before));
    const kept = new Map([...before].filter(([id]) => !takenOut.includes(id)));
    const next = nextQuestion(lesson, kept, context, part);
    const bodies = new Map<string, unknown>(takenOut.map((id) => [id, null]));
    if (next) bodies.set(next.id, applyQuizAction(kept.get(next.id), { do: 'ask', at, namespace }));
    return {
      entries: [...bodies].map(([key, body]) => ({ key, body })),
      result: { question: next, entries: kept },
    };
  });
  const remarks = describeLeftOut(countLeftOut(lesson, entries, context, part));
  const shown =
    question === null ? overviewAnswer(entries, part, messages, remarks) : questionAnswer(question, messages, remarks);
  return { ...shown, audit, changedHomes: [by.id] };
}
