import { docMessage } from '../../blocks/message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import { earlierWalkDoc } from '../../words/walk.ts';
import type { SlackContext } from '../context.ts';
import type { PostedAddress } from '../transport/direct-posts.ts';

/** The notebook's key of the message in which the walk stands now. */
const messageKey = 'message';

/** How long taking the buttons from an old step may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 5000;

const isAddress = (body: unknown): body is PostedAddress =>
  typeof body === 'object' && body !== null && 'channel' in body && 'ts' in body;

/**
 * Keeps in which direct message somebody's walk stands now, and takes the buttons from the one before. The step was sent, so
 * what fails here is only logged: a button of an old step changes nothing and says so.
 */
export async function moveWalkMessage(
  user: string,
  { channel, ts }: PostedAddress,
  { lab, posts }: Pick<SlackContext, 'lab' | 'posts'>,
): Promise<void> {
  if (channel === '' || ts === '') return;
  try {
    const before = await lab.notebooks.change(user, 'walk', lab.newIdAndTime().at, (pages) => {
      const old = pages.find(({ key }) => key === messageKey)?.body;
      return { entries: [{ key: messageKey, body: { channel, ts } }], result: isAddress(old) ? old : null };
    });
    if (before === null || before.ts === ts) return;
    const over = docMessage(earlierWalkDoc, { next: [], by: user });
    await posts.update(before, over, rateLimitTimeoutMs);
  } catch (error) {
    lab.log(`an old step of a walk keeps its buttons: ${firstLineOf(error)}`);
  }
}
