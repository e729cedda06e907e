import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import { prepareReply } from './reply.ts';
import { type Asked, keptMessage, passingMessage } from './shown-message.ts';

/** What is shown after somebody said whether an answer helped. */
export type ThankedAnswer = {
  /** The answer with thanks in place of the question; null where it is no longer known, or nothing was counted. */
  readonly whole: SlackMessage | null;
  /** What is said beside it otherwise. */
  readonly beside: SlackMessage;
};

/** Each step once, the first of those that do the same. */
const withoutRepeats = (all: readonly Next[]): readonly Next[] =>
  all.filter(({ command }, at) => all.findIndex((each) => each.command === command) === at);

/**
 * Runs what a sign below an answer says, and draws that answer anew without the signs; what is offered where it did not help
 * stands before what was offered. `asked` gives the answer, `run` counts.
 */
export async function thankInPlace(
  id: string,
  asked: Asked,
  run: () => Promise<Outcome>,
  place: AnswerPlace,
  context: SlackContext,
): Promise<ThankedAnswer> {
  const { user } = asked;
  const { keptAnswers } = context;
  let outcome: Outcome | null = null;
  const count = async () => {
    outcome = await run();
    return outcome;
  };
  const { message: beside } = await prepareReply(count, asked, context, place);
  const kept = keptAnswers.findAnswer(id, user);
  const counted = thanksIn(outcome);
  if (kept === null || counted === null) return { whole: null, beside };
  const { feedbackOn: _, ...shown } = { ...kept, next: withoutRepeats([...counted.next, ...kept.next]) };
  keptAnswers.keepAnswer(id, user, shown);
  const draw = place === 'direct' ? keptMessage : passingMessage;
  return { whole: draw(shown, id, asked, counted.thanks), beside };
}

/** The thanks and what is offered; null where the press was refused or nothing came of it. */
function thanksIn(outcome: Outcome | null): { readonly thanks: string; readonly next: readonly Next[] } | null {
  if (outcome?.answer.kind !== 'told') return null;
  return { thanks: outcome.answer.message, next: outcome.next ?? [] };
}
