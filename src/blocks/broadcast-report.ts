import type { Audience, BroadcastBody, BroadcastReport, DeliveryStatus } from '../model/broadcast.ts';
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

/** Names one after the other, below each other where they would be too long for one paragraph. */
function packNames(head: string, names: readonly string[]): readonly string[] {
  const lines = [head];
  for (const [index, name] of names.entries()) {
    const piece = `${name}${index === names.length - 1 ? '.' : ', '}`;
    const last = lines.at(-1) ?? '';
    if (last.length + piece.length > limits.section) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines;
}

function statusLines(fate: DeliveryStatus, { announcement, deliveries }: BroadcastReport): readonly string[] {
  const own = deliveries.filter((each) => each.fate === fate);
  if (own.length === 0) return [];
  const reasons = new Set(fate === 'refused' || fate === 'unknown' ? own.map(({ why }) => why) : []);
  const names = own.map(({ to, why }) => nameOf(to, announcement.to) + (reasons.size > 1 ? ` (${why})` : ''));
  const because = reasons.size === 1 ? ` (${[...reasons][0]})` : '';
  return packNames(`${statusTexts[fate]}${because}, ${own.length}: `, names);
}

/** Which broadcast is meant, in a line: several may have the same heading. */
export function broadcastTitle({ heading, paragraphs: [first] }: BroadcastBody): string {
  return first === undefined ? `“${heading}”` : `“${heading}: ${truncateText(first, 80)}”`;
}

/** How a broadcast stands, for the instructor who sent it: never a number without the names behind it. */
export function broadcastReportMessage(report: BroadcastReport, headline: string): SlackMessage {
  const order: readonly DeliveryStatus[] = ['refused', 'unknown', 'waiting', 'reached'];
  const lines = order.flatMap((fate) => statusLines(fate, report)).map((line) => line.trimEnd());
  const title = broadcastTitle(report.announcement.body);
  return {
    text: truncateText(escapeMrkdwn([headline, title, ...lines].join('\n')), limits.text),
    blocks: [
      paragraphBlock(boldRun(headline), textRun(`\n${title}`)),
      ...lines.slice(0, limits.blocks - 1).map((line) => paragraphBlock(textRun(line))),
    ],
  };
}
