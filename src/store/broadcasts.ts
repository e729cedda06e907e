import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Announcement, BroadcastJournal, BroadcastReport, Fated } from '../model/broadcast.ts';
import { Trouble } from '../model/trouble.ts';

const announcement = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  body: z.object({
    heading: z.string(),
    paragraphs: z.array(z.string()),
    sources: z.array(z.string()),
    offer: z.object({ label: z.string(), say: z.string() }).nullable(),
  }),
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

type Line = z.infer<typeof line>;

/** A line of the file; null for one that a crash left half written. */
function parsed(text: string): Line | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function linesOf(file: string): Promise<readonly Line[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text
      .split('\n')
      .map(parsed)
      .filter((each) => each !== null);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Trouble('bad-config', { what: `the record of broadcasts ${file} cannot be read` }, { cause: error });
  }
}

/** Everybody whom an announcement goes to: user ids, or one channel id. */
export function recipientsOf({ to }: Pick<Announcement, 'to'>): readonly string[] {
  return to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
}

/** What the last line says of a recipient. One that was only being tried may have been reached: nobody knows. */
function fateOf(to: string, marks: readonly Extract<Line, { readonly line: 'mark' }>[]): Fated {
  const last = marks.findLast((each) => each.to === to);
  if (last === undefined) return { to, fate: 'waiting', why: 'not tried' };
  if (last.fate === 'trying') return { to, fate: 'unknown', why: 'netlab stopped while it was being sent' };
  return { to, fate: last.fate, why: last.why };
}

function unfinishedIn(lines: readonly Line[]): readonly BroadcastReport[] {
  const ended = new Set(lines.filter((each) => each.line === 'end').map(({ id }) => id));
  const begun = lines.filter((each) => each.line === 'begin').filter((each) => !ended.has(each.announcement.id));
  return begun.map(({ announcement: own }) => {
    const marks = lines.filter((each) => each.line === 'mark').filter(({ id }) => id === own.id);
    return { announcement: own, fates: recipientsOf(own).map((to) => fateOf(to, marks)) };
  });
}

/** The record of broadcasts as a file of JSON lines, each on disk before the next step is taken. */
export function broadcastJournal(file: string): BroadcastJournal {
  const write = async (entry: Line) => {
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // A crash may have left half a line: a line break before keeps the new one whole.
      await appendFile(file, `\n${JSON.stringify(entry)}\n`, { mode: 0o600 });
      const handle = await open(file, 'r');
      await handle.datasync();
      await handle.close();
    } catch (cause) {
      throw new Trouble('bad-config', { what: `the record of broadcasts ${file} cannot be written` }, { cause });
    }
  };
  return {
    begin: async (own) => {
      const lines = await linesOf(file);
      if (lines.some((each) => each.line === 'begin' && each.announcement.id === own.id)) return false;
      await write({ line: 'begin', announcement: announcement.parse(own) });
      return true;
    },
    mark: async (id, { to, fate, why }) => {
      if (fate !== 'waiting') await write({ line: 'mark', id, to, fate, why });
    },
    end: (id) => write({ line: 'end', id }),
    unfinished: async () => unfinishedIn(await linesOf(file)),
  };
}
