import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { message } from '../../blocks/message.ts';
import type { Message } from '../../blocks/slack-message.ts';
import type { Outcome } from '../../model/answer.ts';
import type { Form } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { HomeTeam } from '../people/caller.ts';
import type { Walls } from '../pictures/home-maps.ts';
import type { Gallery } from '../pictures/uploaded-pictures.ts';
import type { Flight } from '../transport/in-flight.ts';
import type { Metrics, RequestKind } from '../transport/metrics.ts';
import { paced } from '../transport/web-client.ts';
import { perform } from './effects.ts';
import { quiet } from './no-unfurl.ts';
import { lasting } from './walk-in-dm.ts';
import { type Place, pictured, sentOrRenewed } from './with-picture.ts';

/** An answer that is ready by then needs no waiting line; Slack gives up on an acknowledgement after 3 s. */
export const promptly = 1500;

/** How long the words of a waiting line may take, in milliseconds. */
const briefly = 200;

/** What the listeners share. */
export type Desk = {
  readonly lab: Lab;
  readonly metrics: Metrics;
  readonly flight: Flight;
  /** The client for answers; broadcasts have one of their own, whose pauses hold nobody else up. */
  readonly replies: WebClient;
  /** The pictures that Slack has, and those on people's App Homes. */
  readonly gallery: Gallery;
  readonly walls: Walls;
  /** The workspace that netlab belongs to. */
  readonly home: HomeTeam;
  /** What a file that somebody uploaded holds, as text. @throws Trouble `bad-input` */
  readonly download: (address: string) => Promise<string>;
  /** How long an answer may take before a waiting line is sent, in milliseconds. */
  readonly patience: number;
};

/** A request that is being answered: what it is counted as, and when it came. */
export type Asked = {
  readonly kind: RequestKind;
  readonly command: string;
  readonly user: string;
  readonly since: number;
};

/** A bug, as the person sees it; the same id stands in the log beside the stack. */
export function apology(error: unknown, { lab, metrics }: Pick<Desk, 'lab' | 'metrics'>): Message {
  const id = randomUUID().slice(0, 8);
  metrics.bugs.inc();
  lab.note(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  const todo = `Please tell your instructor this number: ${id}.`;
  return message({ kind: 'trouble', says: 'Something went wrong inside netlab; it is not your doing.', todo });
}

/**
 * An answer to show, or a form to open with the message that stands in for it. `beside`: it takes no other message's place,
 * since what stood there can still be pressed. `chosen`: a language model chose what it shows.
 */
export type Reply = {
  readonly message: Message;
  readonly form: Form | null;
  readonly beside: boolean;
  readonly chosen: boolean;
};

/** Runs a request to its end: a reply always comes out, an apology where there is a bug. */
export async function replyTo(
  run: () => Promise<Outcome>,
  user: string,
  desk: Desk,
  place: Place = { privatelyIn: null },
): Promise<Reply> {
  try {
    const outcome = await run();
    const remarks = await perform(outcome, user, desk);
    const { answer, next = [], signature, form = null, picture, chosen = false } = outcome;
    const beside = outcome.beside === true || answer.kind === 'trouble';
    const was = signature === undefined ? {} : { was: signature };
    const whole = message(answer, { next, by: user, ...was }, remarks);
    const said = await lasting(whole, answer, place, user, desk);
    return {
      message: picture === undefined ? said : await pictured(picture, said, place, user, desk),
      form,
      beside,
      chosen,
    };
  } catch (error) {
    return { message: apology(error, desk), form: null, beside: true, chosen: false };
  }
}

/** How a reply travels: at once, as a waiting line, and as the answer after one. */
export type Way = {
  readonly now: (message: Message) => Promise<unknown>;
  readonly wait: (line: string) => Promise<unknown>;
  readonly later: (message: Message) => Promise<unknown>;
};

/** The result, or null where it takes longer. */
export async function orLate<T>(pending: Promise<T>, millis: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), millis);
  const first = await Promise.race([pending, late]);
  clearTimeout(timer);
  return first;
}

/** A message without its blocks: what is left when Slack takes no blocks of it. */
const bare = ({ text }: Message): Message => ({ text, blocks: [] });

/**
 * Hands a message to Slack: as it is, then as text alone, then as a direct message; says whether one of them went. A failure
 * is in the log, since a person who got nothing cannot tell.
 */
export async function handOver(
  said: Message,
  send: (message: Message) => Promise<unknown>,
  user: string,
  desk: Desk,
): Promise<boolean> {
  const { lab, metrics, replies } = desk;
  const ways = [
    () => sentOrRenewed(said, send, desk),
    () => send(bare(said)),
    () => paced(() => replies.chat.postMessage({ channel: user, ...quiet(said) }), 5000),
  ];
  const faults: string[] = [];
  for (const way of ways) {
    try {
      await way();
      if (faults.length > 0) lab.note(`an answer to ${user} needed another way: ${faults.join('; ')}`);
      return true;
    } catch (error) {
      faults.push(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
    }
  }
  metrics.undelivered.inc();
  lab.note(`an answer to ${user} could not be delivered: ${faults.join('; ')}`);
  return false;
}

/**
 * The two steps of an answer: itself when it is ready in time, else a waiting line, and the answer after it. A language model's
 * choice counts as shown once it was handed over.
 */
export async function inTwoSteps(
  pending: Promise<Reply>,
  line: () => Promise<string>,
  way: Way,
  asked: Asked,
  desk: Desk,
): Promise<void> {
  const quick = await orLate(pending, desk.patience);
  if (quick === null) {
    // Whose namespace is read is said where that is known at once: a slow database must not hold up the acknowledgement.
    const said = (await orLate(line(), briefly)) ?? 'One moment…';
    await way.wait(said).catch((error: unknown) => desk.lab.note(`a waiting line was lost: ${String(error)}`));
  }
  const { message: said, chosen } = quick ?? (await pending);
  const delivered = await handOver(said, quick === null ? way.later : way.now, asked.user, desk);
  if (delivered && chosen) desk.lab.delivered();
  desk.metrics.answer.observe({ kind: asked.kind, command: asked.command }, (performance.now() - asked.since) / 1000);
}
