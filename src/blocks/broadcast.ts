import type { KnownBlock } from '@slack/types';
import type { BroadcastBody } from '../model/broadcast.ts';
import { buttonRow, contextBlock, headerBlock, paragraphBlock, parseRuns } from './builders.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** The words of a broadcast with their sources. */
export function broadcastBodyBlocks({ heading, paragraphs, sources }: BroadcastBody): readonly KnownBlock[] {
  return [
    headerBlock(heading),
    ...paragraphs.map((each) => paragraphBlock(...parseRuns(each))),
    ...(sources.length > 0 ? [contextBlock(`Sources: ${sources.join('; ')}`)] : []),
  ];
}

/** The broadcast as everybody gets it. Nothing in it can mention, link or be marked up, whatever was written. */
export function broadcastMessage(body: BroadcastBody): SlackMessage {
  const { heading, paragraphs, offer } = body;
  const value = offer && JSON.stringify({ say: offer.say, by: '*' });
  const blocks = [
    ...broadcastBodyBlocks(body).slice(0, limits.blocks - 2),
    ...(offer && value ? [buttonRow([{ label: offer.label, value }])] : []),
    contextBlock('Sent by your instructor with netlab.'),
  ];
  return { text: truncateText(escapeMrkdwn([heading, ...paragraphs].join('\n')), limits.text), blocks };
}
