import { assessProblems } from '../../checks/assess.ts';
import { statusChangesSince, statusSignatureOf } from '../../checks/status-signature.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { type AskInstructorResult, askInstructor } from '../help-request/ask-instructor.ts';
import { type HelpRequestStatus, statusOf } from '../help-request/help-request-status.ts';
import { advanceWalk, type WalkEvent } from './machine.ts';
import { parseProblemId, problemStepOf, problemTable, rankProblem } from './problem-table.ts';
import { isUnderWay, stepTokenOf, type Walk, type WalkObservation, walkEntryKey, walkInNotebook } from './state.ts';
import type { WalkContext, WalkMove } from './transitions.ts';
import { buildStepView, offerProblems, type WalkView } from './view.ts';
import { alreadyKeptSentence, describeRemark } from './words.ts';

/** What was typed: an event of the walk, a hand-over, or the four problems. */
type WalkRequest =
  | WalkEvent
  | { readonly do: 'hand-over'; readonly token: string | null }
  | { readonly do: 'overview' };

const token = /^#\d{1,9}-[a-z0-9]{1,12}$/u;

/** Reads what stands after `walk`. @throws Trouble `bad-input` */
function saidIn(words: readonly string[]): WalkRequest {
  const own = words.at(-1) ?? '';
  const step = token.test(own) ? own : null;
  const [word = '', number, ...more] = step === null ? words : words.slice(0, -1);
  const what = word.toLowerCase();
  if (what === 'saw') {
    const outcome = /^\d{1,2}$/u.test(number ?? '') ? Number(number) : 0;
    return { do: 'saw', outcome, token: step };
  }
  if (number !== undefined || more.length > 0)
    throw new Trouble('bad-input', { what: 'one problem at a time, or none for all four' });
  if (what === '') return { do: 'overview' };
  if (what === 'continue' || what === 'unsure' || what === 'done' || what === 'stop') return { do: what, token: step };
  if (what === 'handoff') return { do: 'hand-over', token: step };
  return { do: 'begin', problem: parseProblemId(word), token: step };
}

type WalkReading = { readonly snapshot: Snapshot; readonly look: WalkObservation; readonly ground: WalkContext };

async function lookAt(namespace: string, lab: Lab, id: string): Promise<WalkReading> {
  const snapshot = await lab.observe(namespace);
  const { rows: all, findings } = assessProblems(snapshot);
  const look: WalkObservation = {
    namespace,
    readAt: snapshot.readAt,
    rows: all,
    signature: statusSignatureOf(findings),
  };
  const since = (signature: string) => statusChangesSince(signature, findings);
  const fresh =
    id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/gu, '')
      .slice(0, 8) || 'a';
  return { snapshot, look, ground: { look, problems: lab.lesson.problems, fresh, changesSince: since } };
}

function rowsView(
  { snapshot, look }: WalkReading,
  going: boolean,
  remarks: readonly string[],
  { lesson }: Lab,
): WalkView {
  const { namespace } = look;
  const steps = look.rows
    .map((row) => problemStepOf(row, lesson, namespace))
    .toSorted((a, b) => rankProblem(a) - rankProblem(b));
  const { source, readAt } = snapshot;
  const answer = { kind: 'walk', namespace, source, readAt, steps } as const;
  return { answer: remarks.length > 0 ? { ...answer, remarks } : answer, next: offerProblems(steps, going) };
}

/** Moves somebody's walk, and keeps where it is now. */
function moveAndKeepWalk(
  { id }: Person,
  event: WalkEvent,
  at: string,
  { ground }: WalkReading,
  lab: Lab,
): Promise<WalkMove> {
  return lab.notebooks.change(id, 'walk', at, (pages) => {
    const result = advanceWalk(walkInNotebook(pages), event, ground);
    return { entries: [{ key: walkEntryKey, body: result.walk }], result };
  });
}

async function standingOf({ place }: Walk, lab: Lab): Promise<HelpRequestStatus | undefined> {
  return place.at === 'asked' ? statusOf(await lab.helpRequests.find(place.question)) : undefined;
}

/** Whether a button of the step just before changed nothing: pressed twice, most likely. */
function isTwice({ remarks }: WalkMove, walk: Walk, token: string | null): boolean {
  return remarks.every(({ is }) => is === 'stale') && token === stepTokenOf({ ...walk, step: walk.step - 1 });
}

/** A walk as it is now; the rows where none is under way any more. */
async function shown(move: WalkMove, token: string | null, looked: WalkReading, lab: Lab): Promise<WalkView> {
  const { walk: after, remarks } = move;
  const { look } = looked;
  const said = remarks.map((each) => describeRemark(each, lab.lesson));
  if (!isUnderWay(after, look.namespace)) return rowsView(looked, false, said, lab);
  const view = buildStepView(after, look, lab.lesson, said, await standingOf(after, lab));
  // What the first press led to says more than that the second one came too late.
  return isTwice(move, after, token) ? { ...view, beside: true } : view;
}

/** A walk that was handed over; what is to be told is told only where the hand-over counted. */
async function handedOn(
  handed: AskInstructorResult,
  move: WalkMove,
  looked: WalkReading,
  lab: Lab,
): Promise<WalkView & Partial<AskInstructorResult['effects']>> {
  const { question, remarks, effects } = handed;
  const { walk: after } = move;
  const counted = question !== null && move.remarks.every(({ is }) => is !== 'stale' && is !== 'no-walk');
  if (!counted || after === null) {
    const view = await shown(move, handed.event.token, looked, lab);
    const kept = view.beside === true && after?.place.at === 'asked';
    return kept ? { ...view, answer: { ...view.answer, remarks: [alreadyKeptSentence] } } : view;
  }
  const said = [...remarks, ...move.remarks.map((each) => describeRemark(each, lab.lesson))];
  const asked: HelpRequestStatus = effects.directMessages.length > 0 ? { is: 'sending' } : statusOf(question);
  return { ...buildStepView(after, looked.look, lab.lesson, said, asked), ...effects };
}

/** `walk`: the four problems; `walk PROBLEM` leads through one of them, a command at a time. */
export const walk: Command = {
  word: 'walk',
  usage: problemTable.usage,
  purpose: 'the four common problems with what your cluster shows of each; with a problem, step by step through it',
  async run({ by, words }, lab) {
    const said = saidIn(words);
    const namespace = scopeOf(by, undefined, lab);
    const { id, at } = lab.newIdAndTime();
    const looked = await lookAt(namespace, lab, id);
    const audit = { did: 'read', what: 'walk', namespace, as: looked.snapshot.as } as const;
    if (said.do !== 'overview' && said.do !== 'hand-over')
      return { ...(await shown(await moveAndKeepWalk(by, said, at, looked, lab), said.token, looked, lab)), audit };
    const before = walkInNotebook(await lab.notebooks.read(by.id, 'walk'));
    if (said.do === 'overview') return { ...rowsView(looked, isUnderWay(before, namespace), [], lab), audit };
    const { look } = looked;
    const handed = await askInstructor({ walk: before, by, id, at, token: said.token, look }, lab);
    const view = await handedOn(handed, await moveAndKeepWalk(by, handed.event, at, looked, lab), looked, lab);
    return { ...view, audit: [audit, ...(view.audit ?? [])] };
  },
};
