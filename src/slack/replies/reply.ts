import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { answerMessage } from '../../blocks/message.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Outcome } from '../../model/answer.ts';
import type { Form } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { HomeTeam } from '../people/caller.ts';
import type { HomeMaps } from '../pictures/home-maps.ts';
import type { PictureUploads } from '../pictures/uploaded-pictures.ts';
import type { InFlightWork } from '../transport/in-flight.ts';
import type { Metrics, RequestKind } from '../transport/metrics.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { performEffects } from './effects.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import { moveWalkToDm } from './walk-in-dm.ts';
import { type AnswerPlace, attachPicture, sendOrRenewPicture } from './with-picture.ts';

/** An answer that is ready by then needs no waiting line; Slack gives up on an acknowledgement after 3 s. */
export const promptAnswerTimeoutMs = 1500;

/** How long the words of a waiting line may take, in milliseconds. */
const waitingLineTimeoutMs = 200;

/** What the listeners share. */
export type SlackContext = {
  readonly lab: Lab;
  readonly metrics: Metrics;
  readonly inFlight: InFlightWork;
  /** The client for answers; broadcasts have one of their own, whose pauses hold nobody else up. */
  readonly replies: WebClient;
  /** The pictures that Slack has, and those on people's App Homes. */
  readonly pictureUploads: PictureUploads;
  readonly homeMaps: HomeMaps;
  /** The workspace that netlab belongs to. */
  readonly home: HomeTeam;
  /** What a file that somebody uploaded holds, as text. @throws Trouble `bad-input` */
  readonly download: (address: string) => Promise<string>;
  /** How long an answer may take before a waiting line is sent, in milliseconds. */
  readonly promptAnswerTimeoutMs: number;
};

/** A request that is being answered: what it is counted as, and when it came. */
export type PendingRequest = {
  readonly kind: RequestKind;
  readonly command: string;
  readonly user: string;
  readonly since: number;
};

/** A bug, as the person sees it; the same id stands in the log beside the stack. */
export function reportBug(error: unknown, { lab, metrics }: Pick<SlackContext, 'lab' | 'metrics'>): SlackMessage {
  const id = randomUUID().slice(0, 8);
  metrics.bugs.inc();
  lab.log(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  const todo = `Please tell your instructor this number: ${id}.`;
  return answerMessage({ kind: 'trouble', message: 'Something went wrong inside netlab; it is not your doing.', todo });
}

/**
 * An answer to show, or a form to open with the message that stands in for it. `replacesMessage`: it may take the place of
 * the message whose button asked; otherwise that message stays, since its buttons can still be pressed. `chosen`: a language model chose what it shows.
 */
export type PreparedReply = {
  readonly message: SlackMessage;
  readonly form: Form | null;
  readonly replacesMessage: boolean;
  readonly chosen: boolean;
};

/** Runs a request to its end: a reply always comes out, an apology where there is a bug. */
export async function prepareReply(
  run: () => Promise<Outcome>,
  user: string,
  desk: SlackContext,
  place: AnswerPlace = { privatelyIn: null },
): Promise<PreparedReply> {
  try {
    const outcome = await run();
    const remarks = await performEffects(outcome, user, desk);
    const { answer, next = [], signature, form = null, picture, chosen = false, replacesMessage = false } = outcome;
    const was = signature === undefined ? {} : { was: signature };
    const whole = answerMessage(answer, { next, by: user, ...was }, remarks);
    const said = await moveWalkToDm(whole, answer, place, user, desk);
    return {
      message: picture === undefined ? said : await attachPicture(picture, said, place, user, desk),
      form,
      replacesMessage,
      chosen,
    };
  } catch (error) {
    return { message: reportBug(error, desk), form: null, replacesMessage: false, chosen: false };
  }
}

/** How a reply travels: at once, as a waiting line, and as the answer after one. */
export type ReplyChannel = {
  readonly sendNow: (message: SlackMessage) => Promise<unknown>;
  readonly sendWaitingLine: (line: string) => Promise<unknown>;
  readonly sendLater: (message: SlackMessage) => Promise<unknown>;
};

/** The result, or null where it takes longer. */
export async function withTimeout<T>(pending: Promise<T>, millis: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), millis);
  const first = await Promise.race([pending, late]);
  clearTimeout(timer);
  return first;
}

/** A message without its blocks: what is left when Slack takes no blocks of it. */
const withoutBlocks = ({ text }: SlackMessage): SlackMessage => ({ text, blocks: [] });

/**
 * Hands a message to Slack: as it is, then as text alone, then as a direct message; says whether one of them went. A failure
 * is in the log, since a person who got nothing cannot tell.
 */
export async function deliverWithFallbacks(
  said: SlackMessage,
  send: (message: SlackMessage) => Promise<unknown>,
  user: string,
  desk: SlackContext,
): Promise<boolean> {
  const { lab, metrics, replies } = desk;
  const ways = [
    () => sendOrRenewPicture(said, send, desk),
    () => send(withoutBlocks(said)),
    () => retryAfterRateLimit(() => replies.chat.postMessage({ channel: user, ...withoutUnfurl(said) }), 5000),
  ];
  const faults: string[] = [];
  for (const way of ways) {
    try {
      await way();
      if (faults.length > 0) lab.log(`an answer to ${user} needed another way: ${faults.join('; ')}`);
      return true;
    } catch (error) {
      faults.push(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
    }
  }
  metrics.undelivered.inc();
  lab.log(`an answer to ${user} could not be delivered: ${faults.join('; ')}`);
  return false;
}

/**
 * The two steps of an answer: itself when it is ready in time, else a waiting line, and the answer after it. A language model's
 * choice counts as shown once it was handed over.
 */
export async function answerWithWaitingLine(
  pending: Promise<PreparedReply>,
  line: () => Promise<string>,
  way: ReplyChannel,
  asked: PendingRequest,
  desk: SlackContext,
): Promise<void> {
  const quick = await withTimeout(pending, desk.promptAnswerTimeoutMs);
  if (quick === null) {
    // Whose namespace is read is said where that is known at once: a slow database must not hold up the acknowledgement.
    const said = (await withTimeout(line(), waitingLineTimeoutMs)) ?? 'One moment…';
    await way
      .sendWaitingLine(said)
      .catch((error: unknown) => desk.lab.log(`a waiting line was lost: ${String(error)}`));
  }
  const { message: said, chosen } = quick ?? (await pending);
  const delivered = await deliverWithFallbacks(said, quick === null ? way.sendLater : way.sendNow, asked.user, desk);
  if (delivered && chosen) desk.lab.countShownChoice();
  desk.metrics.answer.observe({ kind: asked.kind, command: asked.command }, (performance.now() - asked.since) / 1000);
}
