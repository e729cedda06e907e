import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Trouble } from '../model/trouble.ts';

/** Slack user id → namespace. */
export type Roster = ReadonlyMap<string, string>;

const row = z.object({
  user: z.string().regex(/^[UW][A-Z0-9]+$/u, 'needs a Slack user id such as U012ABCDEF'),
  namespace: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u, 'needs a namespace such as student-07'),
});

type Row = { readonly record: unknown; readonly info: { readonly lines: number } };

function rowsOf(text: string, file: string): readonly Row[] {
  try {
    return parse<Row>(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? error.lines : 1;
    throw new Trouble('bad-config', { what: `${file}:${line}: not a CSV of user,namespace` }, { cause: error });
  }
}

/**
 * Parses a CSV with the header `user,namespace`. @throws Trouble `bad-config` that names every wrong line: an id or a
 * namespace that cannot be one, a user or a namespace that stands twice.
 */
export function parseRoster(text: string, file: string): Roster {
  const faults: string[] = [];
  const roster = new Map<string, string>();
  const taken = new Set<string>();
  for (const { record, info } of rowsOf(text, file)) {
    const parsed = row.safeParse(record);
    const fault = (what: string) => faults.push(`${file}:${info.lines}: ${what}`);
    if (!parsed.success)
      fault(parsed.error.issues.map(({ path, message }) => `${path.join('')} ${message}`).join(', '));
    else if (roster.has(parsed.data.user)) fault(`${parsed.data.user} stands twice`);
    else if (taken.has(parsed.data.namespace)) fault(`${parsed.data.namespace} stands twice`);
    else {
      roster.set(parsed.data.user, parsed.data.namespace);
      taken.add(parsed.data.namespace);
    }
  }
  if (faults.length > 0) throw new Trouble('bad-config', { what: faults.slice(0, 10).join('; ') });
  return roster;
}
