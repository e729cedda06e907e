import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { BroadcastJournal } from '../model/broadcast.ts';
import { bodyShape } from './broadcast-book.ts';

const announcement = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  body: bodyShape,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel'), channel: z.string() }),
    z.object({ kind: z.literal('people'), people: z.array(z.object({ user: z.string(), namespace: z.string() })) }),
  ]),
});

const line = z.discriminatedUnion('line', [
  z.object({ line: z.literal('begin'), announcement }),
  z.object({
    line: z.literal('mark'),
    id: z.string(),
    to: z.string(),
    fate: z.enum(['reached', 'refused', 'unknown', 'trying']),
    why: z.string(),
  }),
  z.object({ line: z.literal('end'), id: z.string() }),
]);

/** A line of the file; null for one that a crash left half written. */
function parsed(text: string): z.infer<typeof line> | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Takes over the record of broadcasts that netlab kept as a file of JSON lines before it had a database; the file goes, since
 * it names people. Tells how many broadcasts it held.
 */
export async function adoptJournal(file: string, journal: BroadcastJournal): Promise<number> {
  if (!existsSync(file)) return 0;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map(parsed)
    .filter((each) => each !== null);
  for (const each of lines) {
    // One that came over before is begun no second time, and marked as it was.
    if (each.line === 'begin') await journal.begin(each.announcement);
    if (each.line === 'mark') await journal.mark(each.id, each);
    if (each.line === 'end') await journal.end(each.id);
  }
  rmSync(file);
  return lines.filter((each) => each.line === 'begin').length;
}
