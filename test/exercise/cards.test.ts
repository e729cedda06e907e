// Cards against what the inspections really say: every status that occurs has a card, none that is said never to occur does.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { checks } from '../../src/checks/index.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import { findCard } from '../../src/exercise/cards.ts';
import { modelNames } from '../../src/model/display-names.ts';
import { type FindingCode, findingCodes, type Status } from '../../src/model/finding.ts';
import type { NetworkModel } from '../../src/model/network.ts';
import type { ReadName } from '../../src/model/snapshot.ts';
import * as clusters from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import { emptied, snapshotOf, withReads } from '../support/objects.ts';

const statuses: readonly Status[] = ['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error'];
const models = Object.keys(modelNames) as readonly NetworkModel[];
const folder = new URL('../cases/', import.meta.url).pathname;
const seen = new Map(findingCodes.map((code) => [code, new Set<string>()]));

function fromCases(code: FindingCode): readonly string[] {
  const files = readdirSync(`${folder}${code}`).filter((name) => name.endsWith('.said.txt'));
  return files.map((name) => /^[a-z-]+/u.exec(readFileSync(`${folder}${code}/${name}`, 'utf8'))?.[0] ?? '');
}

beforeAll(async () => {
  for (const code of findingCodes) for (const status of fromCases(code)) seen.get(code)?.add(status);
  const snapshots = await Promise.all(Object.values(clusters).map((each) => snapshotOf(each)));
  const names = Object.keys(snapshots[0]?.reads ?? {}) as readonly ReadName[];
  const worlds = snapshots.flatMap((snapshot) => [
    snapshot,
    ...names.flatMap((name) => [
      withReads(snapshot, { [name]: refusalOf(snapshot.reads[name].ask, 403) }),
      withReads(snapshot, { [name]: refusalOf(snapshot.reads[name].ask, 500) }),
      ...(Array.isArray((snapshot.reads[name] as { data?: unknown }).data) ? [emptied(snapshot, name)] : []),
    ]),
    ...[403, 500].map((code) => {
      const all = names.map((name) => [name, refusalOf(snapshot.reads[name].ask, code)]);
      return withReads(snapshot, Object.fromEntries(all));
    }),
  ]);
  for (const world of worlds) for (const { id, status } of assess(world).findings) seen.get(id)?.add(status);
});

describe.each(findingCodes)('%s', (code) => {
  test('has a card for each status that occurs, on every model', () => {
    const { never } = lesson.cards[code];
    expect.hasAssertions();
    for (const status of statuses)
      for (const model of models)
        expect(findCard(lesson, code, status, model) === null, `${status} on ${model}`).toBe(
          never[status] !== undefined,
        );
  });

  test('what is said never to occur does not, and all the rest does', () => {
    const never = Object.keys(lesson.cards[code].never);
    const occurs = seen.get(code) ?? new Set();
    expect(statuses.filter((status) => occurs.has(status))).toEqual(
      statuses.filter((status) => !never.includes(status)),
    );
    expect(occurs.size).toBeGreaterThan(1);
  });

  test('blocked and error are about a permission or an outage, not about work, and name whom to ask', () => {
    const { cards, never } = lesson.cards[code];
    for (const status of ['blocked', 'error'] as const) {
      const own = cards.filter((each) => each.status === status);
      expect(own.length > 0).toBe(never[status] === undefined);
      for (const { why, next, simpler } of own) {
        expect(why).toMatch(
          status === 'blocked'
            ? /netlab lacks a permission here; you did nothing wrong/u
            : /fault of the cluster.*outage|outage.*fault of the cluster/u,
        );
        if (status === 'error') expect(why).toMatch(/not of your work/u);
        expect(next).toContain('your instructor');
        expect(simpler).toMatch(status === 'blocked' ? /netlab may not .*You did nothing wrong/u : /not your doing/u);
      }
    }
  });

  test('a question to oneself is one, and no card praises or grades', () => {
    expect(lesson.cards[code].cards.length).toBeGreaterThan(1);
    for (const { concept, why, next, ask, simpler } of lesson.cards[code].cards) {
      expect(ask.match(/\?/gu)).toEqual(['?']);
      expect([concept, why, next, simpler].join(' ')).not.toMatch(
        /well done|correct|congrat|good job|passed|you failed/iu,
      );
    }
  });
});

test('the wording for a model is found, and the plain one for all others', () => {
  const pick = (model: NetworkModel) => findCard(lesson, 'pods-outside-node-range', 'pass', model)?.models?.[0] ?? null;
  expect(pick('kubenet')).toBe('kubenet');
  expect(pick('azure-cni-pod-subnet-static')).toBe('azure-cni-pod-subnet-dynamic');
  expect([pick('mixed'), pick('undetermined'), pick('byo-cni')]).toEqual([null, null, null]);
});

test('commands are shown as the checks have them', () => {
  expect(Object.keys(lesson.cards)).toEqual(Object.keys(checks));
});
