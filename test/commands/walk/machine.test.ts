import { describe, expect, test } from 'vitest';
import { lineText, partLines } from '../../../src/blocks/write-doc.ts';
import { problemTitlesOf } from '../../../src/commands/help-request/ask-instructor.ts';
import { advanceWalk, type WalkEvent } from '../../../src/commands/walk/machine.ts';
import { isUnderWay, stepTokenOf, type Walk, walkInNotebook } from '../../../src/commands/walk/state.ts';
import type { WalkContext } from '../../../src/commands/walk/transitions.ts';
import { buildStepView } from '../../../src/commands/walk/view.ts';
import { type ProblemId, type ProblemRow, problemIds } from '../../../src/model/finding.ts';
import { commandInNamespace } from '../../../src/model/lesson.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { offersOf } from '../../support/dispatch.ts';
import { lesson } from '../../support/lab.ts';
import { moveThrough, outcomeOf, walkContextOf } from '../../support/walks.ts';

const titles = problemTitlesOf(lesson);
const begin = (problem: ProblemId): WalkEvent => ({ do: 'begin', problem, token: null });
const done: WalkEvent = { do: 'done', token: null };
const unsure: WalkEvent = { do: 'unsure', token: null };
const stop: WalkEvent = { do: 'stop', token: null };
const handOff: WalkEvent = { do: 'handed', problem: 'no-egress', question: 'q1', token: null };

const walkAt = (context: WalkContext, problem: ProblemId = 'no-egress') => moveThrough([begin(problem)], context).walk;

/** Reports an outcome that leads there by itself. */
function report(walk: Walk | null, verdict: ProblemRow['status'], context: WalkContext) {
  return advanceWalk(walk, { do: 'saw', outcome: outcomeOf(walk, verdict), token: null }, context);
}

const briefly = (walk: Walk | null) => {
  const { at, problem, ...rest } = walk?.place ?? { at: 'none', problem: '' };
  return [at, problem, ...Object.values(rest)].join(' ');
};
const remarks = ({ remarks: all }: { remarks: readonly { is: string }[] }) => all.map(({ is }) => is).join(' ');

const open = walkContextOf({ 'no-egress': { status: 'cannot-see' } });
const cleared = walkContextOf({ 'no-egress': { status: 'cannot-see', denied: true } });
const both = walkContextOf({ 'no-egress': { status: 'cannot-see' }, 'same-range': { status: 'cannot-see' } });
const either = walkContextOf({ 'no-egress': { status: 'cannot-see' }, 'no-configmap': { status: 'cannot-see' } });
const seen = walkContextOf({ 'no-egress': { status: 'supported' } });
const gone = walkContextOf();

describe('a report, held against what netlab reads', () => {
  type Case = readonly [string, ProblemId, WalkContext, ProblemRow['status'], string, string];
  test.each<Case>([
    ['speaks for it, unseen', 'no-egress', open, 'supported', 'confirmed no-egress report', 'reported'],
    ['speaks for it, seen', 'no-egress', seen, 'supported', 'confirmed no-egress live', 'reported'],
    ['settles nothing, unseen', 'no-egress', open, 'cannot-see', 'command no-egress 1 false', 'reported'],
    ['settles nothing, seen', 'no-egress', seen, 'cannot-see', 'confirmed no-egress live', 'reported'],
    [
      'settles nothing, ruled out',
      'no-egress',
      gone,
      'cannot-see',
      'open no-egress nothing-left',
      'reported ruled-out',
    ],
    ['speaks for it, ruled out', 'same-range', gone, 'supported', 'command same-range 0 true', 'contradiction'],
    ['speaks for it, read and denied', 'no-egress', cleared, 'supported', 'command no-egress 0 true', 'contradiction'],
    ['against it, unseen', 'no-configmap', either, 'ruled-out', 'command no-egress 0 false', 'reported reported-out'],
    ['against it, ruled out', 'no-configmap', open, 'ruled-out', 'command no-egress 0 false', 'reported ruled-out'],
    [
      'against it, seen',
      'no-configmap',
      walkContextOf({ 'no-configmap': { status: 'supported' } }),
      'ruled-out',
      'command no-configmap 0 true',
      'contradiction',
    ],
  ])('%s', (_, problem, context, verdict, place, said) => {
    const move = report(walkAt(context, problem), verdict, context);
    expect([briefly(move.walk), remarks(move)]).toEqual([place, said]);
  });

  test('the same contradiction again: a person should look', () => {
    const once = report(walkAt(cleared), 'supported', cleared);
    expect(briefly(report(once.walk, 'supported', cleared).walk)).toBe('open no-egress contradicted');
  });

  test('its neighbour: looked at once more and seen otherwise, it goes on', () => {
    const once = report(walkAt(cleared), 'supported', cleared);
    expect(briefly(report(once.walk, 'cannot-see', cleared).walk)).toBe('command no-egress 1 false');
  });

  test('every report is kept for a hand-over, not being sure too', () => {
    const move = moveThrough([begin('no-egress'), { do: 'saw', outcome: 3, token: null }, unsure], open);
    expect(move.walk?.reports.map(({ saw, verdict }) => [saw, verdict])).toEqual([
      ['No plain NetworkPolicy that selects your Pod for Egress', 'cannot-see'],
      [null, null],
    ]);
  });
});

describe('which command is next', () => {
  test('the one that netlab could not read itself comes first, then the others, each once; Azure is no step', () => {
    const context = walkContextOf({ 'no-egress': { status: 'cannot-see', next: 2 } });
    const places: string[] = [];
    let walk = walkAt(context);
    while (walk?.place.at === 'command') {
      places.push(briefly(walk));
      walk = advanceWalk(walk, unsure, context).walk;
    }
    expect(places.map((each) => each.split(' ')[2])).toEqual(['2', '0', '1', '3']);
    expect(briefly(walk)).toBe('open no-egress unsettled');
  });

  test('of the others, those that netlab read itself come last', () => {
    const { look, ...rest } = open;
    const [first] = rest.problems['no-egress'].commands;
    const rows = look.rows.map((row) => ({
      ...row,
      denied: [commandInNamespace(first?.run ?? '', look.namespace)],
      nextCommand: 'x',
    }));
    expect(briefly(walkAt({ ...rest, look: { ...look, rows } }))).toBe('command no-egress 1 false');
  });

  test('a lesson with fewer commands begins the problem anew', () => {
    const walk = walkAt(open);
    const lost = walk && {
      ...walk,
      place: { at: 'command', problem: 'no-egress', command: 99, contradicted: false } as const,
    };
    expect(briefly(advanceWalk(lost, unsure, open).walk)).toBe('command no-egress 0 false');
    expect(briefly(advanceWalk(lost, { do: 'continue', token: null }, open).walk)).toBe('command no-egress 0 false');
  });
});

describe('looking again', () => {
  test.each<readonly [string, WalkContext, readonly WalkEvent[], WalkContext, string, string]>([
    ['nothing changed: the next command', open, [], open, 'command no-egress 1 false', 'unchanged'],
    ['it shows now', open, [], seen, 'confirmed no-egress live', 'changed'],
    [
      'it is ruled out now',
      both,
      [],
      walkContextOf({ 'same-range': { status: 'cannot-see' } }),
      'command same-range 0 false',
      'changed ruled-out',
    ],
    ['it was confirmed and still is', seen, [done], seen, 'confirmed no-egress live', 'unchanged'],
    ['it was confirmed and is mended', seen, [done], gone, 'open no-egress nothing-left', 'changed ruled-out'],
    ['it was confirmed and cannot be told now', seen, [done], open, 'command no-egress 0 false', 'changed'],
    [
      'for another reason',
      open,
      [],
      walkContextOf({ 'no-egress': { status: 'cannot-see' } }, 'student-07', 'else.'),
      'command no-egress 1 false',
      'changed',
    ],
    ['nothing was left, and something is', gone, [done], both, 'command same-range 0 false', 'changed'],
    ['it was handed over', open, [handOff], gone, 'asked no-egress q1', 'changed'],
  ])('%s', (_, before, events, after, place, said) => {
    const { walk } = moveThrough([begin('no-egress'), ...events], before);
    const move = advanceWalk(walk, done, after);
    expect([briefly(move.walk), remarks(move)]).toEqual([place, said]);
  });

  const lost = walkContextOf({ 'no-egress': { status: 'cannot-see', unread: true } });
  const all = walkContextOf(Object.fromEntries(problemIds.map((id) => [id, { status: 'cannot-see', unread: true }])));
  test.each<readonly [string, WalkContext, readonly WalkEvent[], WalkContext, string]>([
    ['at a command', open, [], lost, 'command no-egress 0 false'],
    ['confirmed', seen, [done], lost, 'confirmed no-egress live'],
    ['confirmed, everything out', seen, [done], all, 'confirmed no-egress live'],
    ['nothing was left', gone, [done], all, 'open no-egress nothing-left'],
  ])('reads that fail move nothing: %s', (_, before, events, after, place) => {
    const { walk } = moveThrough([begin('no-egress'), ...events], before);
    const move = advanceWalk(walk, done, after);
    expect([briefly(move.walk), move.walk?.step, move.walk?.asked]).toEqual([place, walk?.step, walk?.asked]);
    expect(remarks(move)).toBe('unread');
    // Read again, it is as it was: nothing is called changed.
    expect(remarks(advanceWalk(move.walk, { do: 'continue', token: null }, before))).toBe('');
  });

  test('its neighbour: what was reported while reads fail counts', () => {
    expect(briefly(advanceWalk(walkAt(lost), unsure, lost).walk)).toBe('command no-egress 1 false');
    expect(briefly(report(walkAt(lost), 'supported', lost).walk)).toBe('confirmed no-egress report');
  });

  test('what was ruled out and is back is open again', () => {
    const out = advanceWalk(walkAt(gone), done, gone).walk;
    expect(briefly(out)).toBe('open no-egress nothing-left');
    expect(briefly(advanceWalk(out, done, seen).walk)).toBe('command no-egress 0 false');
  });

  test('what was confirmed by a report is confirmed by a read, once there is one', () => {
    const { walk } = report(walkAt(open), 'supported', open);
    expect(briefly(advanceWalk(walk, done, open).walk)).toBe('confirmed no-egress report');
    expect(briefly(advanceWalk(walk, done, seen).walk)).toBe('confirmed no-egress live');
    expect(briefly(advanceWalk(walk, done, gone).walk)).toBe('open no-egress nothing-left');
  });

  test('coming back to what was confirmed reads it anew', () => {
    const { walk } = moveThrough([begin('no-egress'), done], seen);
    expect(briefly(advanceWalk(walk, { do: 'continue', token: null }, open).walk)).toBe('command no-egress 0 false');
  });
});

describe('the way out', () => {
  const opened = walkContextOf({ 'no-egress': { status: 'cannot-see', open: true } });
  const choose = (outcome: number): WalkEvent => ({ do: 'saw', outcome, token: null });
  const rule: WalkEvent = { do: 'rule', token: null };

  test.each<readonly [string, readonly WalkEvent[], string, string]>([
    ['asked which rule is missing', [], 'rule no-egress  false', ''],
    [
      'a wrong one is told what it would do, and can be chosen no second time',
      [choose(1), choose(1)],
      'rule no-egress 0 false',
      'wrong-rule',
    ],
    ['each wrong one', [choose(1), choose(3)], 'rule no-egress 0,2 false', 'wrong-rule'],
    ['the right one is shown', [choose(3), choose(2)], 'rule no-egress 2 true', ''],
    ['so it is to whoever is not sure', [unsure], 'rule no-egress  true', ''],
    ['what is shown is not asked again', [choose(2), choose(1)], 'rule no-egress  true', 'stale'],
    ['a number that is none', [choose(4)], 'rule no-egress  false', 'no-outcome'],
    ['looking again while nothing changed', [done], 'rule no-egress  false', 'unchanged'],
  ])('%s', (_, events, place, said) => {
    const move = moveThrough([begin('no-egress'), done, rule, ...events], seen);
    expect([briefly(move.walk), remarks(move)]).toEqual([place, said]);
  });

  test('it is asked only where policies surely shut the way and a rule is found', () => {
    expect(remarks(advanceWalk(walkAt(seen), rule, seen))).toBe('stale');
    expect(remarks(advanceWalk(walkAt(open), rule, open))).toBe('stale');
    const none = walkContextOf({ 'no-egress': { status: 'supported' } }, 'student-07', 'so.', { is: 'untold' });
    const { walk } = moveThrough([begin('no-egress'), done], none);
    expect([briefly(walk), remarks(advanceWalk(walk, rule, none))]).toEqual(['confirmed no-egress live', 'stale']);
  });

  test('policies that changed between question and choice: it is asked anew', () => {
    const { walk } = moveThrough([begin('no-egress'), done, rule, choose(1)], seen);
    const other = walkContextOf({ 'no-egress': { status: 'supported' } }, 'student-07', 'another policy.');
    const move = advanceWalk(walk, choose(2), other);
    expect([briefly(move.walk), remarks(move)]).toEqual(['rule no-egress  false', 'changed']);
  });

  test.each<readonly [string, readonly WalkEvent[]]>([
    ['at a command', []],
    ['confirmed', [done]],
    ['asked for the rule', [done, rule]],
    ['with the rule', [done, rule, choose(2)]],
    ['handed over', [handOff]],
  ])('a look that no longer finds it, %s: try it', (_, events) => {
    const { walk } = moveThrough([begin('no-egress'), ...events], seen);
    for (const again of [done, { do: 'continue', token: null } as const]) {
      const move = advanceWalk(walk, again, opened);
      expect([briefly(move.walk), remarks(move)]).toEqual(['opened no-egress', 'changed']);
    }
  });

  test('its neighbours: found before and now open to nobody for sure, or never found, is no way out', () => {
    const { walk } = moveThrough([begin('no-egress'), done], seen);
    expect(briefly(advanceWalk(walk, done, open).walk)).toBe('command no-egress 0 false');
    expect(briefly(advanceWalk(walkAt(open), done, opened).walk)).toBe('command no-egress 1 false');
    const lost = walkContextOf({ 'no-egress': { status: 'cannot-see', unread: true, open: true } });
    expect(briefly(advanceWalk(walk, done, lost).walk)).toBe('confirmed no-egress live');
  });

  test('it works: the walk is over; it still fails: the walk goes on', () => {
    const at = advanceWalk(moveThrough([begin('no-egress'), done], seen).walk, done, opened).walk;
    const works = advanceWalk(at, { do: 'works', token: null }, opened).walk;
    expect([briefly(works), isUnderWay(works, 'student-07')]).toEqual(['solved no-egress', false]);
    const fails = advanceWalk(at, { do: 'fails', token: null }, opened).walk;
    expect([briefly(fails), isUnderWay(fails, 'student-07')]).toEqual(['open no-egress still-fails', true]);
    expect(briefly(advanceWalk(fails, begin('no-egress'), opened).walk)).toBe('command no-egress 0 false');
    // Shut again, it is found again.
    expect(briefly(advanceWalk(fails, done, seen).walk)).toBe('confirmed no-egress live');
    expect(briefly(advanceWalk(at, done, seen).walk)).toBe('confirmed no-egress live');
    expect(remarks(advanceWalk(fails, { do: 'works', token: null }, opened))).toBe('stale');
  });
});

describe('nothing is left', () => {
  const viewOf = (walk: Walk | null, context: WalkContext) => {
    if (walk === null) throw new Error('no walk');
    const view = buildStepView(walk, context, lesson);
    const { verdict, parts } = answerDoc(view.answer, 'slack');
    const lines = parts.flatMap(partLines);
    return { headline: lineText(verdict), lines, says: offersOf(view).map(({ command }) => command) };
  };
  const last = 'Nothing else is open.';

  const pair = walkContextOf({ 'no-egress': { status: 'cannot-see' }, 'no-configmap': { status: 'cannot-see' } });

  test('what was left for another one, and what only a report speaks against, is named and offered', () => {
    const went = report(moveThrough([begin('no-egress'), begin('no-configmap')], pair).walk, 'ruled-out', pair).walk;
    const { headline, lines, says } = viewOf(went, pair);
    expect([briefly(went), headline === last]).toEqual(['open no-configmap nothing-left', false]);
    expect(lines.slice(0, 2)).toEqual([
      `? ${titles['no-configmap']}: not visible. Only what you saw speaks against it.`,
      `? ${titles['no-egress']}: not visible.`,
    ]);
    expect(says.filter((say) => /^walk (?:no-egress|no-configmap) #/u.test(say))).toHaveLength(2);
  });

  test('one is as it should be, and the one before is still wrong: it is not said that all is well, and a button leads back', () => {
    const wrong = walkContextOf({ 'no-egress': { status: 'supported' }, 'no-configmap': { status: 'supported' } });
    const normal = moveThrough([begin('no-egress'), begin('no-configmap'), done], wrong).walk;
    const { lines, says } = viewOf(normal, wrong);
    expect([briefly(normal), lines.join(' ').includes('All is well')]).toEqual(['confirmed no-configmap live', false]);
    expect(says.filter((say) => say.startsWith('walk no-egress #'))).toHaveLength(1);
    // The one that is wrong itself leads back to nothing.
    const alone = walkContextOf({ 'no-egress': { status: 'supported' } });
    const back = viewOf(moveThrough([begin('no-egress'), done], alone).walk, alone).says;
    expect(back.filter((say) => say.startsWith('walk no-egress #'))).toEqual([]);
  });

  test('its neighbour: all is ruled out, and it says so', () => {
    const { headline, says } = viewOf(moveThrough([begin('no-egress'), done], gone).walk, gone);
    expect([headline, says.some((say) => say.startsWith('walk no-egress'))]).toEqual([last, false]);
  });
});

describe('steps', () => {
  test('a button of an earlier step changes nothing and shows where one is', () => {
    const first = walkAt(open);
    const old = first === null ? '' : stepTokenOf(first);
    const second = advanceWalk(first, { do: 'unsure', token: old }, open);
    expect(briefly(second.walk)).toBe('command no-egress 1 false');
    for (const event of ['saw', 'unsure', 'done', 'stop'] as const) {
      const again = advanceWalk(second.walk, { do: event, outcome: 1, token: old } as WalkEvent, seen);
      expect([again.walk, remarks(again)]).toEqual([second.walk, 'stale']);
    }
  });

  test('a button of a walk that was stopped, or of another one, changes nothing', () => {
    const first = walkAt(open);
    const old = first === null ? '' : stepTokenOf(first);
    const ended = moveThrough([stop], open, first);
    expect([briefly(ended.walk), remarks(ended)]).toEqual(['stopped no-egress', 'stopped']);
    expect(remarks(advanceWalk(ended.walk, { do: 'done', token: old }, open))).toBe('no-walk');
    const second = moveThrough([begin('no-egress')], open, ended.walk);
    expect(remarks(advanceWalk(second.walk, { do: 'done', token: old }, open))).toBe('stale');
    expect(remarks(advanceWalk(null, done, open))).toBe('no-walk');
  });

  test('another namespace: what was under way there is no walk here', () => {
    const elsewhere = walkContextOf({ 'no-egress': { status: 'cannot-see' } }, 'student-12');
    const walk = walkAt(open);
    expect(remarks(advanceWalk(walk, done, elsewhere))).toBe('no-walk');
    const moved = advanceWalk(walk, begin('no-egress'), elsewhere).walk;
    expect([moved?.namespace, moved?.reports, moved?.left]).toEqual(['student-12', [], []]);
    expect(moved?.step).toBeGreaterThan(walk?.step ?? 0);
  });

  test('an outcome that there is not', () => {
    const walk = walkAt(open);
    const move = advanceWalk(walk, { do: 'saw', outcome: 9, token: null }, open);
    expect([move.walk, move.remarks]).toEqual([walk, [{ is: 'no-outcome', most: 4 }]]);
  });

  test('a problem that was left is not offered again by itself, and can be begun again', () => {
    const { walk } = moveThrough([begin('no-egress'), begin('no-configmap')], either);
    expect(walk?.left).toEqual([{ problem: 'no-egress', how: 'went-on' }]);
    const out = report(walk, 'ruled-out', either).walk;
    expect(briefly(out)).toBe('open no-configmap nothing-left');
    expect(advanceWalk(out, begin('no-egress'), either).walk?.left).toEqual([
      { problem: 'no-configmap', how: 'reported-out' },
    ]);
  });

  test('a page that cannot be read is no walk', () => {
    const page = (body: unknown) => [{ key: 'current', at: '', body }];
    for (const body of [null, 1, {}, { ...walkAt(open), place: { at: 'moon' } }])
      expect(walkInNotebook(page(body))).toBeNull();
    expect(walkInNotebook(page(JSON.parse(JSON.stringify(walkAt(open)))))).toEqual(walkAt(open));
  });
});
