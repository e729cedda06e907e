import { answerMessage } from '../../blocks/message.ts';
import type { DirectMessage, Outcome } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { refreshHome, showHome } from './app-home.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import { type SlackContext, withTimeout } from './reply.ts';

/**
 * How long one direct message may wait for Slack's pace, in milliseconds: a class that joins at once is more messages to one
 * instructor than Slack takes in a minute.
 */
const rateLimitTimeoutMs = 5 * 60 * 1000;

/** How long an answer waits to learn whether they arrived, in milliseconds; later ones arrive by themselves. */
const arrivalTimeoutMs = 2000;

/** What sending a direct message needs. */
type MessageContext = Pick<SlackContext, 'lab' | 'replies' | 'inFlight'>;

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

/** Writes a line of the audit: into the log, and kept. What was done is done, so a line that cannot be kept stops nothing. */
export async function writeAudit(audit: Audit, by: string, { lab }: Pick<SlackContext, 'lab'>): Promise<void> {
  const { did, what, about, namespace, as } = audit;
  const whom = about === undefined ? '' : ` ${about}`;
  const where = namespace === null ? '' : ` of ${namespace}`;
  lab.log(`audit: ${did} ${what}${whom}${where} by ${by}${as === null ? '' : ` as ${as}`}`);
  await lab.audit
    .keep({ ...audit, by, at: lab.newIdAndTime().at })
    .catch((error: unknown) => lab.log(`the audit's line above could not be kept: ${firstLine(error)}`));
}

/** Keeps where somebody is written to. The message was sent, so what cannot be kept is only noted. */
async function keepChannel(user: string, channel: string, { lab }: MessageContext): Promise<void> {
  await lab.roster
    .keepChannel(user, channel)
    .catch((error: unknown) => lab.log(`the channel of ${user} could not be kept: ${firstLine(error)}`));
}

/** Keeps that a question reached an instructor. The message was sent, so what cannot be kept is only noted. */
async function keepArrival(question: string, { lab }: MessageContext): Promise<void> {
  await lab.helpRequests
    .markTold(question, lab.newIdAndTime().at)
    .catch((error: unknown) => lab.log(`that a question arrived could not be kept: ${firstLine(error)}`));
}

async function sendDirectMessage(
  to: string,
  { answer, next, keepsChannel, helpRequest }: DirectMessage,
  desk: MessageContext,
): Promise<boolean> {
  const { lab, replies } = desk;
  try {
    const said = withoutUnfurl(answerMessage(answer, { next, by: to }));
    const { channel } = await retryAfterRateLimit(
      () => replies.chat.postMessage({ channel: to, ...said }),
      rateLimitTimeoutMs,
    );
    if (keepsChannel && channel) await keepChannel(to, channel, desk);
    if (helpRequest !== undefined) await keepArrival(helpRequest, desk);
    return true;
  } catch (error) {
    lab.log(`a direct message to ${to} failed: ${firstLine(error)}`);
    return false;
  }
}

/** Tells whoever caused it that nobody was reached after all; their answer stood there before it was known. */
async function reportUnreached(
  sending: Promise<readonly boolean[]>,
  tell: DirectMessage,
  by: string,
  desk: MessageContext,
): Promise<void> {
  if ((await sending).includes(true)) return;
  const answer = { kind: 'told', about: null, message: tell.unreached, lines: [] } as const;
  await sendDirectMessage(by, { to: [by], answer, next: [], keepsChannel: false, unreached: '' }, desk);
}

/**
 * Sends direct messages to others; what to say below the answer where nobody of those who should know could be reached. What
 * is known too late for that, `by` is told in a direct message; null for nobody.
 */
export async function sendDirectMessages(
  tells: readonly DirectMessage[],
  by: string | null,
  desk: MessageContext,
  millis = arrivalTimeoutMs,
): Promise<readonly string[]> {
  const each = tells.map(async (tell) => {
    const sending = Promise.all(tell.to.map((to) => sendDirectMessage(to, tell, desk)));
    const reached = await withTimeout(desk.inFlight.trackWork(sending), millis);
    if (reached === null && by !== null) void desk.inFlight.trackWork(reportUnreached(sending, tell, by, desk));
    return reached === null || reached.includes(true) ? [] : [tell.unreached];
  });
  return (await Promise.all(each)).flat();
}

/** Shows people's App Homes anew, one after the other: a class that was imported has many. */
export async function showHomes(users: readonly string[], desk: SlackContext): Promise<void> {
  for (const user of users) await showHome({ user, outside: false }, desk);
}

async function keepProgress({ remember }: Outcome, { lab }: SlackContext): Promise<readonly string[]> {
  if (remember === undefined) return [];
  try {
    await lab.progress.keep(remember);
    return [];
  } catch (error) {
    lab.log(`a result of ${remember.user} could not be kept: ${firstLine(error)}`);
    return ['This result could not be saved, so your progress does not show it.'];
  }
}

/** Performs what a command asks for beside its answer; tells what is to stand below the answer. */
export async function performEffects(outcome: Outcome, user: string, desk: SlackContext): Promise<readonly string[]> {
  const { audit = [], anonymous = false, directMessages = [], changedHomes = [], homeMap } = outcome;
  if (anonymous) desk.homeMaps.removeMap(user);
  const lines = [audit].flat();
  const [unsaved] = await Promise.all([
    keepProgress(outcome, desk),
    ...lines.map((line) => writeAudit(line, anonymous ? 'deleted' : user, desk)),
  ]);
  const remarks = await sendDirectMessages(directMessages, user, desk);
  // Nobody waits for somebody's App Home.
  const homes = async () => {
    await showHomes(changedHomes, desk);
    if (homeMap) await desk.homeMaps.showMap(user, homeMap, (each) => refreshHome(each, desk));
  };
  desk.inFlight.trackWork(homes()).catch(() => undefined);
  return [...unsaved, ...remarks];
}
