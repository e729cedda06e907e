// The forms of the roster against Slack's limits: what finds no room is counted.
import { describe, expect, test } from 'vitest';
import { rosterImportPreviewView, rosterImportView } from '../../src/blocks/roster-forms.ts';
import type { ImportChange, ImportFault, ImportPreviewForm } from '../../src/model/form.ts';
import { isViewTooLarge, viewFaults } from '../../src/playground/slack/validate/views.ts';

const id = (index: number) => `U0${String(index).padStart(9, '0')}`;
const changes = (count: number, was: string | null = null): ImportChange[] =>
  Array.from({ length: count }, (_, index) => ({ user: id(index), namespace: `student-${index}`, was }));
const faults = (count: number): ImportFault[] =>
  Array.from({ length: count }, (_, index) => ({ line: index + 1, text: '"'.repeat(80), why: '“taken”'.repeat(20) }));

const preview = (parts: Partial<ImportPreviewForm>) =>
  rosterImportPreviewView({
    ...{ kind: 'roster-preview', id: 'an-id', signature: 'abc', changes: [], faults: [], same: 0, untouched: 0 },
    remarks: [],
    ...parts,
  });

/** How many are shown, and what is said of the others. */
function shown(view: object) {
  const all = JSON.stringify(view);
  const left = /(\d+) more would change as well/u.exec(all)?.[1];
  const wrong = /(\d+) lines more cannot be taken over/u.exec(all)?.[1];
  return {
    changes: (all.match(/"user_id"/gu) ?? []).length,
    left: Number(left ?? 0),
    faults: (all.match(/"Line \d+: "/gu) ?? []).length,
    wrong: Number(wrong ?? 0),
  };
}

test.each([
  ['the empty form', rosterImportView({ kind: 'roster-import', note: null })],
  ['the form with a long note', rosterImportView({ kind: 'roster-import', note: 'x'.repeat(5000) })],
  ['a preview of nothing', preview({})],
  ['a preview with remarks', preview({ changes: changes(1), same: 1, untouched: 1, remarks: ['r'.repeat(4000)] })],
])('%s is within Slack’s limits', (_, view) => {
  expect([viewFaults(view, 'modal'), isViewTooLarge(view)]).toEqual([[], false]);
});

describe('a preview', () => {
  test.each([
    ['300 new ones', 300, null, 0],
    ['1,500 new ones', 1500, null, 0],
    ['300 new ones and 100 wrong lines', 300, null, 100],
    ['300 moves', 300, 'student-before', 0],
  ])('of %s shows every one of them', (_, count, was, wrong) => {
    const view = preview({ changes: changes(count, was), faults: faults(wrong) });
    expect([viewFaults(view, 'modal'), isViewTooLarge(view)]).toEqual([[], false]);
    expect(shown(view)).toEqual({ changes: count, left: 0, faults: wrong, wrong: 0 });
  });

  test.each([
    ['2,000 moves', 2000, 0],
    ['2,000 wrong lines', 0, 2000],
    ['1,000 moves and 1,000 wrong lines', 1000, 1000],
  ])('of %s counts what finds no room', (_, count, wrong) => {
    const view = preview({ changes: changes(count, `student-${'x'.repeat(54)}`), faults: faults(wrong) });
    expect([viewFaults(view, 'modal'), isViewTooLarge(view)]).toEqual([[], false]);
    const seen = shown(view);
    expect(seen.changes + seen.left).toBe(count);
    expect(seen.faults + seen.wrong).toBe(wrong);
    expect(seen.left + seen.wrong).toBeGreaterThan(0);
    if (count > 0) expect(seen.changes).toBeGreaterThan(300);
    if (wrong > 0) expect(seen.faults).toBeGreaterThan(100);
  });

  test('that changes nothing cannot be confirmed', () => {
    expect(preview({ faults: faults(1) })).not.toHaveProperty('submit');
    expect(preview({ changes: changes(2) })).toMatchObject({ submit: { text: 'Change 2' }, close: { text: 'Cancel' } });
  });
});
