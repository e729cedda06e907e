import { reportOn } from '../checks/report.ts';
import type { Next, Outcome, QuizAnswer, QuizResult } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import type { FactFound, FactId, Question } from '../model/quiz.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { factOf } from './facts.ts';
import { entriesIn, settledIn } from './quiz-pages.ts';
import { headingOf, leftOutLines, observing, predicted, recalled, transferred, wordsFor } from './quiz-results.ts';
import { sheetOf } from './quiz-sheet.ts';
import { type QuizWish, quizWish } from './quiz-words.ts';
import {
  after,
  barredBy,
  choiceMeant,
  type Entries,
  type Ground,
  inOrder,
  leftOut,
  nextQuestion,
  type Part,
  sameAsLesson,
} from './quizzing.ts';
import { scopeOf } from './scope.ts';

/** Who is asked, where, and what was seen there. */
type Sitting = {
  readonly by: Person;
  readonly namespace: string;
  readonly at: string;
  readonly ground: Ground;
  readonly audit: Audit;
};

async function seated(by: Person, namespace: string, lab: Lab): Promise<Sitting> {
  const snapshot = await lab.observe(namespace);
  const report = reportOn(snapshot, lab.lesson.id);
  const settled = settledIn(await lab.progress.of(by.id), namespace);
  const found = new Map<FactId, FactFound>();
  const fact = (id: FactId): FactFound => {
    const known = found.get(id) ?? factOf(id, { report, snapshot });
    found.set(id, known);
    return known;
  };
  const audit: Audit = { did: 'read', what: 'quiz', namespace, as: snapshot.as };
  return { by, namespace, at: lab.mint().at, ground: { fact, settled }, audit };
}

const blank = { kind: 'quiz', question: null, open: false, chosen: null, observe: null, result: null } as const;

function choicesOf({ id, choices }: Question): readonly Next[] {
  const answers = choices.map(({ value, text }) => ({ label: text, say: `quiz answer ${id} ${value}` }));
  const shown = choices.length > 0 ? [] : [{ label: 'Show the answer', say: `quiz show ${id}` }];
  return [...answers, ...shown, { label: 'Skip', say: `quiz skip ${id}` }];
}

/** A question as it is asked. */
function asking(
  question: Question,
  says: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next'> {
  const open = question.choices.length === 0;
  const how = open ? [`Write your answer: quiz answer ${question.id} …; what you write is not kept.`] : [];
  return {
    answer: { ...blank, title: headingOf(question), says, question, open: true, remarks: [...how, ...remarks] },
    next: choicesOf(question),
  };
}

const count = (entries: Entries, state: string) => [...entries.values()].filter((each) => each.state === state).length;

/** Where somebody is when nothing can be asked now. */
function overview(
  entries: Entries,
  says: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next'> {
  const [answered, skipped] = [count(entries, 'answered'), count(entries, 'skipped')];
  const lines = [
    'There is no question to ask just now.',
    `You answered ${answered}${skipped > 0 ? ` and skipped ${skipped}` : ''}.`,
  ];
  const back = skipped > 0 ? [{ label: 'The skipped ones', say: 'quiz skipped' }] : [];
  return {
    answer: { ...blank, title: 'netlab quiz', says: [...says, ...lines], remarks },
    next: [...back, { label: 'Start anew', say: 'quiz again' }, { label: 'Check my cluster', say: 'check' }],
  };
}

type Clear = (id: string, entries: Entries) => boolean;

/** Asks the next question of a part; `clear` says which entries are taken out before. */
async function goOn(
  { by, namespace, at, ground, audit }: Sitting,
  part: Part,
  lab: Lab,
  says: readonly string[] = [],
  clear: Clear = () => false,
): Promise<Outcome> {
  const { lesson } = lab;
  const { question, entries } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = entriesIn(pages, namespace);
    const gone = [...before.keys()].filter((id) => clear(id, before));
    const kept = new Map([...before].filter(([id]) => !gone.includes(id)));
    const next = nextQuestion(lesson, kept, ground, part);
    const bodies = new Map<string, unknown>(gone.map((id) => [id, null]));
    if (next) bodies.set(next.id, after(kept.get(next.id), { do: 'ask', at, namespace }));
    return {
      pages: [...bodies].map(([key, body]) => ({ key, body })),
      result: { question: next, entries: kept },
    };
  });
  const remarks = leftOutLines(leftOut(lesson, entries, ground, part));
  const shown = question === null ? overview(entries, says, remarks) : asking(question, says, remarks);
  return { ...shown, audit, home: [by.id] };
}

function questionNamed({ lesson }: Lab, id: string): Question {
  const found = lesson.quiz.find((each) => each.id === id.toLowerCase());
  if (found) return found;
  throw new Trouble('bad-input', {
    what: `the quiz has no question “${id.slice(0, 60)}”; quiz goes on where you were`,
  });
}

/** The choice that was meant; null for an open question. @throws Trouble `bad-input` */
function chosenIn(question: Question, said: string | null): string | null {
  if (question.choices.length === 0) return null;
  const meant = said === null ? null : choiceMeant(question, said);
  if (meant !== null) return meant;
  const keys = question.choices.map(({ value }) => value).join(', ');
  throw new Trouble('bad-input', {
    what: `choose one of ${keys}: quiz answer ${question.id} ${question.choices[0]?.value}`,
  });
}

/** On from an answered question: the rest of its task first, then whatever is left. */
function onward(
  question: Question,
  entries: Entries,
  ground: Ground,
  { lesson }: Lab,
  result: QuizResult | null,
): readonly Next[] {
  const next = nextQuestion(lesson, entries, ground, question.task) ?? nextQuestion(lesson, entries, ground, 'all');
  const same = next !== null && next.task === question.task;
  const where = same ? ` ${question.task ?? 'theory'}` : '';
  const go = next === null ? [{ label: 'Where I am', say: 'quiz' }] : [{ label: 'Next question', say: `quiz${where}` }];
  const passage = result?.passage;
  return [...go, ...(passage ? [{ label: 'The lesson on it', say: `explain ${passage.id}` }] : [])];
}

/** What is said of an answer: how it goes with what is there, nothing about the person. */
function compared(
  question: Question,
  choice: string | null,
  said: string | null,
  value: string | null,
): readonly string[] {
  if (question.kind === 'predict')
    return [
      choice === value
        ? 'What the cluster shows is what you predicted.'
        : 'What the cluster shows differs from your prediction.',
    ];
  if (said === null) return [];
  const same = choice === null ? sameAsLesson(question, said) : question.right.includes(choice);
  return [same ? 'The lesson says the same.' : 'The lesson says something else; compare the two.'];
}

/** The question cannot be answered now: nothing is kept of it, so that it comes again when it can. */
async function withdrawn(question: Question, sitting: Sitting, lab: Lab): Promise<Outcome> {
  const { by, namespace, at, ground } = sitting;
  await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const open = entriesIn(pages, namespace).get(question.id)?.state !== 'answered';
    return { pages: open ? [{ key: question.id, body: null }] : [], result: null };
  });
  const [only] = leftOut({ quiz: [question] }, new Map(), ground, 'all');
  const why = only === undefined ? '' : `: ${only.why}`;
  return goOn(sitting, question.task, lab, [`That question cannot be answered just now${why}. Nothing was counted.`]);
}

/** Answers a question, or shows a transfer's answer (`said` null): reads the cluster now, and tells what is there. */
async function answer(
  question: Question,
  said: string | null,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const choice = chosenIn(question, said);
  const sitting = await seated(by, namespace, lab);
  const { at, ground, audit } = sitting;
  if (barredBy(question, ground) !== null) return withdrawn(question, sitting, lab);
  const found = question.kind === 'predict' ? ground.fact(question.fact) : null;
  const fact = found?.value ?? null;
  const { entries, first } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = entriesIn(pages, namespace);
    const is = after(before.get(question.id), { do: 'answer', at, namespace, choice, fact });
    const kept = new Map(before).set(question.id, is);
    return { pages: [{ key: question.id, body: is }], result: { entries: kept, first: before.get(question.id) } };
  });
  // Two presses at the same time: the one that came first counts.
  if (first?.state === 'answered')
    return {
      answer: recalled(question, first, namespace, lab.lesson),
      next: onward(question, entries, ground, lab, null),
      audit,
    };
  const observation = found !== null && found.value !== null ? found.observation : null;
  const result =
    question.kind === 'predict'
      ? predicted(question, fact ?? '', observation, lab.lesson)
      : transferred(question, lab.lesson);
  const told: QuizAnswer = {
    kind: 'quiz',
    title: headingOf(question),
    says: compared(question, choice, said, fact),
    question,
    open: false,
    chosen: wordsFor(question, choice),
    observe: observing(question, namespace),
    result,
    remarks: [],
  };
  return { answer: told, next: onward(question, entries, ground, lab, result), audit, home: [by.id] };
}

async function skip(question: Question, by: Person, namespace: string, lab: Lab): Promise<Outcome> {
  const sitting = await seated(by, namespace, lab);
  await lab.notebooks.change(by.id, 'quiz', sitting.at, (pages) => {
    const was = entriesIn(pages, namespace).get(question.id);
    return { pages: [{ key: question.id, body: after(was, { do: 'skip', at: sitting.at, namespace }) }], result: null };
  });
  const inTask = nextQuestion(
    lab.lesson,
    entriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace),
    sitting.ground,
    question.task,
  );
  return goOn(sitting, inTask === null ? 'all' : question.task, lab, ['Skipped.']);
}

/** A button of a question: what was answered once is shown as it was, else it is answered, shown or skipped. */
async function onQuestion(
  wish: Extract<QuizWish, { id: string }>,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const question = questionNamed(lab, wish.id);
  const before = entriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace).get(question.id);
  if (before?.state === 'answered')
    return {
      answer: recalled(question, before, namespace, lab.lesson),
      next: [{ label: 'Go on', say: 'quiz' }],
    };
  if (wish.do === 'skip') return skip(question, by, namespace, lab);
  return answer(question, wish.do === 'answer' ? wish.said : null, by, namespace, lab);
}

async function fulfilled(wish: QuizWish, by: Person, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  if ('id' in wish) return onQuestion(wish, by, namespace, lab);
  const sitting = await seated(by, namespace, lab);
  if (wish.do === 'next') return goOn(sitting, wish.part, lab);
  const ids = new Set(inOrder(lab.lesson, wish.part).map(({ id }) => id));
  const gone: Clear = (id, entries) =>
    wish.only === 'skipped' ? ids.has(id) && entries.get(id)?.state === 'skipped' : wish.part === 'all' || ids.has(id);
  return goOn(sitting, wish.part, lab, [], gone);
}

/** `quiz`: predict, see, understand. Answers come from the cluster as it is then; what it does not show is not asked. */
export const quiz: Command = {
  word: 'quiz',
  usage: 'quiz [task]',
  purpose: 'questions on your own cluster: first you predict, then you see; quiz again starts anew',
  async run({ by, words }, lab) {
    const wish = quizWish(words);
    // Without a namespace of one's own there is no cluster to predict: an instructor gets the questions to read.
    if (by.role === 'instructor' && by.namespace === null)
      return { answer: sheetOf(lab.lesson, 'part' in wish ? wish.part : 'all', null, false) };
    return fulfilled(wish, by, lab);
  },
};
