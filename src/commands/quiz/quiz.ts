import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { withHuman } from '../offer-human.ts';
import { handleQuestionRequest } from './answer.ts';
import { parseQuizRequest, type QuizRequest } from './arguments.ts';
import { askNextQuestion, openQuizSession, type QuizEntryFilter } from './ask.ts';
import { questionsInOrder } from './engine.ts';
import { buildQuizSheet } from './sheet.ts';

async function runQuizRequest(request: QuizRequest, by: Person, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  if (!('part' in request)) return handleQuestionRequest(request, by, namespace, lab);
  const session = await openQuizSession(by, namespace, lab);
  if (request.do === 'next') return askNextQuestion(session, request.part, lab);
  const ids = new Set(questionsInOrder(lab.lesson(), request.part).map(({ id }) => id));
  const isTakenOut: QuizEntryFilter = (id, entries) =>
    request.only === 'skipped'
      ? ids.has(id) && entries.get(id)?.state === 'skipped'
      : request.part === 'all' || ids.has(id);
  return askNextQuestion(session, request.part, lab, [], isTakenOut);
}

/**
 * `quiz`: predict, see, understand. Answers come from the cluster as it is then; what it does not show is not asked.
 */
export const quiz: Command = {
  word: 'quiz',
  usage: 'quiz [task]',
  purpose: 'questions on your own cluster: first you predict, then you see; quiz again starts anew',
  for: 'reader',
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
