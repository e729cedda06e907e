import { z } from 'zod';
import { firstLineOf } from '../../model/error-line.ts';
import type { Member, Members } from '../../model/person.ts';
import type { CallSlack } from '../transport/web-client.ts';

/** After how long the list of members is read again, in milliseconds. */
const rereadAfterMs = 5 * 60 * 1000;

/** Slack advises at most 200 a page, and this method is one of the slow ones (20 a minute). */
const page = 200;
const mostPages = 25;

/** How long the whole list may take, pauses that Slack asks for included, in milliseconds. */
const listTimeoutMs = 20_000;

// Slack's types leave every field open; what a member needs is asked for here.
const shape = z
  .object({
    id: z.string(),
    name: z.string().default(''),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    profile: z.object({ display_name: z.string().default(''), email: z.string().optional() }).optional(),
  })
  .transform(
    ({ id, name, deleted, is_bot: bot, profile }): Member => ({
      id,
      name,
      displayName: profile?.display_name ?? '',
      email: profile?.email ?? null,
      unusable: deleted ? 'deactivated' : bot || id === 'USLACKBOT' ? 'an app' : null,
    }),
  );

const answered = z.object({
  members: z.array(shape).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

async function listMembers(call: CallSlack): Promise<Members> {
  const all: Member[] = [];
  const end = performance.now() + listTimeoutMs;
  let cursor = '';
  for (let pages = 0; pages < mostPages; pages++) {
    const leftMs = end - performance.now();
    if (leftMs <= 0) return { all, whole: false, because: 'the list of members took too long' };
    const parameters = { limit: page, ...(cursor === '' ? {} : { cursor }) };
    const { members, response_metadata: more } = answered.parse(await call('users.list', parameters, leftMs));
    all.push(...members);
    cursor = more?.next_cursor ?? '';
    if (cursor === '') return { all, whole: true, because: null };
  }
  return { all, whole: false, because: `there are more than ${page * mostPages} accounts` };
}

/** The workspace's accounts, read at most every five minutes; where Slack does not tell, why. Never throws. */
export function createMemberReader(call: CallSlack): () => Promise<Members> {
  let known: { readonly members: Members; readonly at: number } | null = null;
  let reading: Promise<Members> | null = null;
  const read = async () => {
    try {
      const members = await listMembers(call);
      if (members.whole) known = { members, at: performance.now() };
      return members;
    } catch (error) {
      return { all: [], whole: false, because: firstLineOf(error) };
    } finally {
      reading = null;
    }
  };
  return async () => {
    if (known !== null && performance.now() - known.at < rereadAfterMs) return known.members;
    reading ??= read();
    return reading;
  };
}
