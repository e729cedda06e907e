import type { RespondFn } from '@slack/bolt';
import type { Message } from '../../blocks/slack-message.ts';
import { opensForm, type Press, press, waitingFor, wordIn } from '../../commands/dispatch.ts';
import type { Caller } from '../../model/person.ts';
import { showHome } from '../replies/app-home.ts';
import { quiet } from '../replies/no-unfurl.ts';
import { type Asked, type Desk, inTwoSteps, type Reply, replyTo, type Way } from '../replies/reply.ts';
import { paced } from '../transport/web-client.ts';
import { pressOf } from './button-value.ts';
import { directly } from './direct-message.ts';
import { openForm } from './slash-command.ts';

/** One press of a button as Slack delivered it. */
export type Pressed = {
  readonly value: string | undefined;
  readonly caller: Caller;
  readonly trigger: string;
  /** Where the button stands: in a private message, in one that others see, in the app's messages, or on App Home. */
  readonly place: 'ephemeral' | 'channel' | 'direct' | 'home';
  /** The message that carries the button; null on App Home. */
  readonly message: { readonly channel: string; readonly ts: string } | null;
  readonly respond: RespondFn | null;
};

/**
 * A button that asks the same again changes the answer that it stands below, and so does one that settles what a direct
 * message asks; any other one adds an answer.
 */
function replaces(button: Press | null, { caller: { user }, place }: Pressed): boolean {
  if (place === 'direct' && /^roster (?:approve|refuse) /u.test(button?.say ?? '')) return button?.by === user;
  // A step of a walk takes the place of the one before.
  if (/^walk .*#/u.test(button?.say ?? '')) return button?.by === user && place !== 'home' && place !== 'channel';
  // What stands below somebody's own answer was shown to them alone.
  return button?.was !== undefined && wordIn(button.say) === 'check' && button.by === user && place !== 'home';
}

function besides(respond: RespondFn, replace: boolean): Way {
  // The old answer stays until there is a new one; the waiting line comes beside it.
  const send = (message: Message) =>
    respond({ response_type: 'ephemeral', replace_original: replace, ...quiet(message) });
  const wait = (line: string) => respond({ response_type: 'ephemeral', replace_original: false, text: line });
  return { now: send, wait, later: send };
}

/** Changes the app's own message in somebody's direct messages. */
function inPlace(message: NonNullable<Pressed['message']>, desk: Desk): Way {
  const update = ({ text, blocks }: Message) =>
    paced(() => desk.replies.chat.update({ ...message, text, blocks: [...blocks] }), 10_000);
  // The old answer stays until there is a new one.
  return { now: update, wait: async () => undefined, later: update };
}

function wayOf({ place, respond, message, caller: { user } }: Pressed, replace: boolean, desk: Desk): Way {
  if (place === 'direct' && message !== null)
    return replace ? inPlace(message, desk) : directly(message.channel, null, desk);
  return place === 'home' || respond === null ? directly(user, null, desk) : besides(respond, replace);
}

/** The way of an answer that takes the place of the message with the button, unless it belongs beside it. */
function chosenWay(button: Press | null, pressed: Pressed, reply: Promise<Reply>, desk: Desk): Way {
  const replace = replaces(button, pressed);
  const [own, other] = [wayOf(pressed, replace, desk), wayOf(pressed, false, desk)];
  // What asks an instructor is settled by a refusal, too: there is nothing left to press.
  if (!replace || wordIn(button?.say ?? '') === 'roster') return own;
  const way = async () => ((await reply).beside ? other : own);
  return {
    now: async (message) => (await way()).now(message),
    wait: own.wait,
    later: async (message) => (await way()).later(message),
  };
}

/** Answers a button; it was acknowledged before. */
export async function onPress(pressed: Pressed, desk: Desk): Promise<void> {
  const { value, caller, trigger, place, message: on } = pressed;
  const { user } = caller;
  const button = pressOf(value);
  const say = button?.say ?? '';
  const asked: Asked = { kind: 'button', command: wordIn(say), user, since: performance.now() };
  const inDirect = place === 'direct' || place === 'home' || pressed.respond === null;
  const where = inDirect ? 'direct' : { privatelyIn: on?.channel ?? null };
  const reply = replyTo(() => press(button, caller, desk.lab), user, desk, where);
  const way = chosenWay(button, pressed, reply, desk);
  if (opensForm(say)) {
    const said = await reply;
    if (said.form !== null) return openForm(said, trigger, way.now, user, desk);
  }
  await inTwoSteps(reply, () => waitingFor(say, user, desk.lab), way, asked, desk);
  // On App Home nothing moves by itself when the answer comes elsewhere.
  if (place === 'home') await showHome(caller, desk, 'Your answer is under Messages.');
}
