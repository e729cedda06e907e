import type { Audience, BroadcastReport, DeliveryStatus } from '../model/broadcast.ts';
import { boldRun, paragraphBlock, textRun } from './builders.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

const statusTexts: { readonly [F in DeliveryStatus]: string } = {
  reached: 'Reached',
  refused: 'Not reached, Slack refused',
  unknown: 'Not known, Slack did not say',
  waiting: 'Not reached, not tried',
};

function nameOf(to: string, audience: Audience): string {
  if (audience.kind === 'channel') return 'the course channel';
  return audience.people.find(({ user }) => user === to)?.namespace ?? to;
}

function statusLine(fate: DeliveryStatus, { announcement, deliveries }: BroadcastReport): string | null {
  const own = deliveries.filter((each) => each.fate === fate);
  if (own.length === 0) return null;
  const reasons = new Set(fate === 'refused' || fate === 'unknown' ? own.map(({ why }) => why) : []);
  const names = own
    .map(({ to, why }) => nameOf(to, announcement.to) + (reasons.size > 1 ? ` (${why})` : ''))
    .join(', ');
  const because = reasons.size === 1 ? ` (${[...reasons][0]})` : '';
  return `${statusTexts[fate]}${because}, ${own.length}: ${names}.`;
}

/** How a broadcast stands, for the instructor who sent it: never a number without the names behind it. */
export function broadcastReportMessage(report: BroadcastReport, headline: string): SlackMessage {
  const order: readonly DeliveryStatus[] = ['refused', 'unknown', 'waiting', 'reached'];
  const lines = order.map((fate) => statusLine(fate, report)).filter((line) => line !== null);
  const title = `“${report.announcement.body.heading}”`;
  return {
    text: truncateText(escapeMrkdwn([headline, title, ...lines].join('\n')), limits.text),
    blocks: [
      paragraphBlock(boldRun(headline), textRun(`\n${title}`)),
      ...lines.map((line) => paragraphBlock(textRun(truncateText(line, limits.section)))),
    ],
  };
}
