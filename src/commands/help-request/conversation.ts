import type { NewLine } from '../../model/conversation.ts';
import type { ConversationState, HelpRequest } from '../../model/help-request.ts';

/** After so many milliseconds whoever began to answer holds nobody else up. */
export const claimMs = 10 * 60_000;

/** What somebody does in a conversation. `knew` is the instructor who was seen at it when the form was shown; null for nobody. */
export type ConversationEvent =
  /** Instructors get the question, with what was written beside it. */
  | { readonly do: 'tell'; readonly words: string | null }
  | { readonly do: 'claim'; readonly by: string }
  | { readonly do: 'release' }
  | { readonly do: 'answer'; readonly by: string; readonly words: string; readonly knew: string | null }
  /** The student writes: to this instructor, or null for whoever has the question. */
  | { readonly do: 'say'; readonly words: string; readonly to: string | null }
  | { readonly do: 'stuck' }
  | { readonly do: 'solve'; readonly by: string }
  | { readonly do: 'withdraw' };

/** What it happens in: `id` names the lines that go out, `instructors` are those of now, `at` is an ISO time. */
export type ConversationMoment = { readonly id: string; readonly at: string; readonly instructors: readonly string[] };

/**
 * What came of it. `busy`: an instructor is at it whom the other one has not seen; `nobody`: there is no instructor to write
 * to; `same`: it was so already.
 */
export type ConversationResult = 'done' | 'same' | 'ended' | 'busy' | 'nobody';

/** A conversation after an event, and what goes out. */
export type ConversationMove = {
  readonly request: HelpRequest;
  readonly lines: readonly NewLine[];
  readonly result: ConversationResult;
};

const endStates: readonly ConversationState[] = ['solved', 'withdrawn'];

/** Whether a conversation has ended: nothing more is said in it. */
export function hasEnded({ state }: Pick<HelpRequest, 'state'>): boolean {
  return endStates.includes(state);
}

/** Who is writing an answer now; null for nobody, also where they began too long ago. */
export function claimHolderOf({ state, claim }: Pick<HelpRequest, 'state' | 'claim'>, at: string): string | null {
  if (state !== 'claimed' || claim === null) return null;
  return Date.parse(at) - Date.parse(claim.at) < claimMs ? claim.by : null;
}

/** Another instructor who is at it: who is writing, or who answered last where that stands. */
export function otherAtIt(request: HelpRequest, by: string, at: string): string | null {
  const holder = claimHolderOf(request, at);
  if (holder !== null && holder !== by) return holder;
  const last = request.state === 'answered' ? (request.reply?.by ?? null) : null;
  return last === by ? null : last;
}

type Draft = Pick<NewLine, 'kind' | 'from' | 'words'> & { readonly to: readonly string[] };

const linesOf = ({ id, at }: ConversationMoment, { kind, from, words, to }: Draft): readonly NewLine[] =>
  [...new Set(to)].map((each) => ({ id: `${id}:${each}`, kind, from, to: each, words, at }));

const stay = (request: HelpRequest, result: ConversationResult): ConversationMove => ({ request, lines: [], result });

/** Where it is without anybody's claim. */
const unclaimed = ({ answerers }: HelpRequest): ConversationState => (answerers.length > 0 ? 'still-stuck' : 'open');

function claim(request: HelpRequest, by: string, { at }: ConversationMoment): ConversationMove {
  if (otherAtIt(request, by, at) !== null) return stay(request, 'busy');
  // Who answered goes on without a claim: the student talks to them.
  if (request.state === 'answered') return stay(request, 'same');
  return { request: { ...request, state: 'claimed', claim: { by, at } }, lines: [], result: 'done' };
}

type AnswerEvent = Extract<ConversationEvent, { readonly do: 'answer' }>;

function answer(request: HelpRequest, { by, words, knew }: AnswerEvent, moment: ConversationMoment): ConversationMove {
  const other = otherAtIt(request, by, moment.at);
  if (other !== null && other !== knew) return stay(request, 'busy');
  const { user, answerers } = request;
  const reply = { by, at: moment.at };
  return {
    request: {
      ...request,
      state: 'answered',
      claim: null,
      reply,
      answerers: [...answerers.filter((each) => each !== by), by],
    },
    lines: linesOf(moment, { kind: 'instructor', from: by, to: [user], words }),
    result: 'done',
  };
}

/** Whom a student's words go to: who wrote what they answer to, else who is at it, else all. */
function recipientsOf(request: HelpRequest, to: string | null, { at, instructors }: ConversationMoment) {
  const { answerers } = request;
  const asked = to !== null && answerers.includes(to) ? to : null;
  const one = asked ?? claimHolderOf(request, at) ?? answerers.at(-1) ?? null;
  return one !== null && instructors.includes(one) ? [one] : instructors;
}

function say(request: HelpRequest, words: string, to: string | null, moment: ConversationMoment): ConversationMove {
  const recipients = recipientsOf(request, to, moment);
  if (recipients.length === 0) return stay(request, 'nobody');
  const lines = linesOf(moment, { kind: 'student', from: request.user, to: recipients, words });
  return { request, lines, result: 'done' };
}

function passOn(request: HelpRequest, moment: ConversationMoment): ConversationMove {
  if (request.state !== 'answered') return stay(request, 'same');
  const { user, answerers } = request;
  const others = moment.instructors.filter((each) => !answerers.includes(each));
  // Where nobody else is left, those who answered hear that it did not help.
  const to = others.length > 0 ? others : moment.instructors;
  if (to.length === 0) return stay(request, 'nobody');
  const lines = linesOf(moment, { kind: 'passed', from: user, to, words: null });
  return { request: { ...request, state: 'still-stuck', claim: null }, lines, result: 'done' };
}

function end(request: HelpRequest, by: string, state: ConversationState, moment: ConversationMoment): ConversationMove {
  const { user, answerers, claim: claimed } = request;
  const involved = [...answerers, ...(claimed === null ? [] : [claimed.by])];
  const to = [user, ...involved].filter((each) => each !== by && (each === user || moment.instructors.includes(each)));
  const lines = linesOf(moment, { kind: 'ended', from: by, to, words: null });
  return { request: { ...request, state, claim: null }, lines, result: 'done' };
}

function tell(request: HelpRequest, words: string | null, moment: ConversationMoment): ConversationMove {
  const { instructors } = moment;
  if (request.toldAt !== null) return stay(request, 'same');
  if (instructors.length === 0) return stay(request, 'nobody');
  const lines = linesOf(moment, { kind: 'ask', from: request.user, to: instructors, words });
  return { request, lines, result: 'done' };
}

/** The conversation after an event. One that has ended stays as it is, whatever is pressed. */
export function advanceConversation(
  request: HelpRequest,
  event: ConversationEvent,
  moment: ConversationMoment,
): ConversationMove {
  if (hasEnded(request)) return stay(request, 'ended');
  switch (event.do) {
    case 'tell':
      return tell(request, event.words, moment);
    case 'claim':
      return claim(request, event.by, moment);
    case 'release':
      if (request.state !== 'claimed' || claimHolderOf(request, moment.at) !== null) return stay(request, 'same');
      return { request: { ...request, state: unclaimed(request), claim: null }, lines: [], result: 'done' };
    case 'answer':
      return answer(request, event, moment);
    case 'say':
      return say(request, event.words, event.to, moment);
    case 'stuck':
      return passOn(request, moment);
    case 'solve':
      return end(request, event.by, 'solved', moment);
    case 'withdraw':
      return end(request, request.user, request.answerers.length > 0 ? 'solved' : 'withdrawn', moment);
  }
}
