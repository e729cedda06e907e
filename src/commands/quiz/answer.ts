import type { Next, Outcome, QuizAnswer, QuizResult } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { Trouble } from '../../model/trouble.ts';
import type { QuizRequest } from './arguments.ts';
import { askNextQuestion, openQuizSession, type QuizSession } from './ask.ts';
import {
  applyQuizAction,
  countLeftOut,
  findChoice,
  matchesLessonAnswer,
  nextQuestion,
  type QuizContext,
  type QuizEntries,
  reasonNotAskable,
} from './engine.ts';
import {
  choiceTextOf,
  observeCommandOf,
  predictionResult,
  quizHeadingOf,
  recallAnswer,
  transferResult,
} from './results.ts';
import { quizEntriesIn } from './saved-entries.ts';

function questionNamed({ lesson }: Lab, id: string): QuizQuestion {
  const found = lesson.quiz.find((each) => each.id === id.toLowerCase());
  if (found) return found;
  throw new Trouble('bad-input', {
    what: `the quiz has no question “${id.slice(0, 60)}”`,
    todo: '“quiz” goes on where you were.',
  });
}

/** The choice that was meant; null for an open question. @throws Trouble `bad-input` */
function chosenIn(question: QuizQuestion, said: string | null): string | null {
  if (question.choices.length === 0) return null;
  const meant = said === null ? null : findChoice(question, said);
  if (meant !== null) return meant;
  const keys = question.choices.map(({ value }) => value).join(', ');
  throw new Trouble('bad-input', {
    what: `choose one of ${keys}: quiz answer ${question.id} ${question.choices[0]?.value}`,
  });
}

/** On from an answered question: the rest of its task first, then whatever is left. */
function onward(
  question: QuizQuestion,
  entries: QuizEntries,
  context: QuizContext,
  { lesson }: Lab,
  result: QuizResult | null,
): readonly Next[] {
  const next = nextQuestion(lesson, entries, context, question.task) ?? nextQuestion(lesson, entries, context, 'all');
  const same = next !== null && next.task === question.task;
  const where = same ? ` ${question.task ?? 'theory'}` : '';
  const go =
    next === null ? [{ label: 'Where I am', command: 'quiz' }] : [{ label: 'Next question', command: `quiz${where}` }];
  const passage = result?.passage;
  return [...go, ...(passage ? [{ label: 'The lesson on it', command: `explain ${passage.id}` }] : [])];
}

/** What is said of an answer: how it goes with what is there, nothing about the person. */
function compared(
  question: QuizQuestion,
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
  const same = choice === null ? matchesLessonAnswer(question, said) : question.right.includes(choice);
  if (same) return ['The lesson says the same.'];
  // Free words may mean the same in another way: only the reader can tell.
  return [choice === null ? 'Compare it with the lesson’s.' : 'The lesson says something else; compare the two.'];
}

/** The question cannot be answered now: nothing is kept of it, so that it comes again when it can. */
async function withdrawn(question: QuizQuestion, sitting: QuizSession, lab: Lab): Promise<Outcome> {
  const { by, namespace, at, context } = sitting;
  await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const open = quizEntriesIn(pages, namespace).get(question.id)?.state !== 'answered';
    return { entries: open ? [{ key: question.id, body: null }] : [], result: null };
  });
  const [only] = countLeftOut({ quiz: [question] }, new Map(), context, 'all');
  const why = only === undefined ? '' : `: ${only.why}`;
  return askNextQuestion(sitting, question.task, lab, [
    `That question cannot be answered just now${why}. Nothing was counted.`,
  ]);
}

/** What came of a question: what was chosen beside what the cluster shows now, or what the lesson says. */
function toldOf(
  question: QuizQuestion,
  choice: string | null,
  said: string | null,
  { namespace, context }: QuizSession,
  { lesson }: Lab,
): QuizAnswer {
  const found = question.kind === 'predict' ? context.fact(question.fact) : null;
  const seen = found !== null && found.value !== null ? found : null;
  const result =
    question.kind === 'predict'
      ? predictionResult(question, seen?.value ?? '', seen?.observation ?? null, lesson)
      : transferResult(question, lesson);
  return {
    kind: 'quiz',
    title: quizHeadingOf(question),
    messages: compared(question, choice, said, seen?.value ?? null),
    question,
    open: false,
    chosen: choiceTextOf(question, choice),
    observe: observeCommandOf(question, namespace),
    result,
    remarks: [],
  };
}

/** Answers a question, or shows a transfer's answer (`said` null): reads the cluster now, and tells what is there. */
async function answer(
  question: QuizQuestion,
  said: string | null,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const choice = chosenIn(question, said);
  const sitting = await openQuizSession(by, namespace, lab);
  const { at, context, audit } = sitting;
  if (reasonNotAskable(question, context) !== null) return withdrawn(question, sitting, lab);
  const fact = question.kind === 'predict' ? context.fact(question.fact).value : null;
  const { entries, first } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const is = applyQuizAction(before.get(question.id), { do: 'answer', at, namespace, choice, fact });
    const kept = new Map(before).set(question.id, is);
    return { entries: [{ key: question.id, body: is }], result: { entries: kept, first: before.get(question.id) } };
  });
  // Two presses at the same time: the one that came first counts.
  if (first?.state === 'answered')
    return {
      answer: recallAnswer(question, first, namespace, lab.lesson),
      next: onward(question, entries, context, lab, null),
      audit,
    };
  const told = toldOf(question, choice, said, sitting, lab);
  return { answer: told, next: onward(question, entries, context, lab, told.result), audit, changedHomes: [by.id] };
}

async function skip(question: QuizQuestion, by: Person, namespace: string, lab: Lab): Promise<Outcome> {
  const sitting = await openQuizSession(by, namespace, lab);
  await lab.notebooks.change(by.id, 'quiz', sitting.at, (pages) => {
    const was = quizEntriesIn(pages, namespace).get(question.id);
    return {
      entries: [{ key: question.id, body: applyQuizAction(was, { do: 'skip', at: sitting.at, namespace }) }],
      result: null,
    };
  });
  const inTask = nextQuestion(
    lab.lesson,
    quizEntriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace),
    sitting.context,
    question.task,
  );
  return askNextQuestion(sitting, inTask === null ? 'all' : question.task, lab, ['Skipped.']);
}

/** A button of a question: what was answered once is shown as it was, else it is answered, shown or skipped. */
export async function handleQuestionRequest(
  wish: Extract<QuizRequest, { id: string }>,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const question = questionNamed(lab, wish.id);
  const before = quizEntriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace).get(question.id);
  if (before?.state === 'answered')
    return {
      answer: recallAnswer(question, before, namespace, lab.lesson),
      next: [{ label: 'Go on', command: 'quiz' }],
    };
  if (wish.do === 'skip') return skip(question, by, namespace, lab);
  return answer(question, wish.do === 'answer' ? wish.said : null, by, namespace, lab);
}
