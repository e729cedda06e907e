import type { Outcome } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { onQuestion } from './answer.ts';
import { type QuizWish, quizWish } from './arguments.ts';
import { type Clear, goOn, seated } from './ask.ts';
import { inOrder } from './engine.ts';
import { sheetOf } from './sheet.ts';

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
