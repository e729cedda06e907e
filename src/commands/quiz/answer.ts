import type { Next, Outcome, QuizAnswer, QuizResult } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { Question } from '../../model/quiz.ts';
import { Trouble } from '../../model/trouble.ts';
import type { QuizWish } from './arguments.ts';
import { goOn, type Sitting, seated } from './ask.ts';
import {
  after,
  barredBy,
  choiceMeant,
  type Entries,
  type Ground,
  leftOut,
  nextQuestion,
  sameAsLesson,
} from './engine.ts';
import { headingOf, observing, predicted, recalled, transferred, wordsFor } from './results.ts';
import { entriesIn } from './saved-entries.ts';

function questionNamed({ lesson }: Lab, id: string): Question {
  const found = lesson.quiz.find((each) => each.id === id.toLowerCase());
  if (found) return found;
  throw new Trouble('bad-input', {
    what: `the quiz has no question “${id.slice(0, 60)}”`,
    todo: '“quiz” goes on where you were.',
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
  if (same) return ['The lesson says the same.'];
  // Free words may mean the same in another way: only the reader can tell.
  return [choice === null ? 'Compare it with the lesson’s.' : 'The lesson says something else; compare the two.'];
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

/** What came of a question: what was chosen beside what the cluster shows now, or what the lesson says. */
function toldOf(
  question: Question,
  choice: string | null,
  said: string | null,
  { namespace, ground }: Sitting,
  { lesson }: Lab,
): QuizAnswer {
  const found = question.kind === 'predict' ? ground.fact(question.fact) : null;
  const seen = found !== null && found.value !== null ? found : null;
  const result =
    question.kind === 'predict'
      ? predicted(question, seen?.value ?? '', seen?.observation ?? null, lesson)
      : transferred(question, lesson);
  return {
    kind: 'quiz',
    title: headingOf(question),
    says: compared(question, choice, said, seen?.value ?? null),
    question,
    open: false,
    chosen: wordsFor(question, choice),
    observe: observing(question, namespace),
    result,
    remarks: [],
  };
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
  const fact = question.kind === 'predict' ? ground.fact(question.fact).value : null;
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
  const told = toldOf(question, choice, said, sitting, lab);
  return { answer: told, next: onward(question, entries, ground, lab, told.result), audit, home: [by.id] };
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
export async function onQuestion(
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
