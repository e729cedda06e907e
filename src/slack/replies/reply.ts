import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Answer } from '../../model/answer.ts';
import type { Form } from '../../model/form.ts';
import type { Outcome } from '../../model/outcome.ts';
import { answerDoc } from '../../words/index.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import type { RequestKind } from '../transport/metrics.ts';
import { answerMessage } from './answer-message.ts';
import { performEffects } from './effects.ts';
import { reportBug } from './report-bug.ts';
import { type Asked, keptMessage, passingMessage } from './shown-message.ts';
import { moveWalkToDm } from './walk-in-dm.ts';
import { attachPicture } from './with-picture.ts';

/** A request that is being answered: what it is counted as, and when it came in the milliseconds of `performance.now()`. */
export type PendingRequest = {
  readonly kind: RequestKind;
  readonly command: string;
  readonly user: string;
  readonly since: number;
};

/** An answer to show, or a form to open. */
export type PreparedReply = {
  /** Where there is a form, what stands in for it if it cannot be opened. */
  readonly message: SlackMessage;
  readonly form: Form | null;
  /** It may take the place of the message whose button asked; otherwise that one stays: its buttons can still be pressed. */
  readonly replacesMessage: boolean;
  /** A language model chose what it shows. */
  readonly chosen: boolean;
  /** Nothing of whoever asked is remembered once it is delivered. */
  readonly forgets: boolean;
};

/** How a reply is sent: at once, as a waiting line, and as the answer after one. */
export type ReplyChannel = {
  readonly sendNow: (message: SlackMessage) => Promise<unknown>;
  readonly sendWaitingLine: (line: string) => Promise<unknown>;
  readonly sendLater: (message: SlackMessage) => Promise<unknown>;
};

/** The apology for a bug, by the number that stands in the log. */
function apologyMessage(bug: string): SlackMessage {
  const todo = `Please tell your instructor this number: ${bug}.`;
  return answerMessage({ kind: 'trouble', message: 'Something went wrong inside netlab; it is not your doing.', todo });
}

/**
 * Nothing to keep: a refusal, what was done, a question whether to delete, a text that is copied at once; and a step of a walk
 * goes to the direct messages anyway, as a picture does.
 */
const passingKinds: readonly Answer['kind'][] = ['trouble', 'told', 'privacy', 'copy', 'walking'];

/** Whether an answer can be sent to the direct messages from where it is shown. */
function canBeKept({ answer, picture, form, anonymous }: Outcome, place: AnswerPlace): boolean {
  const stays = !passingKinds.includes(answer.kind);
  return place !== 'direct' && stays && picture === undefined && form === undefined && anonymous !== true;
}

/** An answer as a message; it is kept for whoever asked, so that a button can open its details, or send it once more. */
function outcomeMessage(
  outcome: Outcome,
  asked: Asked,
  remarks: readonly string[],
  place: AnswerPlace,
  { lab, keptAnswers, heldTexts }: SlackContext,
): SlackMessage {
  const { answer, next = [], menu, signature, topic, anonymous = false, holds } = outcome;
  const doc = answerDoc(answer, 'slack');
  const id = lab.newIdAndTime().id;
  const shown = {
    ...{ doc, remarks, next },
    ...(menu ? { menu } : {}),
    ...(signature === undefined ? {} : { was: signature }),
    ...(holds === undefined ? {} : { held: id }),
    ...(topic === undefined ? {} : { feedbackOn: topic }),
  };
  if (holds !== undefined) heldTexts.hold(id, asked.user, holds);
  if (!anonymous) keptAnswers.keepAnswer(id, asked.user, shown);
  if (canBeKept(outcome, place)) return passingMessage(shown, id, asked);
  const message = keptMessage(shown, id, asked);
  // What comes beside a step that stays takes no buttons from it.
  const movesWalk = answer.kind === 'walking' && outcome.replacesMessage !== false;
  return movesWalk ? { ...message, walkOf: asked.user } : message;
}

/** Runs a request to its end: a reply always comes out, an apology where there is a bug. */
export async function prepareReply(
  run: () => Promise<Outcome>,
  asked: Asked,
  context: SlackContext,
  place: AnswerPlace = { privatelyIn: null },
): Promise<PreparedReply> {
  const { user } = asked;
  try {
    const outcome = await run();
    const remarks = await performEffects(outcome, user, context);
    const { form = null, picture, chosen = false, replacesMessage = false, anonymous: forgets = false } = outcome;
    const whole = outcomeMessage(outcome, asked, remarks, place, context);
    const placed = await moveWalkToDm(whole, outcome.answer, place, user, context);
    const message = picture === undefined ? placed : await attachPicture(picture, placed, place, user, context);
    return { message, form, replacesMessage, chosen, forgets };
  } catch (error) {
    return {
      message: apologyMessage(reportBug(error, context)),
      form: null,
      replacesMessage: false,
      chosen: false,
      forgets: false,
    };
  }
}
