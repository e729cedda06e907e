import type { Answer } from '../../model/answer.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { SlackContext } from '../context.ts';
import { refreshHome, showHomes } from './app-home.ts';
import { writeAudit } from './audit.ts';
import { carryForAuthor } from './conversation.ts';
import { sendDirectMessages } from './direct-messages.ts';
import { forgetPerson } from './forget-person.ts';

/** Keeps a result; what to say below the answer where that failed. */
async function keepProgress({ remember }: Outcome, { lab }: SlackContext): Promise<readonly string[]> {
  if (remember === undefined) return [];
  try {
    await lab.progress.keep(remember);
    return [];
  } catch (error) {
    lab.log(`a result of ${remember.user} could not be kept: ${firstLineOf(error)}`);
    return ['This result could not be saved, so your progress does not show it.'];
  }
}

/** Answers after which “why?” is still about the topic before: the lesson's own, refusals, and what was only done. */
const keepsTopic: readonly Answer['kind'][] = ['explain', 'extract', 'trouble', 'told', 'copy', 'privacy'];

/** Performs what a command asks for beside its answer; resolves with what is to stand below the answer. */
export async function performEffects(
  outcome: Outcome,
  user: string,
  context: SlackContext,
): Promise<readonly string[]> {
  const {
    audit = [],
    anonymous = false,
    directMessages = [],
    changedHomes = [],
    homeMap,
    topic,
    conversation,
  } = outcome;
  const { homeMaps, inFlight, lab } = context;
  if (anonymous) forgetPerson(user, context);
  else if (topic !== undefined) lab.keepTopic(user, topic);
  else if (!keepsTopic.includes(outcome.answer.kind)) lab.forgetTopic(user);
  const lines = [audit].flat();
  const [unsaved] = await Promise.all([
    keepProgress(outcome, context),
    ...lines.map((line) => writeAudit(line, anonymous ? 'deleted' : user, context)),
  ]);
  const unreached = await sendDirectMessages(directMessages, user, context);
  // A form opens by a trigger that lives three seconds.
  const isHurried = outcome.form !== undefined;
  const unsent = conversation === undefined ? [] : await carryForAuthor(conversation, user, isHurried, context);
  // Nobody waits for somebody's App Home.
  const updateHomes = async () => {
    await showHomes(changedHomes, context);
    if (homeMap) await homeMaps.showMap(user, homeMap, (each) => refreshHome(each, context));
  };
  inFlight.trackWork(updateHomes()).catch(() => undefined);
  return [...unsaved, ...unreached, ...unsent];
}
