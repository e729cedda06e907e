import { z } from 'zod';
import { markOf } from '../../checks/text-mark.ts';
import { type ProblemId, type ProblemRow, problemIds } from '../../model/finding.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { OpenEgress, RowChange, ShutEgress } from '../../model/walk.ts';

const problem = z.enum(problemIds);
const status = z.enum(['supported', 'ruled-out', 'cannot-see']);

const place = z.discriminatedUnion('at', [
  /** A command to run; `contradicted` after a report that did not fit what netlab read. */
  z.object({ at: z.literal('command'), problem, command: z.int().min(0), contradicted: z.boolean() }),
  /** No command is left that could settle it, or nothing else is open. */
  z.object({
    at: z.literal('open'),
    problem,
    why: z.enum(['unsettled', 'contradicted', 'nothing-left', 'still-fails']),
  }),
  /** By what netlab reads itself, or only by what the student saw. */
  z.object({ at: z.literal('confirmed'), problem, by: z.enum(['live', 'report']) }),
  /** Which rule is missing: the options that were chosen and do not open it, and whether the right one is shown. */
  z.object({ at: z.literal('rule'), problem, tried: z.array(z.int().min(0)), shown: z.boolean() }),
  /** What was found is not there any more; whether it works now, only a try can tell. */
  z.object({ at: z.literal('opened'), problem }),
  /** It works again, and the walk has ended. */
  z.object({ at: z.literal('solved'), problem }),
  z.object({ at: z.literal('asked'), problem, question: z.string() }),
  z.object({ at: z.literal('stopped'), problem }),
]);

const walk = z.object({
  id: z.string(),
  /** Grows with every move and never goes back, so that each button knows whether it is of this step. */
  step: z.int().min(0),
  namespace: z.string(),
  place,
  /** Commands of the problem under way that had their turn. */
  asked: z.array(z.int().min(0)),
  reports: z.array(
    z.object({
      problem: problem.optional(),
      run: z.string(),
      saw: z.string().nullable(),
      verdict: status.nullable(),
      at: z.string(),
    }),
  ),
  /** Problems that were left, and why. */
  left: z.array(z.object({ problem, how: z.enum(['ruled-out', 'reported-out', 'confirmed', 'asked', 'went-on']) })),
  /** When the last look was and what it came to: no values of the cluster, only marks that tell one reason from another. */
  looked: z.object({
    at: z.string().optional(),
    rows: z.array(z.object({ id: problem, status, mark: z.string() })),
    signature: z.string(),
  }),
});

/** Where a walk stands, with what its step has to show. */
export type WalkPlace = z.infer<typeof place>;

/** A walk as it is stored, one for each student. */
export type Walk = z.infer<typeof walk>;

/** A read of the cluster: the problem rows and the status signature of the findings. `readAt` is an ISO time. */
export type WalkObservation = {
  readonly namespace: string;
  readonly readAt: string;
  readonly rows: readonly ProblemRow[];
  readonly signature: string;
  /** What the policies surely shut for the Pods, and how they let them out; each null where that is not so. */
  readonly shut: ShutEgress | null;
  readonly open: OpenEgress | null;
};

/** The notebook's key of the walk: each student has one. */
export const walkEntryKey = 'current';

/** The stored walk; null for none, and for one of an older netlab that cannot be read. */
export function walkInNotebook(pages: readonly NotebookEntry[]): Walk | null {
  const body = pages.find(({ key }) => key === walkEntryKey)?.body;
  return walk.safeParse(body).data ?? null;
}

const hasEnded = ({ place: { at } }: Walk): boolean => at === 'stopped' || at === 'solved';

/** Whether the walk is of this namespace and did not end. */
export function isUnderWay(found: Walk | null, namespace: string): found is Walk {
  return found !== null && found.namespace === namespace && !hasEnded(found);
}

/** The token in the buttons of a step; those of older steps have another one. */
export const stepTokenOf = ({ id, step }: Walk): string => `#${step}-${id}`;

/** The row of a problem. @throws Error where there is none: an observation has one for every problem. */
export function problemRowOf({ rows }: Pick<WalkObservation, 'rows'>, id: ProblemId): ProblemRow {
  const found = rows.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

/** An observation as it is stored; for a row that could not be read, the one stored `before`. */
export function observationToKeep(
  { rows, signature, readAt }: WalkObservation,
  before?: Walk['looked'],
): Walk['looked'] {
  const kept = rows.map(({ id, status: is, because, unread }) => {
    const now = { id, status: is, mark: markOf(because) };
    return unread ? (before?.rows.find((each) => each.id === id) ?? now) : now;
  });
  return { at: readAt, rows: kept, signature };
}

/** The rows that changed since the stored observation. */
export function rowChanges(before: Walk['looked'], look: WalkObservation): readonly RowChange[] {
  const now = observationToKeep(look, before).rows;
  return before.rows.flatMap(({ id, status: was, mark }) => {
    const found = now.find((each) => each.id === id);
    return found === undefined || (found.status === was && found.mark === mark) ? [] : [{ id, was, is: found.status }];
  });
}

/** The id of a walk that begins now. */
export function walkIdOf(id: string): string {
  return (
    id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/gu, '')
      .slice(0, 8) || 'a'
  );
}
