// The machine under any sequence of moves, with the cluster changing in between: what must hold after each of them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText, partLines } from '../../../src/blocks/write-doc.ts';
import { advanceWalk, type WalkEvent } from '../../../src/commands/walk/machine.ts';
import { rankProblem } from '../../../src/commands/walk/problem-table.ts';
import { isUnderWay, problemRowOf, stepTokenOf, type Walk, walkInNotebook } from '../../../src/commands/walk/state.ts';
import { commandsForOthers, type WalkContext, type WalkMove } from '../../../src/commands/walk/transitions.ts';
import { buildStepView } from '../../../src/commands/walk/view.ts';
import { problemIds } from '../../../src/model/finding.ts';
import { commandInNamespace } from '../../../src/model/lesson.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { offersOf } from '../../support/dispatch.ts';
import { lesson } from '../../support/lab.ts';
import { walkContextOf } from '../../support/walks.ts';

const problem = fc.constantFrom(...problemIds);
const shape = fc.record({
  status: fc.constantFrom('supported', 'ruled-out', 'cannot-see', 'cannot-see'),
  denied: fc.boolean(),
  unread: fc.constantFrom(false, false, false, true),
  open: fc.boolean(),
  next: fc.nat(6),
});
const context = fc
  .record({
    shapes: fc.record({ 'same-range': shape, 'no-cilium-pods': shape, 'no-configmap': shape, 'no-egress': shape }),
    where: fc.constantFrom('student-07', 'student-07', 'student-07', 'student-12'),
    because: fc.constantFrom('so.', 'or so.'),
  })
  .map(({ shapes, where, because }) => walkContextOf(shapes, where, because));

/** Whose step a button is of: this one, one that was shown before, or none. */
const age = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(5), fc.constant(null));
const kind = fc.oneof(
  fc.record({ do: fc.constant('begin' as const), problem }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('saw' as const), outcome: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('unsure' as const, 'done' as const, 'continue' as const) }) },
  fc.record({ do: fc.constant('stop' as const) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('rule' as const, 'works' as const, 'fails' as const) }) },
  fc.record({ do: fc.constant('handed' as const), problem, question: fc.constant('q') }),
);
/** Up to 40 presses while the cluster is now this, now that. */
const presses = fc
  .tuple(
    fc.array(context, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(kind, age, fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat(2))), {
      minLength: 1,
      maxLength: 40,
      size: 'max',
    }),
  )
  .map(([grounds, all]) =>
    all.map(([what, old, which]) => [what, old, grounds[which % grounds.length] ?? walkContextOf()] as const),
  );

/** Every command of every problem, asked once and contradicted once, and one step more for each problem. */
const most =
  2 * Object.values(lesson.problems).reduce((sum, { commands }) => sum + commands.length, 0) + problemIds.length;

type Step = {
  readonly before: Walk | null;
  readonly event: WalkEvent;
  readonly move: WalkMove;
  readonly now: WalkContext;
};

/** Presses one after the other, each on its own cluster; a button's token is of a step that was shown so long ago. */
function walked(all: readonly (readonly [object, number | null, WalkContext])[]): readonly Step[] {
  const shown: string[] = [];
  const steps: Step[] = [];
  let walk: Walk | null = null;
  for (const [what, old, now] of all) {
    const token: string | null = old === null ? null : (shown.at(-1 - old) ?? '#0-none');
    const event = { ...what, token } as WalkEvent;
    const move: WalkMove = advanceWalk(walk, event, now);
    steps.push({ before: walk, event, move, now });
    walk = move.walk;
    if (walk) shown.push(stepTokenOf(walk));
  }
  return steps;
}

const everything = [
  ...['asked', 'command', 'confirmed live', 'confirmed report', 'none', 'stopped'],
  ...['open  contradicted', 'open  nothing-left', 'open  still-fails', 'open  unsettled'],
  ...['opened', 'rule', 'rule shown', 'solved'],
  ...['ruled-out', 'reported-out', 'confirmed', 'asked', 'went-on'].map((how) => `left ${how}`),
  ...[
    'stale',
    'no-walk',
    'stopped',
    'unsure',
    'unchanged',
    'no-outcome',
    'reported',
    'contradiction',
    'changed',
    'unread',
    'wrong-rule',
  ].map((is) => `said ${is}`),
  ...['said ruled-out', 'said reported-out'],
].sort();

const runs = { numRuns: 2000 };

function holds(check: (step: Step) => void, how: fc.Parameters<unknown> = runs): void {
  fc.assert(
    fc.property(presses, (all) => {
      for (const step of walked(all)) check(step);
    }),
    how,
  );
  // What a check looks at came about at least once.
  expect.hasAssertions();
}

test('these presses reach every place, every reason and every remark', () => {
  const reached = new Set<string>();
  holds(
    ({ move: { walk, remarks } }) => {
      const { at, ...rest } = walk?.place ?? { at: 'none' };
      const shown = 'shown' in rest && rest.shown ? 'shown' : '';
      reached.add([at, 'by' in rest ? rest.by : shown, 'why' in rest ? rest.why : ''].join(' ').trim());
      for (const { how } of walk?.left ?? []) reached.add(`left ${how}`);
      for (const { is } of remarks) reached.add(`said ${is}`);
      // The same presses in every run: a rare place would else be missed now and then.
    },
    { numRuns: 40_000, seed: 7 },
  );
  expect([...reached].sort()).toEqual(everything);
});

test('a step never goes back; a button of another step changes nothing at all', () => {
  holds(({ before, event, move }) => {
    expect(move.walk?.step ?? 0).toBeGreaterThanOrEqual(before?.step ?? 0);
    const stale = event.token !== null && (before === null || event.token !== stepTokenOf(before));
    if (stale) expect(move.walk).toBe(before);
    if (stale) expect(move.remarks.map(({ is }) => is)).toEqual([expect.stringMatching(/^(?:stale|no-walk)$/u)]);
  });
});

test('what is kept can be read back, and does not grow without end', () => {
  holds(({ move: { walk } }) => {
    if (walk === null) return;
    const kept = JSON.parse(JSON.stringify(walk));
    expect(walkInNotebook([{ key: 'current', at: '', body: kept }])).toEqual(walk);
    expect(JSON.stringify(walk).length).toBeLessThan(10_000);
  });
});

test('confirmed by a read is what the read supports, confirmed by a report is what no read denies', () => {
  holds(({ before, event, move: { walk }, now }) => {
    if (walk === before || walk?.place.at !== 'confirmed' || walk.step === before?.step) return;
    const row = problemRowOf(now.look, walk.place.problem);
    if (walk.place.by === 'live') return expect(row.status).toBe('supported');
    const from = before?.place;
    expect([event.do, row.status, from?.at]).toEqual(['saw', 'cannot-see', 'command']);
    const command = from?.at === 'command' ? lesson.problems[from.problem].commands[from.command] : undefined;
    const outcome = event.do === 'saw' ? command?.outcomes[event.outcome - 1] : undefined;
    expect(outcome?.verdict).toBe('supported');
    expect(row.denied).not.toContain(commandInNamespace(command?.run ?? '', now.look.namespace));
  });
});

test('a report that a read speaks against is never taken: netlab says that the two do not fit', () => {
  holds(({ before, event, move: { remarks }, now }) => {
    if (event.do !== 'saw' || before?.place.at !== 'command' || !isUnderWay(before, now.look.namespace)) return;
    if (event.token !== null && event.token !== stepTokenOf(before)) return;
    const { problem: id, command } = before.place;
    const verdict = lesson.problems[id].commands[command]?.outcomes[event.outcome - 1]?.verdict;
    const { status } = problemRowOf(now.look, id);
    const against = verdict === (status === 'supported' ? 'ruled-out' : status === 'ruled-out' ? 'supported' : null);
    if (against) expect(remarks.map(({ is }) => is)).toContain('contradiction');
    if (status === 'cannot-see' && verdict === 'ruled-out')
      expect(remarks.map(({ is }) => is)).not.toContain('contradiction');
  });
});

test('no problem is left without a reason that holds', () => {
  holds(({ before, event, move: { walk, remarks }, now }) => {
    if (walk === null || before === null || !isUnderWay(before, now.look.namespace)) return;
    const was = before.place.problem;
    if (walk.place.problem === was) return;
    const how = walk.left.find((each) => each.problem === was)?.how;
    const status = problemRowOf(now.look, was).status;
    if (event.do === 'handed') return;
    if (event.do === 'begin') return expect(how).toBeDefined();
    const just = before.left.every((each) => each.problem !== was);
    if (how === 'ruled-out' && just) expect(status).toBe('ruled-out');
    if (how === 'reported-out' && just) expect(status).toBe('cannot-see');
    // Only from where nothing was left to do does one come to another problem without a remark.
    const nothing = before.place.at === 'open' && before.place.why === 'nothing-left';
    if (!nothing) expect(remarks.map(({ is }) => is)).toContain(how);
  });
});

test('what could not be read moves nobody who only looks again', () => {
  holds(({ before, event, move: { walk, remarks }, now }) => {
    if (!isUnderWay(before, now.look.namespace) || (event.do !== 'done' && event.do !== 'continue')) return;
    if (event.token !== null && event.token !== stepTokenOf(before)) return;
    const nothing = before.place.at === 'open' && before.place.why === 'nothing-left';
    if (nothing || before.place.at === 'asked' || !problemRowOf(now.look, before.place.problem).unread) return;
    expect([walk?.step, walk?.place, walk?.asked]).toEqual([before.step, before.place, before.asked]);
    expect(remarks.map(({ is }) => is)).not.toContain('unchanged');
  });
});

test('nothing else is said to be open only where the rows, as they are now, show nothing that is', () => {
  holds(({ move: { walk }, now }) => {
    if (!isUnderWay(walk, now.look.namespace)) return;
    if (walk.place.at !== 'open' || walk.place.why !== 'nothing-left') return;
    const view = buildStepView(walk, now, lesson);
    const { verdict, parts } = answerDoc(view.answer, 'slack');
    const said = parts.flatMap(partLines).join('\n');
    const open = now.look.rows.filter((row) => rankProblem(row) < 2).map(({ id }) => id);
    expect(lineText(verdict) === 'Nothing else is open.').toBe(open.length === 0);
    for (const id of open) {
      expect(said).toContain(lesson.problems[id].title);
      expect(offersOf(view).some(({ command: say }) => say.startsWith(`walk ${id} `))).toBe(true);
    }
  });
});

test('a command that had no turn is passed over only when a read or a report settled the problem', () => {
  holds(({ move: { walk } }) => {
    if (walk?.place.at !== 'open' || walk.place.why !== 'unsettled') return;
    const text = lesson.problems[walk.place.problem];
    expect(new Set(walk.asked).size).toBe(text.commands.length - commandsForOthers(text).length);
  });
});

test('from wherever one is, pressing on ends: whatever one reports, within so many presses', () => {
  fc.assert(
    fc.property(presses, context, fc.array(fc.nat(6), { minLength: most, maxLength: most }), (all, now, picks) => {
      let walk = walked(all).at(-1)?.move.walk ?? null;
      if (!isUnderWay(walk, now.look.namespace))
        walk = advanceWalk(walk, { do: 'begin', problem: 'no-egress', token: null }, now).walk;
      let count = 0;
      while (walk?.place.at === 'command') {
        const next = offersOf(buildStepView(walk, now, lesson));
        // Any of the buttons that lead on, but not out: each outcome, not being sure, having done it where that can be read.
        const { unread } = problemRowOf(now.look, walk.place.problem);
        const on = next.filter(({ command: say }) =>
          (unread ? /^walk (?:saw|unsure)/u : /^walk (?:saw|unsure|done)/u).test(say),
        );
        const say = on[(picks[count] ?? 0) % on.length]?.command ?? '';
        const [, what, number] = say.split(' ');
        const event = { do: what, outcome: Number(number), token: stepTokenOf(walk) } as WalkEvent;
        walk = advanceWalk(walk, event, now).walk;
        count += 1;
      }
      expect(count).toBeLessThanOrEqual(most);
      expect(
        walk === null ? '' : offersOf(buildStepView(walk, now, lesson)).map(({ command: say }) => say.split(' ')[1]),
      ).toContain('stop');
    }),
    runs,
  );
});

test('what is shown is of the namespace that was looked at, and every step offers a way on and a way out', () => {
  holds(({ move: { walk }, now }) => {
    if (!isUnderWay(walk, now.look.namespace)) return;
    const view = buildStepView(walk, now, lesson);
    const { answer } = view;
    const next = offersOf(view);
    const other = now.look.namespace === 'student-07' ? 'student-12' : 'student-07';
    expect(JSON.stringify([answer, next])).not.toContain(other);
    expect(walk.reports.map(({ run }) => run).join()).not.toContain(other);
    const words = next.map(({ command: say }) => say.split(' ')[1]);
    expect(words).toContain('stop');
    if (walk.place.at !== 'asked') expect(words).toContain('handoff');
    if (walk.place.at === 'command') expect(words.filter((each) => each === 'saw').length).toBeGreaterThan(1);
    // To have it explained moves nothing, so it needs no token.
    const moves = next.filter(({ command: say }) => !say.startsWith('explain result '));
    expect(moves.length).toBe(next.length - 1);
    for (const { command: say } of moves) expect(say.endsWith(stepTokenOf(walk))).toBe(true);
  });
});
