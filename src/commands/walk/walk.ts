import { walkThrough } from '../../checks/assess.ts';
import { changesSince, signatureOf } from '../../checks/status-signature.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { type Handed, handOver } from '../help-request/ask-instructor.ts';
import { type Asked, askedOf } from '../help-request/help-request-status.ts';
import { advance, type WalkEvent } from './machine.ts';
import { problemOf, rank, rows, stepOf } from './problem-table.ts';
import { type Look, pageKey, tokenOf, underWay, type Walk, walkOn } from './state.ts';
import type { Ground, Move } from './transitions.ts';
import { overviewNext, stepView, type View } from './view.ts';
import { keptAlready, remarkWords } from './words.ts';

/** What was typed: an event of the walk, a hand-over, or the four problems. */
type Said = WalkEvent | { readonly do: 'hand-over'; readonly token: string | null } | { readonly do: 'overview' };

const token = /^#\d{1,9}-[a-z0-9]{1,12}$/u;

/** Reads what stands after `walk`. @throws Trouble `bad-input` */
function saidIn(words: readonly string[]): Said {
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
  return { do: 'begin', problem: problemOf(word), token: step };
}

type Looked = { readonly snapshot: Snapshot; readonly look: Look; readonly ground: Ground };

async function lookAt(namespace: string, lab: Lab, id: string): Promise<Looked> {
  const snapshot = await lab.observe(namespace);
  const { rows: all, findings } = walkThrough(snapshot);
  const look: Look = { namespace, readAt: snapshot.readAt, rows: all, signature: signatureOf(findings) };
  const since = (signature: string) => changesSince(signature, findings);
  const fresh =
    id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/gu, '')
      .slice(0, 8) || 'a';
  return { snapshot, look, ground: { look, problems: lab.lesson.problems, fresh, changesSince: since } };
}

function rowsView({ snapshot, look }: Looked, going: boolean, remarks: readonly string[], { lesson }: Lab): View {
  const { namespace } = look;
  const steps = look.rows.map((row) => stepOf(row, lesson, namespace)).toSorted((a, b) => rank(a) - rank(b));
  const { source, readAt } = snapshot;
  const answer = { kind: 'walk', namespace, source, readAt, steps } as const;
  return { answer: remarks.length > 0 ? { ...answer, remarks } : answer, next: overviewNext(steps, going) };
}

/** Moves somebody's walk, and keeps where it is now. */
function moved({ id }: Person, event: WalkEvent, at: string, { ground }: Looked, lab: Lab): Promise<Move> {
  return lab.notebooks.change(id, 'walk', at, (pages) => {
    const result = advance(walkOn(pages), event, ground);
    return { pages: [{ key: pageKey, body: result.walk }], result };
  });
}

async function standingOf({ place }: Walk, lab: Lab): Promise<Asked | undefined> {
  return place.at === 'asked' ? askedOf(await lab.questions.find(place.question)) : undefined;
}

/** Whether a button of the step just before changed nothing: pressed twice, most likely. */
function isTwice({ remarks }: Move, walk: Walk, token: string | null): boolean {
  return remarks.every(({ is }) => is === 'stale') && token === tokenOf({ ...walk, step: walk.step - 1 });
}

/** A walk as it is now; the rows where none is under way any more. */
async function shown(move: Move, token: string | null, looked: Looked, lab: Lab): Promise<View> {
  const { walk: after, remarks } = move;
  const { look } = looked;
  const said = remarks.map((each) => remarkWords(each, lab.lesson));
  if (!underWay(after, look.namespace)) return rowsView(looked, false, said, lab);
  const view = stepView(after, look, lab.lesson, said, await standingOf(after, lab));
  // What the first press led to says more than that the second one came too late.
  return isTwice(move, after, token) ? { ...view, beside: true } : view;
}

/** A walk that was handed over; what is to be told is told only where the hand-over counted. */
async function handedOn(
  handed: Handed,
  move: Move,
  looked: Looked,
  lab: Lab,
): Promise<View & Partial<Handed['effects']>> {
  const { question, remarks, effects } = handed;
  const { walk: after } = move;
  const counted = question !== null && move.remarks.every(({ is }) => is !== 'stale' && is !== 'no-walk');
  if (!counted || after === null) {
    const view = await shown(move, handed.event.token, looked, lab);
    const kept = view.beside === true && after?.place.at === 'asked';
    return kept ? { ...view, answer: { ...view.answer, remarks: [keptAlready] } } : view;
  }
  const said = [...remarks, ...move.remarks.map((each) => remarkWords(each, lab.lesson))];
  const asked: Asked = effects.tell.length > 0 ? { is: 'sending' } : askedOf(question);
  return { ...stepView(after, looked.look, lab.lesson, said, asked), ...effects };
}

/** `walk`: the four problems; `walk PROBLEM` leads through one of them, a command at a time. */
export const walk: Command = {
  word: 'walk',
  usage: rows.usage,
  purpose: 'the four common problems with what your cluster shows of each; with a problem, step by step through it',
  async run({ by, words }, lab) {
    const said = saidIn(words);
    const namespace = scopeOf(by, undefined, lab);
    const { id, at } = lab.mint();
    const looked = await lookAt(namespace, lab, id);
    const audit = { did: 'read', what: 'walk', namespace, as: looked.snapshot.as } as const;
    if (said.do !== 'overview' && said.do !== 'hand-over')
      return { ...(await shown(await moved(by, said, at, looked, lab), said.token, looked, lab)), audit };
    const before = walkOn(await lab.notebooks.read(by.id, 'walk'));
    if (said.do === 'overview') return { ...rowsView(looked, underWay(before, namespace), [], lab), audit };
    const { look } = looked;
    const handed = await handOver({ walk: before, by, id, at, token: said.token, look }, lab);
    const view = await handedOn(handed, await moved(by, handed.event, at, looked, lab), looked, lab);
    return { ...view, audit: [audit, ...(view.audit ?? [])] };
  },
};
