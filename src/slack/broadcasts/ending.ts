import { broadcastReportMessage } from '../../blocks/broadcast-report.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { formatAuditLine } from '../replies/audit.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import { auditWordsOf, isUntried } from './headlines.ts';
import type { OwnBroadcast } from './own-broadcast.ts';

/** How long the report may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 120_000;

/** A report that Slack does not take is tried again at the 1st, 2nd, 4th, 8th, … look, and given up after this one. */
const lastReportTry = 512;

/** Whether an error is the database's absence, which its health has logged. */
export const isStoreDown = (error: unknown): boolean => error instanceof Trouble && error.kind === 'store-down';

const isDue = (tries: number) => (tries & (tries - 1)) === 0;

/** Tells the instructor; whether they were told, or cannot be. */
async function reportOnce(own: OwnBroadcast, headline: string, context: SlackContext): Promise<boolean> {
  own.reportTries += 1;
  if (!isDue(own.reportTries)) return false;
  const { by } = own.announcement;
  const post = (message: SlackMessage) =>
    context.posts.post({ to: by, thread: null, body: withoutUnfurl(message) }, rateLimitTimeoutMs);
  const told = await deliverWithFallbacks(broadcastReportMessage(own, headline), post, by, context);
  if (told) await own.closeProgress();
  return told || own.reportTries >= lastReportTry;
}

/** Keeps in the audit what became of it: unlike other lines this one waits for a database that is away. */
async function keepAuditOnce(own: OwnBroadcast, { lab }: SlackContext): Promise<void> {
  // Who had their data deleted meanwhile is not written down again.
  const kept = await lab.broadcasts.find(own.announcement.id);
  const by = kept?.announcement.by ?? own.announcement.by;
  const did = isUntried(own.deliveries) ? 'drop' : 'send';
  const line = { did, what: auditWordsOf(own), namespace: null, as: null } as const;
  await lab.audit.keep({ ...line, by, at: lab.newIdAndTime().at });
  lab.log(formatAuditLine(line, by));
}

/**
 * Tells and keeps the end of a broadcast that is over; whether all of it is done. What is not (Slack or the database
 * may be away) is left for the next time.
 */
export async function settleBroadcast(own: OwnBroadcast, context: SlackContext): Promise<boolean> {
  if (own.headline === null || own.isEnding) return false;
  own.isEnding = true;
  try {
    own.isReported ||= await reportOnce(own, own.headline, context);
    if (!own.isAudited) await keepAuditOnce(own, context);
    own.isAudited = true;
    if (own.isReported) await context.lab.broadcasts.end(own.announcement.id, own.deliveries);
    return own.isReported;
  } catch (error) {
    const what = `the end of broadcast ${own.announcement.id} could not be kept yet: ${firstLineOf(error)}`;
    if (!isStoreDown(error)) context.lab.log(what);
    return false;
  } finally {
    own.isEnding = false;
  }
}
