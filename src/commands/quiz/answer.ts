import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import type { QuizAnswer, QuizResult } from '../../model/quiz-answer.ts';
import type { QuizRequest } from './arguments.ts';
import { askNextQuestion, openQuizSession, type QuizSession } from './ask.ts';
import {
  applyQuizAction,
  countLeftOut,
  matchesLessonAnswer,
  nextQuestion,
  type QuizContext,
  type QuizEntries,
  reasonNotAskable,
} from './engine.ts';
import { findRequestedQuestion, parseChoice } from './question-request.ts';
import {
  choiceTextOf,
  observeCommandOf,
  predictionResult,
  quizHeadingOf,
  recallAnswer,
  transferResult,
} from './results.ts';
import { quizEntriesIn } from './saved-entries.ts';

/** The buttons below an answered question: the next one of its task, else of any. */
function offerNextQuestion(
  question: QuizQuestion,
  entries: QuizEntries,
  context: QuizContext,
  { lesson }: Lab,
  result: QuizResult | null,
): readonly Next[] {
  const nextIn = (part: QuizQuestion['task'] | 'all') => nextQuestion(lesson(), entries, context, part);
  const next = nextIn(question.task) ?? nextIn('all');
  const same = next !== null && next.task === question.task;
  const where = same ? ` ${question.task ?? 'theory'}` : '';
  const go =
    next === null ? [{ label: 'Where I am', command: 'quiz' }] : [{ label: 'Next question', command: `quiz${where}` }];
  const passage = result?.passage;
  return [...go, ...(passage ? [{ label: 'The lesson on it', command: `explain ${passage.id}` }] : [])];
}

/** Compares an answer with the cluster or the lesson; says nothing about the person. */
function compareAnswer(
  question: QuizQuestion,
  choice: string | null,
  typed: string | null,
  value: string | null,
): readonly string[] {
  if (question.kind === 'predict')
    return [
      choice === value
        ? 'What the cluster shows is what you predicted.'
        : 'What the cluster shows differs from your prediction.',
    ];
  if (typed === null) return [];
  const same = choice === null ? matchesLessonAnswer(question, typed) : question.right.includes(choice);
  if (same) return ['The lesson says the same.'];
  // Free words may mean the same in another way: only the reader can tell.
  return [choice === null ? 'Compare it with the lesson’s.' : 'The lesson says something else; compare the two.'];
}

/** Deletes the entry of a question that cannot be answered now, so that it is asked again once it can. */
async function withdrawQuestion(question: QuizQuestion, session: QuizSession, lab: Lab): Promise<Outcome> {
  const { by, namespace, at, context } = session;
  await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const open = quizEntriesIn(pages, namespace).get(question.id)?.state !== 'answered';
    return { entries: open ? [{ key: question.id, body: null }] : [], result: null };
  });
  const [only] = countLeftOut({ quiz: [question] }, new Map(), context, 'all');
  const why = only === undefined ? '' : `: ${only.why}`;
  return askNextQuestion(session, question.task, lab, [
    `That question cannot be answered just now${why}. Nothing was counted.`,
  ]);
}

/** The choice beside what the cluster shows now, or beside what the lesson says. */
function buildResultAnswer(
  question: QuizQuestion,
  choice: string | null,
  typed: string | null,
  { namespace, context }: QuizSession,
  { lesson }: Lab,
): QuizAnswer {
  const found = question.kind === 'predict' ? context.fact(question.fact) : null;
  const knownFact = found !== null && found.value !== null ? found : null;
  const result =
    question.kind === 'predict'
      ? predictionResult(question, knownFact?.value ?? '', knownFact?.observation ?? null, lesson())
      : transferResult(question, lesson());
  return {
    kind: 'quiz',
    title: quizHeadingOf(question),
    messages: compareAnswer(question, choice, typed, knownFact?.value ?? null),
    question,
    open: false,
    chosen: choiceTextOf(question, choice),
    observe: observeCommandOf(question, namespace),
    result,
    remarks: [],
  };
}

/** Reads the cluster and answers a question; `typed` is null to show the answer of a transfer question. */
async function answerQuestion(
  question: QuizQuestion,
  typed: string | null,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const choice = parseChoice(question, typed);
  const session = await openQuizSession(by, namespace, lab);
  const { at, context, audit } = session;
  if (reasonNotAskable(question, context) !== null) return withdrawQuestion(question, session, lab);
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
      answer: recallAnswer(question, first, namespace, lab.lesson()),
      next: offerNextQuestion(question, entries, context, lab, null),
      audit,
    };
  const resultAnswer = buildResultAnswer(question, choice, typed, session, lab);
  return {
    answer: resultAnswer,
    next: offerNextQuestion(question, entries, context, lab, resultAnswer.result),
    audit,
    changedHomes: [by.id],
  };
}

async function skipQuestion(question: QuizQuestion, by: Person, namespace: string, lab: Lab): Promise<Outcome> {
  const session = await openQuizSession(by, namespace, lab);
  await lab.notebooks.change(by.id, 'quiz', session.at, (pages) => {
    const was = quizEntriesIn(pages, namespace).get(question.id);
    return {
      entries: [{ key: question.id, body: applyQuizAction(was, { do: 'skip', at: session.at, namespace }) }],
      result: null,
    };
  });
  const inTask = nextQuestion(
    lab.lesson(),
    quizEntriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace),
    session.context,
    question.task,
  );
  return askNextQuestion(session, inTask === null ? 'all' : question.task, lab, ['Skipped.']);
}

/** Answers, shows or skips a question; one that was answered before is shown as it was. */
export async function handleQuestionRequest(
  request: Exclude<QuizRequest, { part: unknown }>,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const pages = await lab.notebooks.read(by.id, 'quiz');
  const { do: action, question, said } = findRequestedQuestion(request, lab.lesson(), pages, namespace);
  const before = quizEntriesIn(pages, namespace).get(question.id);
  if (before?.state === 'answered')
    return {
      answer: recallAnswer(question, before, namespace, lab.lesson()),
      next: [{ label: 'Go on', command: 'quiz' }],
    };
  if (action === 'skip') return skipQuestion(question, by, namespace, lab);
  return answerQuestion(question, said, by, namespace, lab);
}
