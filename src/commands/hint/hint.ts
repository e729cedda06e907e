import { z } from 'zod';
import { inspect } from '../../checks/inspect.ts';
import { statusSignatureOf } from '../../checks/status-signature.ts';
import type { Outcome } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import { hintLevels, type TaskNumber } from '../../model/lesson.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { Person } from '../../model/person.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { detect } from '../../network/detect/detect.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { describeAllDone, isUnjudged, progressOf } from '../progress/compute.ts';
import { lengthOfGuess, parseHintRequest } from './arguments.ts';
import {
  advanceHints,
  type HintGuess,
  type HintProgress,
  type HintRequest,
  levelsUpTo,
  visibleLevelOf,
} from './ladder.ts';
import { buildHintStep } from './step-text.ts';
import { answerWithHints, hintReasonWords } from './view.ts';

const standing = z.object({
  namespace: z.string(),
  rung: z.enum(hintLevels),
  seen: z.string(),
  readAt: z.string(),
  guess: z.object({ length: z.number(), at: z.string() }).nullable(),
});

/** Where somebody stands in a task; a page that an older netlab wrote in another way counts as none. */
function standingIn(pages: readonly NotebookEntry[], task: TaskNumber): HintProgress | null {
  const page = pages.find(({ key }) => key === String(task));
  return standing.safeParse(page?.body).data ?? null;
}

const looked = (by: Person, namespace: string, snapshot: Snapshot): Pick<Outcome, 'audit' | 'changedHomes'> => ({
  audit: { did: 'read', what: 'hint', namespace, as: snapshot.as },
  changedHomes: [by.id],
});

/** Whether a check of the task has seen the namespace: one that was refused or met an outage saw nothing. */
async function checkedIn(by: Person, namespace: string, task: TaskNumber, lab: Lab): Promise<boolean> {
  const own = progressOf(await lab.progress.of(by.id), namespace).tasks.find((each) => each.task === task);
  return own?.findings.some(({ last }) => last !== null && !isUnjudged(last.status)) ?? false;
}

/** Looks at the cluster, and takes one step where there is something new. */
async function climbed(by: Person, task: TaskNumber, words: string | null, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const { at } = lab.newIdAndTime();
  const guess: HintGuess | null = words === null ? null : { length: lengthOfGuess(words), at };
  const snapshot = await lab.observe(namespace);
  const seen = statusSignatureOf(inspect(snapshot, detect(snapshot), task));
  const checked = await checkedIn(by, namespace, task, lab);
  const { was, is, because } = await lab.notebooks.change(by.id, 'hint', at, (pages) => {
    const before = standingIn(pages, task);
    const step = advanceHints(before, { namespace, seen, readAt: snapshot.readAt }, guess);
    return { entries: [{ key: String(task), body: step.is }], result: { was: before, ...step } };
  });
  const visible = visibleLevelOf(is, checked);
  const moved = was === null || because === 'first' || visibleLevelOf(was, checked) !== visible;
  // At the end there is no next one, whatever is seen; a check may show one without anything new.
  const same = !moved && because === 'nothing' && visible !== 'yours';
  const says = same || (moved && because !== 'nothing') ? hintReasonWords[because] : null;
  return {
    ...answerWithHints(lab, task, { is, visible, snapshot }, { rungs: [visible], says }),
    ...looked(by, namespace, snapshot),
  };
}

/** Everything that was unlocked, once more; nothing is unlocked by it. */
async function again(by: Person, task: TaskNumber, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const is = standingIn(await lab.notebooks.read(by.id, 'hint'), task);
  if (is === null || is.namespace !== namespace) return climbed(by, task, null, lab);
  const visible = visibleLevelOf(is, await checkedIn(by, namespace, task, lab));
  if (visible !== 'yours')
    return answerWithHints(lab, task, { is, visible, snapshot: null }, { rungs: levelsUpTo(visible), says: null });
  const snapshot = await lab.observe(namespace);
  return {
    ...answerWithHints(lab, task, { is, visible, snapshot }, { rungs: levelsUpTo(visible), says: null }),
    ...looked(by, namespace, snapshot),
  };
}

/** All rungs as they are written, for whoever teaches. @throws Trouble `instructors-only` */
function everything(by: Person, task: TaskNumber, { lesson }: Lab): Outcome {
  if (by.role !== 'instructor') throw new Trouble('instructors-only', { word: `hint ${task} all` });
  const steps = hintLevels.map((rung) => buildHintStep(lesson, task, rung, null));
  const says = 'Students reach these one by one: by new evidence or a guess, the last one after a check.';
  return { answer: { kind: 'hint', task, message: says, steps, more: null } };
}

/** How to guess, and the form for it. */
function explained(task: TaskNumber): Outcome {
  const says = `Tell me in a few words what you think, for example: hint ${task} guess the nodes have one range`;
  const todo = 'It is not judged and its words are not kept; the next hint follows it, so that you can compare.';
  return { answer: { kind: 'trouble', message: says, todo }, form: { kind: 'hint-guess', task }, next: [] };
}

/** The first task that is not done yet; where all are, what is said of them. */
async function openTask(by: Person, lab: Lab): Promise<TaskNumber | string> {
  if (by.namespace === null) return 1;
  const { tasks } = progressOf(await lab.progress.of(by.id), by.namespace);
  return tasks.find(({ done }) => !done)?.task ?? describeAllDone(tasks);
}

const noneOpen = (says: string): Outcome => ({
  answer: {
    kind: 'help',
    note: `${says} Their hints are still there.`,
    lines: [1, 2, 3].map((task) => ({ usage: `hint ${task}`, purpose: `the hints of task ${task}` })),
  },
  next: [1, 2, 3].map((task) => ({ label: `Task ${task}`, command: `hint ${task}` })),
});

function fulfilled(wish: HintRequest, task: TaskNumber, by: Person, lab: Lab): Promise<Outcome> | Outcome {
  // An instructor without a namespace of their own has no cluster to change and nothing to guess.
  if (wish.do === 'all' || (by.role === 'instructor' && by.namespace === null)) return everything(by, task, lab);
  if (wish.do === 'explain-guess') return explained(task);
  if (wish.do === 'again') return again(by, task, lab);
  return climbed(by, task, wish.do === 'guess' ? wish.words : null, lab);
}

/** `hint [task] [again | guess …]`: one step at a time, for new evidence or a guess, never for waiting. */
export const hint: Command = {
  word: 'hint',
  usage: 'hint [task]',
  purpose: 'a hint for a task; the next one comes with new evidence in your cluster, or with “hint 2 guess …”',
  async run({ by, words }, lab) {
    const wish = parseHintRequest(words);
    const task = wish.task ?? (await openTask(by, lab));
    return typeof task === 'string' ? noneOpen(task) : fulfilled(wish, task, by, lab);
  },
};
