import { z } from 'zod';
import { assess } from '../../checks/assess.ts';
import type { Audit } from '../../model/audit.ts';
import { problemIds } from '../../model/finding.ts';
import type { HelpRequestEvidence, StudentReport, StudentStanding } from '../../model/help-request.ts';
import type { HelpSubject } from '../../model/help-subject.ts';
import type { Lab } from '../../model/lab.ts';
import { hintLevels, type TaskNumber } from '../../model/lesson.ts';
import type { KeptLook } from '../../model/look.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import { lookOf } from './look.ts';
import { findingsFor, findQuestionText } from './subject.ts';

// In UTF-16 code units: a reason may name every node of a cluster.
const maxReasonLength = 1000;

/** The verdicts of a look as they go along with a question: not longer than somebody reads. */
export function evidenceRowsOf({ rows }: Pick<KeptLook, 'rows'>): HelpRequestEvidence['rows'] {
  return rows.map(({ id, status, normal, because }) => {
    return { id, status, normal, because: because.slice(0, maxReasonLength) };
  });
}

// What other commands keep in a notebook, as far as it says where somebody stands.
const walkPage = z.object({
  namespace: z.string(),
  place: z.object({ at: z.string(), problem: z.enum(problemIds) }),
  reports: z.array(
    z.object({
      problem: z.enum(problemIds).optional(),
      run: z.string(),
      saw: z.string().nullable(),
      verdict: z.enum(['supported', 'ruled-out', 'cannot-see']).nullable(),
      at: z.string(),
    }),
  ),
});
const hintPage = z.object({ namespace: z.string(), rung: z.enum(hintLevels) });
const quizPage = z.object({ namespace: z.string(), state: z.string() });

const tasks: readonly TaskNumber[] = [1, 2, 3];

type WalkStanding = { readonly walk: StudentStanding['walk']; readonly reports: readonly StudentReport[] };

/** The walk that is under way, and what was reported in it. */
function walkStanding(pages: readonly NotebookEntry[], namespace: string): WalkStanding {
  const found = pages.map(({ body }) => walkPage.safeParse(body).data).find((each) => each?.namespace === namespace);
  const isOver = found === undefined || ['stopped', 'solved'].includes(found.place.at);
  return isOver ? { walk: null, reports: [] } : { walk: found.place.problem, reports: found.reports };
}

function hintsIn(pages: readonly NotebookEntry[], namespace: string): StudentStanding['hints'] {
  return tasks.flatMap((task) => {
    const page = pages.find(({ key }) => key === String(task));
    const found = hintPage.safeParse(page?.body).data;
    return found?.namespace === namespace ? [{ task, level: found.rung }] : [];
  });
}

/** The quiz question that waits, in the lesson's words. */
function openQuestion(
  pages: readonly NotebookEntry[],
  namespace: string,
  { lesson }: Pick<Lab, 'lesson'>,
): string | null {
  const page = pages.find(({ body }) => {
    const found = quizPage.safeParse(body).data;
    return found?.namespace === namespace && found.state === 'asked';
  });
  return findQuestionText(lesson(), page?.key);
}

/** What goes along with a question, and the audit's line where the cluster was read for it. */
export type GatheredEvidence = { readonly evidence: HelpRequestEvidence; readonly audit: readonly Audit[] };

type Asking = { readonly user: string; readonly namespace: string; readonly at: string };

/** The last look that is not too old, else a new one. */
async function findLook({ namespace, at }: Asking, lab: Lab): Promise<{ look: KeptLook; audit: readonly Audit[] }> {
  const kept = lab.looks.find(namespace, at);
  if (kept !== null) return { look: kept, audit: [] };
  const look = lookOf(assess(await lab.observe(namespace)));
  lab.looks.keep(look);
  return { look, audit: [{ did: 'read', what: 'ask', namespace, as: look.as }] };
}

/** Gathers what goes along with a question: the last look, what was reported, where the student stands. */
export async function gatherEvidence(asking: Asking, subject: HelpSubject, lab: Lab): Promise<GatheredEvidence> {
  const { user, namespace } = asking;
  const [{ look, audit }, attempts, walks, hints, quiz] = await Promise.all([
    findLook(asking, lab),
    lab.progress.of(user),
    lab.notebooks.read(user, 'walk'),
    lab.notebooks.read(user, 'hint'),
    lab.notebooks.read(user, 'quiz'),
  ]);
  const { walk, reports } = walkStanding(walks, namespace);
  const checks = attempts.filter((each) => each.namespace === namespace).length;
  const standing = { checks, hints: hintsIn(hints, namespace), walk, quiz: openQuestion(quiz, namespace, lab) };
  const findings = findingsFor(subject, look, lab.lesson()).map(({ id, task, status, observed }) => {
    return { id, task, status, observed: observed.slice(0, maxReasonLength) };
  });
  return { evidence: { readAt: look.readAt, rows: evidenceRowsOf(look), findings, reports, standing }, audit };
}
