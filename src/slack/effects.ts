import { message } from '../blocks/message.ts';
import type { Outcome, Tell } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import { paced } from './clients.ts';
import { showAgain, showHome } from './home.ts';
import { quiet } from './quiet.ts';
import type { Desk } from './talk.ts';

/** How long one direct message may wait for Slack's pace, in milliseconds. */
const patience = 5000;

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

/** Writes a line of the audit: into the log, and kept. What was done is done, so a line that cannot be kept stops nothing. */
export async function audited(audit: Audit, by: string, { lab }: Pick<Desk, 'lab'>): Promise<void> {
  const { did, what, namespace, as } = audit;
  const where = namespace === null ? '' : ` of ${namespace}`;
  lab.note(`audit: ${did} ${what}${where} by ${by}${as === null ? '' : ` as ${as}`}`);
  await lab.audit
    .keep({ ...audit, by, at: lab.mint().at })
    .catch((error: unknown) => lab.note(`the audit's line above could not be kept: ${firstLine(error)}`));
}

async function tellOne(to: string, { answer, next, welcome }: Tell, { lab, replies }: Desk): Promise<boolean> {
  try {
    const said = quiet(message(answer, { next, by: to }));
    const { channel } = await paced(() => replies.chat.postMessage({ channel: to, ...said }), patience);
    if (welcome && channel) await lab.roster.keepChannel(to, channel);
    return true;
  } catch (error) {
    lab.note(`a direct message to ${to} failed: ${firstLine(error)}`);
    return false;
  }
}

/** Sends direct messages to others; what to say below the answer where nobody of those who should know could be reached. */
async function told(tells: readonly Tell[], desk: Desk): Promise<readonly string[]> {
  const remarks: string[] = [];
  for (const tell of tells) {
    const reached = await Promise.all(tell.to.map((to) => tellOne(to, tell, desk)));
    if (!reached.includes(true)) remarks.push(tell.unreached);
  }
  return remarks;
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
  const { audit, anonymous = false, tell = [], home = [], onHome } = outcome;
  if (anonymous) desk.walls.clear(user);
  const [kept] = await Promise.all([
    remembered(outcome, desk),
    audit === undefined ? undefined : audited(audit, anonymous ? 'deleted' : user, desk),
  ]);
  const remarks = await told(tell, desk);
  // Nobody waits for somebody's App Home; a class that was imported has many.
  const homes = async () => {
    for (const each of home) await showHome({ user: each, outside: false }, desk);
    if (onHome) await desk.walls.hang(user, onHome, (each) => showAgain(each, desk));
  };
  desk.flight.during(homes()).catch(() => undefined);
  return [...kept, ...remarks];
}
