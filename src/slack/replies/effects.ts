import { message } from '../../blocks/message.ts';
import type { Outcome, Tell } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import { paced } from '../transport/web-client.ts';
import { showAgain, showHome } from './app-home.ts';
import { quiet } from './no-unfurl.ts';
import { type Desk, orLate } from './reply.ts';

/**
 * How long one direct message may wait for Slack's pace, in milliseconds: a class that joins at once is more messages to one
 * instructor than Slack takes in a minute.
 */
const patience = 5 * 60 * 1000;

/** How long an answer waits to learn whether they arrived, in milliseconds; later ones arrive by themselves. */
const promptly = 2000;

/** What sending a direct message needs. */
type Sending = Pick<Desk, 'lab' | 'replies' | 'flight'>;

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

/** Writes a line of the audit: into the log, and kept. What was done is done, so a line that cannot be kept stops nothing. */
export async function audited(audit: Audit, by: string, { lab }: Pick<Desk, 'lab'>): Promise<void> {
  const { did, what, about, namespace, as } = audit;
  const whom = about === undefined ? '' : ` ${about}`;
  const where = namespace === null ? '' : ` of ${namespace}`;
  lab.note(`audit: ${did} ${what}${whom}${where} by ${by}${as === null ? '' : ` as ${as}`}`);
  await lab.audit
    .keep({ ...audit, by, at: lab.mint().at })
    .catch((error: unknown) => lab.note(`the audit's line above could not be kept: ${firstLine(error)}`));
}

/** Keeps where somebody is written to. The message was sent, so what cannot be kept is only noted. */
async function kept(user: string, channel: string, { lab }: Sending): Promise<void> {
  await lab.roster
    .keepChannel(user, channel)
    .catch((error: unknown) => lab.note(`the channel of ${user} could not be kept: ${firstLine(error)}`));
}

/** Keeps that a question reached an instructor. The message was sent, so what cannot be kept is only noted. */
async function arrived(question: string, { lab }: Sending): Promise<void> {
  await lab.questions
    .told(question, lab.mint().at)
    .catch((error: unknown) => lab.note(`that a question arrived could not be kept: ${firstLine(error)}`));
}

async function tellOne(to: string, { answer, next, welcome, question }: Tell, desk: Sending): Promise<boolean> {
  const { lab, replies } = desk;
  try {
    const said = quiet(message(answer, { next, by: to }));
    const { channel } = await paced(() => replies.chat.postMessage({ channel: to, ...said }), patience);
    if (welcome && channel) await kept(to, channel, desk);
    if (question !== undefined) await arrived(question, desk);
    return true;
  } catch (error) {
    lab.note(`a direct message to ${to} failed: ${firstLine(error)}`);
    return false;
  }
}

/** Tells whoever caused it that nobody was reached after all; their answer stood there before it was known. */
async function tellLate(sending: Promise<readonly boolean[]>, tell: Tell, by: string, desk: Sending): Promise<void> {
  if ((await sending).includes(true)) return;
  const answer = { kind: 'told', about: null, says: tell.unreached, lines: [] } as const;
  await tellOne(by, { to: [by], answer, next: [], welcome: false, unreached: '' }, desk);
}

/**
 * Sends direct messages to others; what to say below the answer where nobody of those who should know could be reached. What
 * is known too late for that, `by` is told in a direct message; null for nobody.
 */
export async function told(
  tells: readonly Tell[],
  by: string | null,
  desk: Sending,
  millis = promptly,
): Promise<readonly string[]> {
  const each = tells.map(async (tell) => {
    const sending = Promise.all(tell.to.map((to) => tellOne(to, tell, desk)));
    const reached = await orLate(desk.flight.during(sending), millis);
    if (reached === null && by !== null) void desk.flight.during(tellLate(sending, tell, by, desk));
    return reached === null || reached.includes(true) ? [] : [tell.unreached];
  });
  return (await Promise.all(each)).flat();
}

/** Shows people's App Homes anew, one after the other: a class that was imported has many. */
export async function showHomes(users: readonly string[], desk: Desk): Promise<void> {
  for (const user of users) await showHome({ user, outside: false }, desk);
}

async function remembered({ remember }: Outcome, { lab }: Desk): Promise<readonly string[]> {
  if (remember === undefined) return [];
  try {
    await lab.progress.keep(remember);
    return [];
  } catch (error) {
    lab.note(`a result of ${remember.user} could not be kept: ${firstLine(error)}`);
    return ['This result could not be saved, so your progress does not show it.'];
  }
}

/** Performs what a command asks for beside its answer; tells what is to stand below the answer. */
export async function perform(outcome: Outcome, user: string, desk: Desk): Promise<readonly string[]> {
  const { audit = [], anonymous = false, tell = [], home = [], onHome } = outcome;
  if (anonymous) desk.walls.clear(user);
  const lines = [audit].flat();
  const [unsaved] = await Promise.all([
    remembered(outcome, desk),
    ...lines.map((line) => audited(line, anonymous ? 'deleted' : user, desk)),
  ]);
  const remarks = await told(tell, user, desk);
  // Nobody waits for somebody's App Home.
  const homes = async () => {
    await showHomes(home, desk);
    if (onHome) await desk.walls.hang(user, onHome, (each) => showAgain(each, desk));
  };
  desk.flight.during(homes()).catch(() => undefined);
  return [...unsaved, ...remarks];
}
