import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { questionIdsOf, quizPlacesOf } from '../learning/questions.ts';
import { quizEntriesIn } from '../learning/quiz-entries.ts';
import { withHuman } from '../offer-human.ts';
import { asksToWrite, parseQuizRequest, type QuizPartRequest, type QuizRequest } from './arguments.ts';
import { type AskOptions, askNextQuestion } from './ask.ts';
import { handleQuestionRequest } from './one-question.ts';
import { confirmAgain, stopAnswer } from './overview.ts';
import { openQuizSession } from './session.ts';
import { buildQuizSheet } from './sheet.ts';

/** Which entries go before a question is asked: those of the part that were skipped, or all of them. */
function takesOutOf({ do: action, part }: QuizPartRequest, lab: Lab): AskOptions['takesOut'] {
  if (action === 'next') return () => false;
  const ids = new Set(quizPlacesOf(lab.lesson(), part).flatMap(questionIdsOf));
  return (id, entries) =>
    action === 'skipped' ? ids.has(id) && entries.get(id)?.state === 'skipped' : part === 'all' || ids.has(id);
}

async function runQuizRequest(request: QuizRequest, by: Person, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  if (request.do === 'stop') return stopAnswer(by, namespace, lab);
  if (!('part' in request)) return handleQuestionRequest(request, by, namespace, lab);
  const { part } = request;
  if (request.do === 'again' && !request.sure) {
    const entries = quizEntriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace);
    const confirm = confirmAgain(part, entries, lab);
    if (confirm !== null) return confirm;
  }
  const session = await openQuizSession(by, namespace, lab);
  const takesOut = takesOutOf(request, lab);
  return askNextQuestion(session, { part, ...(takesOut ? { takesOut } : {}) }, lab);
}

/**
 * `quiz`: predict, see, understand. Answers come from the cluster as it is then; what it does not show is not asked.
 */
export const quiz: Command = {
  word: 'quiz',
  usage: 'quiz [task]',
  purpose: 'questions on your own cluster: first you predict, then you see; quiz again starts anew',
  for: 'reader',
  opensForm: asksToWrite,
  // A part that is ticked is shown in the same message.
  replaces: ({ words: [first = ''] }) => (first.toLowerCase() === 'tick' ? 'answer' : null),
  async run({ by, words }, lab) {
    const request = parseQuizRequest(words);
    if (by.role === 'student' && by.namespace === null)
      return {
        answer: buildQuizSheet(lab.lesson(), null, null, false),
        next: [{ label: 'My namespace', command: 'join' }],
      };
    // Without a namespace of one's own there is no cluster to predict: an instructor gets the questions to read.
    if (by.role === 'instructor' && by.namespace === null)
      return { answer: buildQuizSheet(lab.lesson(), 'part' in request ? request.part : 'all', null, false) };
    const outcome = await runQuizRequest(request, by, lab);
    const question = outcome.answer.kind === 'quiz' ? outcome.answer.question : null;
    return question === null ? outcome : withHuman(outcome, by, { about: 'quiz', id: question.id });
  },
};
