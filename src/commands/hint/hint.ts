import { z } from 'zod';
import { assess } from '../../checks/assess.ts';
import { statusSignatureOf } from '../../checks/status-signature.ts';
import type { Lab } from '../../model/lab.ts';
import { hintLevels, type TaskNumber } from '../../model/lesson.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { isUnjudged, progressOf } from '../learning/attempts.ts';
import { describeAllSeen } from '../learning/next-step.ts';
import { withHuman } from '../offer-human.ts';
import { isGuessWithoutWords, lengthOfGuess, parseHintRequest } from './arguments.ts';
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

const storedProgress = z.object({
  namespace: z.string(),
  rung: z.enum(hintLevels),
  seen: z.string(),
  readAt: z.string(),
  guess: z.object({ length: z.number(), at: z.string() }).nullable(),
});

/** The stored progress in a task; null for none, and for an entry of an older netlab that cannot be read. */
function progressIn(pages: readonly NotebookEntry[], task: TaskNumber): HintProgress | null {
  const page = pages.find(({ key }) => key === String(task));
  return storedProgress.safeParse(page?.body).data ?? null;
}

const readEffects = (by: Person, namespace: string, snapshot: Snapshot): Pick<Outcome, 'audit' | 'changedHomes'> => ({
  audit: { did: 'read', what: 'hint', namespace, as: snapshot.as },
  changedHomes: [by.id],
});

/** Whether a check of the task came to a judgement; one that lacked a permission or met an outage did not. */
async function hasCheckedTask(by: Person, namespace: string, task: TaskNumber, lab: Lab): Promise<boolean> {
  const own = progressOf(await lab.progress.of(by.id), namespace).tasks.find((each) => each.task === task);
  return own?.findings.some(({ last }) => last !== null && !isUnjudged(last.status)) ?? false;
}

/** Reads the cluster and unlocks at most one level; `words` is a guess, null without one. */
async function takeStep(by: Person, task: TaskNumber, words: string | null, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const { at } = lab.newIdAndTime();
  const guess: HintGuess | null = words === null ? null : { length: lengthOfGuess(words), at };
  const assessment = assess(await lab.observe(namespace));
  const { snapshot, findings } = assessment;
  const seen = statusSignatureOf(findings.filter((finding) => finding.task === task));
  const checked = await hasCheckedTask(by, namespace, task, lab);
  const { was, is, because } = await lab.notebooks.change(by.id, 'hint', at, (pages) => {
    const before = progressIn(pages, task);
    const step = advanceHints(before, { namespace, seen, readAt: snapshot.readAt }, guess);
    return { entries: [{ key: String(task), body: step.is }], result: { was: before, ...step } };
  });
  const visible = visibleLevelOf(is, checked);
  const moved = was === null || because === 'first' || visibleLevelOf(was, checked) !== visible;
  // At the end there is no next one, whatever is seen; a check may show one without anything new.
  const same = !moved && because === 'nothing' && visible !== 'yours';
  const message = same || (moved && because !== 'nothing') ? hintReasonWords[because] : null;
  return {
    ...answerWithHints(lab, task, { is, visible, assessment }, { levels: [visible], message }),
    ...readEffects(by, namespace, snapshot),
  };
}

/** Shows every unlocked level again and unlocks none; where none was unlocked yet, the first. */
async function repeatHints(by: Person, task: TaskNumber, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const is = progressIn(await lab.notebooks.read(by.id, 'hint'), task);
  if (is === null || is.namespace !== namespace) return takeStep(by, task, null, lab);
  const visible = visibleLevelOf(is, await hasCheckedTask(by, namespace, task, lab));
  if (visible !== 'yours')
    return answerWithHints(
      lab,
      task,
      { is, visible, assessment: null },
      { levels: levelsUpTo(visible), message: null },
    );
  const assessment = assess(await lab.observe(namespace));
  return {
    ...answerWithHints(lab, task, { is, visible, assessment }, { levels: levelsUpTo(visible), message: null }),
    ...readEffects(by, namespace, assessment.snapshot),
  };
}

/** All levels with placeholders in place of values. @throws Trouble `instructors-only` */
function answerAllHints(by: Person, task: TaskNumber, { lesson }: Lab): Outcome {
  if (by.role !== 'instructor') throw new Trouble('instructors-only', { word: `hint ${task} all` });
  const steps = hintLevels.map((level) => buildHintStep(lesson(), task, level, null));
  const message = 'Students reach these one by one: by new evidence or a guess, the last one after a check.';
  return { answer: { kind: 'hint', task, message, steps, more: null } };
}

function explainGuess(task: TaskNumber): Outcome {
  const message = `Tell me in a few words what you think, for example: hint ${task} guess the nodes have one range`;
  const todo = 'It is not judged and its words are not kept; the next hint follows it, so that you can compare.';
  return { answer: { kind: 'trouble', message, todo }, form: { kind: 'hint-guess', task }, next: [] };
}

/** The first hint, of the lesson alone: nobody's cluster is read for who has no namespace yet. */
function answerFirstHint(task: TaskNumber, lab: Lab): Outcome {
  const steps = [buildHintStep(lab.lesson(), task, 'idea', null)];
  const more = 'The next hints look at your namespace. Say which is yours with “join”.';
  const next = [{ label: 'My namespace', command: 'join' }];
  return { answer: { kind: 'hint', task, message: null, steps, more }, next };
}

/** The first task that was not seen; where all are, the sentence that says so. */
async function openTask(by: Person, lab: Lab): Promise<TaskNumber | string> {
  if (by.namespace === null) return 1;
  const { tasks } = progressOf(await lab.progress.of(by.id), by.namespace);
  return tasks.find(({ seen }) => !seen)?.task ?? describeAllSeen(tasks);
}

const answerAllSeen = (message: string): Outcome => ({
  answer: {
    kind: 'help',
    note: `${message} Their hints are still there.`,
    lines: [1, 2, 3].map((task) => ({ usage: `hint ${task}`, purpose: `the hints of task ${task}` })),
  },
  next: [1, 2, 3].map((task) => ({ label: `Task ${task}`, command: `hint ${task}` })),
});

function runHintRequest(request: HintRequest, task: TaskNumber, by: Person, lab: Lab): Promise<Outcome> | Outcome {
  // An instructor without a namespace of their own has no cluster to change and nothing to guess.
  if (request.do === 'all' || (by.role === 'instructor' && by.namespace === null)) return answerAllHints(by, task, lab);
  if (by.namespace === null) return answerFirstHint(task, lab);
  if (request.do === 'explain-guess') return explainGuess(task);
  if (request.do === 'again') return repeatHints(by, task, lab);
  return takeStep(by, task, request.do === 'guess' ? request.words : null, lab);
}

/** `hint [task] [again | guess …]`: one step at a time, for new evidence or a guess, never for waiting. */
export const hint: Command = {
  word: 'hint',
  usage: 'hint [task]',
  purpose: 'a hint for a task; the next one comes with new evidence in your cluster, or with “hint 2 guess …”',
  for: 'reader',
  opensForm: (words) => asksForWords(words) || isGuessWithoutWords(words),
  async run({ by, words }, lab) {
    if (words.length === 0) return askForWords('hint');
    const request = parseHintRequest(words);
    const task = request.task ?? (await openTask(by, lab));
    if (typeof task === 'string') return answerAllSeen(task);
    const outcome = await runHintRequest(request, task, by, lab);
    return outcome.answer.kind === 'hint' ? withHuman(outcome, by, { about: 'hint', task }) : outcome;
  },
};
