import { randomUUID } from 'node:crypto';
import type { AckFn, RespondArguments, RespondFn } from '@slack/bolt';
import { type Message, message } from '../blocks/message.ts';
import { dispatch } from '../commands/dispatch.ts';
import type { Lab } from '../model/lab.ts';
import { plainText } from './incoming.ts';

/** An answer that is ready by then is the acknowledgement itself; Slack gives up on one after 3 s. */
export const promptly = 1500;

/** One slash command as Slack delivered it. */
export type Slash = {
  readonly text: string;
  readonly user: string;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

function privately({ text, blocks }: Message): RespondArguments {
  // Unfurling would make Slack fetch whatever address an answer holds.
  return { response_type: 'ephemeral', text, blocks: [...blocks], unfurl_links: false, unfurl_media: false };
}

/** A bug, as the person sees it; the same id stands in the log beside the stack. */
function apology(error: unknown, lab: Lab): Message {
  const id = randomUUID().slice(0, 8);
  lab.note(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  const todo = `Please tell your instructor this number: ${id}.`;
  return message({ kind: 'trouble', says: 'Something went wrong inside netlab; it is not your doing.', todo });
}

async function answered({ text, user }: Slash, lab: Lab): Promise<Message> {
  try {
    const { answer, audit } = await dispatch(plainText(text), user, lab);
    if (audit) lab.note(`audit: ${audit}`);
    return message(answer);
  } catch (error) {
    return apology(error, lab);
  }
}

async function waiting(user: string, lab: Lab): Promise<string> {
  const person = await lab.find(user).catch(() => null);
  return person?.namespace ? `Reading ${person.namespace}…` : 'Reading the cluster…';
}

/**
 * Answers a slash command. A slash reply cannot be edited, so an answer that takes longer than `patience` milliseconds
 * comes as a second private message after an acknowledgement that says what is being read.
 */
export async function reply(slash: Slash, lab: Lab, patience: number = promptly): Promise<void> {
  const pending = answered(slash, lab);
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), patience);
  const quick = await Promise.race([pending, late]);
  clearTimeout(timer);
  if (quick) return slash.ack(privately(quick));
  await slash.ack({ response_type: 'ephemeral', text: await waiting(slash.user, lab) });
  try {
    await slash.respond(privately(await pending));
  } catch (error) {
    lab.note(`an answer could not be delivered: ${error instanceof Error ? error.message : String(error)}`);
  }
}
