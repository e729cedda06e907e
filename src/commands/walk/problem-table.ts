import { assessProblems } from '../../checks/assess.ts';
import type { Next } from '../../model/answer.ts';
import { type ProblemId, type ProblemRow, type ProblemStep, problemIds } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { nearestWord } from '../input/spelling.ts';

const known: readonly string[] = problemIds;

function isProblem(word: string): word is ProblemId {
  return known.includes(word);
}

/** Reads a problem's id, misspelt a little or not, a part of only one id, or its number in the table. @throws Trouble for anything else */
export function parseProblemId(word: string): ProblemId {
  const said = word.toLowerCase();
  const [part, second] = known.filter((id) => id.includes(said));
  const meant =
    problemIds[Number(word) - 1] ?? nearestWord(said, known) ?? (second === undefined ? part : undefined) ?? '';
  if (isProblem(meant)) return meant;
  throw new Trouble('bad-input', { what: `no problem “${word.slice(0, 40)}”; there are ${known.join(', ')}` });
}

/** A command of the lesson with the student's own namespace in it. */
export const commandInNamespace = (run: string, namespace: string): string => run.replaceAll('student-XX', namespace);

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

/** What is wrong first, then what is open, then what is as it should be, what is ruled out last. */
export function rankProblem({ status, normal }: Pick<ProblemRow, 'status' | 'normal'>): number {
  if (status === 'supported') return normal ? 2 : 0;
  return status === 'cannot-see' ? 1 : 3;
}

/** Look again; from all four to those that are open, from one back to all. */
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

/** The rows of the table of problems with their live status, what the evidence speaks for first: `walk` where nobody is known. */
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
    const steps = assessProblems(snapshot)
      .rows.filter(({ id }) => wanted.includes(id))
      .map((row) => problemStepOf(row, lab.lesson, namespace))
      .toSorted((a, b) => rankProblem(a) - rankProblem(b));
    const { source, readAt, as } = snapshot;
    return {
      answer: { kind: 'walk', namespace, source, readAt, steps },
      audit: { did: 'read', what: 'walk', namespace, as },
      next: nextOf(steps, word),
    };
  },
};
