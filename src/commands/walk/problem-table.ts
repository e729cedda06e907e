import { assess } from '../../checks/assess.ts';
import { type ProblemId, type ProblemRow, type ProblemStep, problemIds } from '../../model/finding.ts';
import { commandInNamespace, type Lesson } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
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

/** A judged row in the lesson's words. What the next command may show is listed where the row is still open. */
export function problemStepOf(
  { denied: _, unread: __, ...row }: ProblemRow,
  { problems }: Lesson,
  namespace: string,
): ProblemStep {
  const { title: symptom, todo, commands } = problems[row.id];
  const next = commands.find(({ run }) => commandInNamespace(run, namespace) === row.nextCommand);
  const outcomes = row.status === 'cannot-see' ? (next?.outcomes ?? []) : [];
  return {
    ...row,
    symptom,
    todo: row.status === 'supported' ? todo : null,
    outcomes: outcomes.map(({ sees, verdict }) => ({ sees, means: verdict })),
  };
}

/** 0: wrong; 1: open; 2: as it should be; 3: ruled out. */
export function rankProblem({ status, normal }: Pick<ProblemRow, 'status' | 'normal'>): number {
  if (status === 'supported') return normal ? 2 : 0;
  return status === 'cannot-see' ? 1 : 3;
}

function nextOf(steps: readonly ProblemStep[], word: string | undefined): readonly Next[] {
  if (word !== undefined)
    return [
      { label: 'Look again', command: `walk ${word}` },
      { label: 'All four problems', command: 'walk' },
    ];
  const open = steps.filter((step) => rankProblem(step) < 2);
  return [
    { label: 'Look again', command: 'walk' },
    ...open.map(({ id }) => ({ label: `Only ${id}`, command: `walk ${id}` })),
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
    const steps = assess(snapshot)
      .problems.filter(({ id }) => wanted.includes(id))
      .map((row) => problemStepOf(row, lab.lesson(), namespace))
      .toSorted((a, b) => rankProblem(a) - rankProblem(b));
    const { source, readAt, as } = snapshot;
    return {
      answer: { kind: 'walk', namespace, source, readAt, steps },
      audit: { did: 'read', what: 'walk', namespace, as },
      next: nextOf(steps, word),
    };
  },
};
