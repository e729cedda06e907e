import { assess } from '../../checks/assess.ts';
import { problemChecks } from '../../checks/problems/index.ts';
import type { Assessment } from '../../model/assessment.ts';
import { type ProblemId, type ProblemRow, problemIds } from '../../model/finding.ts';
import { commandInNamespace, type Lesson } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import type { Reads } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import type { ShutEgress, WalkRow } from '../../model/walk.ts';
import { lookAtEgress, shutEgressOf } from '../../network/policy/egress-opening.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { nearestWord } from '../input/spelling.ts';

const known: readonly string[] = problemIds;

function isProblem(word: string): word is ProblemId {
  return known.includes(word);
}

/**
 * Reads a problem's id, also slightly misspelt, an unambiguous part of it, or its number in the table.
 * @throws Trouble `bad-input`
 */
export function parseProblemId(word: string): ProblemId {
  const typed = word.toLowerCase();
  const [part, second] = known.filter((id) => id.includes(typed));
  const meant =
    problemIds[Number(word) - 1] ?? nearestWord(typed, known) ?? (second === undefined ? part : undefined) ?? '';
  if (isProblem(meant)) return meant;
  throw new Trouble('bad-input', { what: `no problem “${word.slice(0, 40)}”; there are ${known.join(', ')}` });
}

/** How the first read that a row rests on ended, where one left it open. */
function lostRead({ id, status, unread }: ProblemRow, { snapshot: { reads } }: Assessment): WalkRow['lost'] {
  if (status !== 'cannot-see') return null;
  const own = problemChecks[id].sources.map(({ read }) => reads[read].outcome);
  // Where its own lists came back, it is something beside them that would have settled it.
  const all = unread && own.every((outcome) => outcome === 'ok' || outcome === 'not-found') ? allOutcomes(reads) : own;
  const order = ['forbidden', 'failed', 'not-in-dump'] as const;
  return order.find((outcome) => all.includes(outcome)) ?? null;
}

const allOutcomes = (reads: Reads) => Object.values(reads).map(({ outcome }) => outcome);

/** A judged row in the lesson's words. What the next command may show is listed where the row is still open. */
function rowOf(row: ProblemRow, assessment: Assessment, shut: ShutEgress | null, { problems }: Lesson): WalkRow {
  const { namespace } = assessment.snapshot;
  const { id, status, because, nextCommand, normal } = row;
  const { title: symptom, todo, commands } = problems[id];
  const next = commands.find(({ run }) => commandInNamespace(run, namespace) === nextCommand);
  const outcomes = status === 'cannot-see' ? (next?.outcomes ?? []) : [];
  return {
    ...{ id, status, because, nextCommand, normal, symptom },
    todo: status === 'supported' ? todo : null,
    outcomes: outcomes.map(({ sees, verdict }) => ({ sees, means: verdict })),
    lost: lostRead(row, assessment),
    shut: id === 'no-egress' && status === 'supported' ? shut : null,
  };
}

/** The rows of the table: what is wrong first, then what is open, as it should be, ruled out. */
export function walkRowsOf(assessment: Assessment, shut: ShutEgress | null, lesson: Lesson): readonly WalkRow[] {
  return assessment.problems
    .map((row) => rowOf(row, assessment, shut, lesson))
    .toSorted((a, b) => rankProblem(a) - rankProblem(b));
}

/** 0: wrong; 1: open; 2: as it should be; 3: ruled out. */
export function rankProblem({ status, normal }: Pick<ProblemRow, 'status' | 'normal'>): number {
  if (status === 'supported') return normal ? 2 : 0;
  return status === 'cannot-see' ? 1 : 3;
}

function nextOf(steps: readonly WalkRow[], word: string | undefined): readonly Next[] {
  if (word !== undefined)
    return [
      { label: 'Check again', command: `walk ${word}` },
      { label: 'Problems', command: 'walk' },
    ];
  const open = steps.filter((step) => rankProblem(step) < 2);
  return [
    ...open.map(({ id, symptom }) => ({ label: symptom, command: `walk ${id}` })),
    { label: 'Check again', command: 'walk' },
  ];
}

/** `walk` for the terminal: the table of problems without a stored walk. */
export const problemTable: Command = {
  word: 'walk',
  usage: 'walk [problem]',
  purpose: 'the four common problems with what your cluster shows of each, and the next command to try',
  async run({ by, words }, lab) {
    const [word, ...more] = words;
    if (more.length > 0) throw new Trouble('bad-input', { what: 'one problem at a time, or none for all four' });
    const wanted = word === undefined ? problemIds : [parseProblemId(word)];
    const namespace = scopeOf(by, undefined, lab);
    const snapshot = await lab.observe(namespace);
    const assessment = assess(snapshot);
    const shut = shutEgressOf(lookAtEgress(snapshot, assessment.network));
    const steps = walkRowsOf(assessment, shut, lab.lesson()).filter(({ id }) => wanted.includes(id));
    const { source, readAt, as } = snapshot;
    return {
      answer: { kind: 'walk', namespace, source, readAt, steps },
      audit: { did: 'read', what: 'walk', namespace, as },
      next: nextOf(steps, word),
    };
  },
};
