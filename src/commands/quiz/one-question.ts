import type { Lab } from '../../model/lab.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { quizEntriesIn } from '../learning/quiz-entries.ts';
import { feedbackOutcome, judgeAnswer, keepAnswer, recallAnswer, stepsAfterAnswer, tickSteps } from './answer.ts';
import type { QuizQuestionRequest } from './arguments.ts';
import { askNextQuestion, questionAnswer, wordsOfQuestion } from './ask.ts';
import { applyQuizAction, leftOutWords, positionOf, reasonNotAskable, supposedCaseOf } from './engine.ts';
import { ideaOf } from './feedback.ts';
import { type RequestedQuestion, tickPart, writeAnswer } from './own-words.ts';
import { passQuestion } from './pass.ts';
import { findRequestedQuestion, findWaitingQuestion } from './question-request.ts';
import { openQuizSession, type QuizSession } from './session.ts';

/** Deletes the entry of a question that cannot be answered now, and asks what can be asked in its place. */
async function withdrawQuestion({ question }: RequestedQuestion, session: QuizSession, lab: Lab): Promise<Outcome> {
  const { by, namespace, at, context } = session;
  const entries = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const open = before.get(question.id)?.state !== 'answered';
    return { entries: open ? [{ key: question.id, body: null }] : [], result: before };
  });
  const why = reasonNotAskable(question, context, entries);
  const later = lab.lesson().quiz.find((each) => each.kind === 'after-look' && each.instead === question.id);
  if (why === 'after-look' && later !== undefined && entries.get(later.id)?.state !== 'answered') {
    const messages = ['You have looked at this task since, so I ask it in another way. Nothing was counted.'];
    return askNextQuestion(session, { part: question.task, messages, wanted: later }, lab);
  }
  const because = why === null ? '' : `: ${leftOutWords(why)}`;
  const messages = [`That question cannot be answered just now${because}. Nothing was counted.`];
  return askNextQuestion(session, { part: question.task, messages }, lab);
}

/** Adds what is to be said of a question that is not the one that was asked last. */
function withRemarks(outcome: Outcome, remarks: readonly string[]): Outcome {
  const { answer } = outcome;
  if (answer.kind !== 'quiz' || remarks.length === 0) return outcome;
  return { ...outcome, answer: { ...answer, remarks: [...answer.remarks, ...remarks] } };
}

async function answerQuestion(
  asked: RequestedQuestion,
  typed: string,
  session: QuizSession,
  lab: Lab,
): Promise<Outcome> {
  const { question, was } = asked;
  const { namespace, audit } = session;
  const feedback = judgeAnswer(question, typed, was, session, lab);
  const kept = await keepAnswer(question, typed, feedback, session, lab);
  // Two presses at the same time: the one that came first counts.
  if (kept.first?.state === 'answered')
    return {
      answer: recallAnswer(question, kept.first, namespace, lab),
      next: stepsAfterAnswer(question, kept.entries, session, lab, null),
      audit,
    };
  return feedbackOutcome(question, feedback, kept, session, lab);
}

/** The idea for who does not know, and the question again, which goes on waiting. */
async function explainIdea({ question, was }: RequestedQuestion, session: QuizSession, lab: Lab): Promise<Outcome> {
  const { by, namespace, at, context, audit } = session;
  const lesson = lab.lesson();
  const supposed = question.kind === 'after-look' ? (supposedCaseOf(question, was, context)?.supposed ?? null) : null;
  const entries = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const is = applyQuizAction(before.get(question.id), { do: 'ask', at, namespace, supposed });
    return { entries: [{ key: question.id, body: is }], result: new Map(before).set(question.id, is) };
  });
  const asked = {
    question,
    title: 'Begin with the idea.',
    messages: ideaOf(question, lesson),
    asks: wordsOfQuestion(question, entries, session),
    position: positionOf(question, lesson, entries, context),
    remarks: [],
  };
  const { next = [], ...rest } = questionAnswer(asked, false);
  const read = question.idea === null ? [] : [{ label: 'The lesson on it', command: `explain ${question.idea}` }];
  return { ...rest, next: [...next, ...read], audit, changedHomes: [by.id] };
}

function requestedOf(
  question: QuizQuestion,
  pages: readonly NotebookEntry[],
  namespace: string,
  lab: Lab,
): RequestedQuestion {
  const waiting = findWaitingQuestion(lab.lesson(), pages, namespace);
  const earlier = waiting !== null && waiting.id !== question.id;
  return {
    question,
    was: quizEntriesIn(pages, namespace).get(question.id),
    remarks: earlier ? ['This was an earlier question. The one that I asked last still waits.'] : [],
  };
}

/** Answers, shows, skips, compares or explains a question; one that was answered before is shown as it was. */
export async function handleQuestionRequest(
  request: QuizQuestionRequest,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const pages = await lab.notebooks.read(by.id, 'quiz');
  const { do: action, question, said } = findRequestedQuestion(request, lab.lesson(), pages, namespace);
  const asked = requestedOf(question, pages, namespace, lab);
  if (action === 'tick') return tickPart(asked, said ?? '', by, namespace, lab);
  if (asked.was?.state === 'answered')
    return {
      answer: recallAnswer(question, asked.was, namespace, lab),
      next: [...tickSteps(question), { label: 'Go on', command: 'quiz' }],
    };
  if (action === 'write') return writeAnswer(asked);
  const session = await openQuizSession(by, namespace, lab);
  const entries = quizEntriesIn(pages, namespace);
  // What cannot be answered can be skipped all the same.
  if (action !== 'skip' && reasonNotAskable(question, session.context, entries) !== null)
    return withdrawQuestion(asked, session, lab);
  const done =
    action === 'answer'
      ? await answerQuestion(asked, said ?? '', session, lab)
      : action === 'unsure'
        ? await explainIdea(asked, session, lab)
        : await passQuestion(question, action, session, lab);
  return withRemarks(done, asked.remarks);
}
