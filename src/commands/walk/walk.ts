import { assess } from '../../checks/assess.ts';
import { statusChangesSince, statusSignatureOf } from '../../checks/status-signature.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { ProblemId } from '../../model/finding.ts';
import type { HelpRequestStatus } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { WalkRemark } from '../../model/walk.ts';
import {
  findEgressRule,
  lookAtEgress,
  openEgressOf,
  shutEgressOf,
  tryOption,
} from '../../network/policy/egress-opening.ts';
import { computeOnce } from '../../network/policy/memoize.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { statusOf } from '../help-request/help-request-status.ts';
import { lookOf } from '../help-request/look.ts';
import { withHuman } from '../offer-human.ts';
import { type Handoff, type HandoffEffects, handOffWalk, sendHandoff } from './handoff.ts';
import { advanceWalk, type WalkEvent } from './machine.ts';
import { parseProblemId, problemTable, walkRowsOf } from './problem-table.ts';
import {
  isUnderWay,
  stepTokenOf,
  type Walk,
  type WalkObservation,
  walkEntryKey,
  walkIdOf,
  walkInNotebook,
} from './state.ts';
import type { WalkContext, WalkMove } from './transitions.ts';
import { buildStepView, offerProblems, type WalkView } from './view.ts';

/** What was typed: an event of the walk, a handoff to the instructors, or the table of the four problems. */
type WalkRequest =
  | WalkEvent
  /** With a problem, its walk begins first: whoever asks for a human need not run its commands before. */
  | { readonly do: 'hand-over'; readonly token: string | null; readonly problem: ProblemId | null }
  | { readonly do: 'overview' };

const tokenShape = /^#\d{1,9}-[a-z0-9]{1,12}$/u;
const plainActions = ['continue', 'unsure', 'done', 'stop', 'rule', 'works', 'fails'] as const;

/** Reads the words after `walk`. @throws Trouble `bad-input` */
function parseWalkRequest(words: readonly string[]): WalkRequest {
  const last = words.at(-1) ?? '';
  const token = tokenShape.test(last) ? last : null;
  const [word = '', number, ...more] = token === null ? words : words.slice(0, -1);
  const action = word.toLowerCase();
  if (action === 'saw') {
    const outcome = /^\d{1,2}$/u.test(number ?? '') ? Number(number) : 0;
    return { do: 'saw', outcome, token };
  }
  if (action === 'handoff' && number !== undefined && more.length === 0)
    return { do: 'hand-over', token: null, problem: parseProblemId(number) };
  if (number !== undefined || more.length > 0)
    throw new Trouble('bad-input', { what: 'one problem at a time, or none for all four' });
  if (action === '') return { do: 'overview' };
  const plain = plainActions.find((each) => each === action);
  if (plain !== undefined) return { do: plain, token };
  if (action === 'handoff') return { do: 'hand-over', token, problem: null };
  return { do: 'begin', problem: parseProblemId(word), token };
}

type WalkReading = {
  readonly assessment: Assessment;
  readonly look: WalkObservation;
  readonly context: WalkContext;
};

/** Reads the cluster for a walk; `id` gives a new walk its own. */
async function readForWalk(namespace: string, lab: Lab, id: string): Promise<WalkReading> {
  const snapshot = await lab.observe(namespace);
  const assessment = assess(snapshot);
  lab.looks.keep(lookOf(assessment));
  const { problems: rows, findings, network } = assessment;
  const egress = lookAtEgress(snapshot, network);
  const look: WalkObservation = {
    namespace,
    readAt: snapshot.readAt,
    rows,
    signature: statusSignatureOf(findings),
    shut: shutEgressOf(egress),
    open: openEgressOf(egress),
  };
  const findRule = computeOnce(() => findEgressRule(egress, namespace));
  const context: WalkContext = {
    look,
    problems: lab.lesson().problems,
    fresh: walkIdOf(id),
    changesSince: (signature: string) => statusChangesSince(signature, findings),
    findRule,
    tryOption: (option) => tryOption(option, findRule(), egress, namespace),
  };
  return { assessment, look, context };
}

function buildOverview(
  { assessment, look }: WalkReading,
  underWay: ProblemId | null,
  remarks: readonly WalkRemark[],
  { lesson }: Lab,
): WalkView {
  const { snapshot } = assessment;
  const steps = walkRowsOf(assessment, look.shut, lesson());
  const { source, readAt, namespace } = snapshot;
  const answer = { kind: 'walk', namespace, source, readAt, steps } as const;
  return { answer: remarks.length > 0 ? { ...answer, remarks } : answer, ...offerProblems(steps, underWay) };
}

/** Moves the walk of a person and stores where it is now; `at` is an ISO time. */
function moveAndKeepWalk(
  { id }: Person,
  event: WalkEvent,
  at: string,
  { context }: WalkReading,
  lab: Lab,
): Promise<WalkMove> {
  return lab.notebooks.change(id, 'walk', at, (pages) => {
    const result = advanceWalk(walkInNotebook(pages), event, context);
    return { entries: [{ key: walkEntryKey, body: result.walk }], result };
  });
}

async function helpRequestStatusAt({ place }: Walk, lab: Lab): Promise<HelpRequestStatus | undefined> {
  return place.at === 'asked' ? statusOf(await lab.helpRequests.find(place.question)) : undefined;
}

/** Whether a button of the step just before changed nothing: pressed twice, most likely. */
function isSecondPress({ remarks }: WalkMove, walk: Walk, token: string | null): boolean {
  return remarks.some(({ is }) => is === 'stale') && token === stepTokenOf({ ...walk, step: walk.step - 1 });
}

/** A walk as it is now; the table of problems where none is under way any more. */
async function viewAfterMove(move: WalkMove, token: string | null, reading: WalkReading, lab: Lab): Promise<WalkView> {
  const { walk: after, remarks } = move;
  const { context } = reading;
  const isOver = after?.place.at === 'solved' && remarks.every(({ is }) => is !== 'no-walk');
  if (isOver) return buildStepView(after, context, lab.lesson(), { remarks });
  if (!isUnderWay(after, context.look.namespace)) return buildOverview(reading, null, remarks, lab);
  const status = await helpRequestStatusAt(after, lab);
  const view = buildStepView(after, context, lab.lesson(), { remarks, ...(status === undefined ? {} : { status }) });
  // What the first press led to says more than that the second one came too late.
  return isSecondPress(move, after, token) ? { ...view, replacesMessage: false } : view;
}

/** A walk after a handoff; instructors are told only where the walk did move to it. */
async function viewAfterHandoff(
  { event, result }: Handoff,
  move: WalkMove,
  reading: WalkReading,
  lab: Lab,
): Promise<WalkView & HandoffEffects> {
  const { walk: after } = move;
  const counted = result !== null && move.remarks.every(({ is }) => is !== 'stale' && is !== 'no-walk');
  if (!counted || after === null) {
    const view = await viewAfterMove(move, event.token, reading, lab);
    const stored = view.replacesMessage === false && after?.place.at === 'asked';
    return stored ? { ...view, answer: { ...view.answer, remarks: [{ is: 'kept-already' }] } } : view;
  }
  const { question, remarks, isUntold } = result;
  const status: HelpRequestStatus = isUntold ? { is: 'sending' } : statusOf(question);
  const said = { remarks: [...remarks, ...move.remarks], status };
  return { ...buildStepView(after, reading.context, lab.lesson(), said), ...(await sendHandoff(result, lab)) };
}

/** `walk`: the four problems; `walk PROBLEM` leads through one of them, a command at a time. */
export const walk: Command = {
  word: 'walk',
  usage: problemTable.usage,
  purpose: 'the four common problems with what your cluster shows of each; with a problem, step by step through it',
  // A step takes the place of the one before.
  replaces: ({ words }) => (tokenShape.test(words.at(-1) ?? '') ? 'answer' : null),
  async run({ by, words }, lab) {
    const request = parseWalkRequest(words);
    const namespace = scopeOf(by, undefined, lab);
    const { id, at } = lab.newIdAndTime();
    const reading = await readForWalk(namespace, lab, id);
    const audit = { did: 'read', what: 'walk', namespace, as: reading.assessment.snapshot.as } as const;
    if (request.do !== 'overview' && request.do !== 'hand-over') {
      const move = await moveAndKeepWalk(by, request, at, reading, lab);
      return { ...(await viewAfterMove(move, request.token, reading, lab)), audit };
    }
    if (request.do === 'hand-over' && request.problem !== null)
      await moveAndKeepWalk(by, { do: 'begin', problem: request.problem, token: null }, at, reading, lab);
    const before = walkInNotebook(await lab.notebooks.read(by.id, 'walk'));
    const underWay = isUnderWay(before, namespace) ? before.place.problem : null;
    const overview = () => buildOverview(reading, underWay, [], lab);
    if (request.do === 'overview') return { ...withHuman(overview(), by, { about: 'general' }), audit };
    const { token } = request;
    const handoff = await handOffWalk({ walk: before, user: by.id, id, at, token, look: reading.look }, lab);
    const move = await moveAndKeepWalk(by, handoff.event, at, reading, lab);
    const view = await viewAfterHandoff(handoff, move, reading, lab);
    return { ...view, audit: [audit, ...(view.audit ?? [])] };
  },
};
