// Every message of walks, of reach and of help requests within its budget, in all clusters that there are, at every step that
// presses reach.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { assess } from '../../src/checks/assess.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { answerDoc } from '../../src/words/index.ts';
import { memoryBooks } from '../support/books.ts';
import { longSentences, messageFaults, wordsOf } from '../support/budgets.ts';
import * as clusters from '../support/clusters.ts';
import { dispatch, offersOf } from '../support/dispatch.ts';
import { bareLab, inside } from '../support/lab.ts';
import { snapshotOf, withReads } from '../support/objects.ts';

const cases = join(import.meta.dirname, '../cases');
const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

const refuse = (snapshot: Snapshot, names: readonly ReadName[], code: number): Snapshot =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, code)])));
const system: readonly ReadName[] = [
  'nodes',
  'systemPods',
  'daemonSets',
  'nodeNetworkConfigs',
  'networkmonitor',
  'masquerade',
];

function labOver(look: () => Snapshot): Lab {
  return bareLab(async () => look(), {
    ...memoryBooks({ U0ALICE: 'student-07' }),
    instructors: async () => ['U0INGE'],
    findPerson: async (id) => ({ id, role: 'student', namespace: 'student-07' }),
  });
}

/** What one look shows that another one does not: presses go on while the cluster changes. */
async function worlds(): Promise<readonly Snapshot[]> {
  const [blocked, open, subnet, kubenet] = await Promise.all(
    [clusters.egressBlocked, clusters.overlayCilium, clusters.nodeSubnet, clusters.kubenet].map((each) =>
      snapshotOf(each),
    ),
  );
  const denied = await snapshotOf([
    ...clusters.overlayCilium,
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { namespace: 'student-07', name: 'deny' },
      spec: { endpointSelector: {}, egressDeny: [{ toEntities: ['world'] }] },
    },
  ]);
  const all = [blocked, open, subnet, kubenet, denied].filter((each) => each !== undefined);
  return [
    ...all,
    ...all.flatMap((each) => [refuse(each, system, 403), refuse(each, ['networkPolicies', 'pods'], 500)]),
  ];
}

type Found = Map<string, Outcome>;

/** Every step that presses reach from where a walk begins, breadth first; the cluster changes at each second press. */
async function stepsFrom(problem: string, looks: readonly [Snapshot, Snapshot], most: number): Promise<Found> {
  const found: Found = new Map();
  const paths: (readonly string[])[] = [[]];
  for (let at = 0; at < paths.length && at < most; at += 1) {
    const path = paths[at] ?? [];
    let now: Snapshot = looks[0];
    const lab = labOver(() => now);
    let outcome = await dispatch(`walk ${problem}`, inside('U0ALICE'), lab);
    for (const [turn, label] of path.entries()) {
      now = looks[turn % 2 === 0 ? 0 : 1];
      const say = offersOf(outcome).find((each) => each.label === label)?.command ?? 'walk continue';
      outcome = await dispatch(say, inside('U0ALICE'), lab);
    }
    const { answer } = outcome;
    const key =
      answer.kind === 'walking' ? JSON.stringify([answer.place, answer.remarks.map(({ is }) => is)]) : answer.kind;
    if (found.has(key)) continue;
    found.set(key, outcome);
    paths.push(...offersOf(outcome).map(({ label }) => [...path, label]));
  }
  return found;
}

/** Faults of messages by what they are. */
const faultsOf = (found: Found) =>
  [...found].flatMap(([key, outcome]) => messageFaults(outcome).map((fault) => `${key.slice(0, 120)}: ${fault}`));

describe('the table of problems', () => {
  test('in every case of the tests', async () => {
    const snapshots = await Promise.all(
      files.map(
        async (file) =>
          [
            file,
            await snapshotOf(parseAllDocuments(readFileSync(join(cases, file), 'utf8')).map((each) => each.toJS())),
          ] as const,
      ),
    );
    expect(snapshots.length).toBeGreaterThan(50);
    const faults = await Promise.all(
      snapshots.map(async ([file, snapshot]) => {
        const outcome = await dispatch(
          'walk',
          inside('U0ALICE'),
          labOver(() => snapshot),
        );
        return messageFaults(outcome).map((fault) => `${file}: ${fault}`);
      }),
    );
    expect(faults.flat()).toEqual([]);
  });

  test('where reads are refused or fail', async () => {
    const all = await worlds();
    expect(all.length).toBeGreaterThan(8);
    for (const snapshot of all) {
      const outcome = await dispatch(
        'walk',
        inside('U0ALICE'),
        labOver(() => snapshot),
      );
      expect(messageFaults(outcome)).toEqual([]);
      expect(longSentences(answerDoc(outcome.answer, 'slack'))).toEqual([]);
    }
  });
});

describe('every step of a walk', () => {
  test.each(['no-egress', 'same-range', 'no-cilium-pods', 'no-configmap'])(
    '%s',
    async (problem) => {
      const all = await worlds();
      const counted = { steps: 0, most: 0 };
      const places = new Set<string>();
      for (const [at, look] of all.entries()) {
        // The cluster stays as it is, or changes to another one and back.
        const found: Found = new Map([
          ...(await stepsFrom(problem, [look, look], 50)),
          ...(await stepsFrom(problem, [look, all[(at + 1) % all.length] ?? look], 60)),
        ]);
        expect(faultsOf(found)).toEqual([]);
        counted.steps += found.size;
        for (const { answer } of found.values()) {
          const doc = answerDoc(answer, 'slack');
          counted.most = Math.max(counted.most, wordsOf(doc));
          expect(longSentences(doc)).toEqual([]);
          if (answer.kind === 'walking') places.add(answer.place.at);
        }
      }
      expect(counted.steps).toBeGreaterThan(50);
      expect([...places]).toEqual(
        expect.arrayContaining([
          'command',
          'asked',
          ...(problem === 'no-egress' ? ['rule', 'opened', 'solved', 'open'] : []),
        ]),
      );
      expect(counted.most).toBeGreaterThan(40);
    },
    120_000,
  );
});

test('the checks above see what they are for', async () => {
  const [snapshot] = await worlds();
  if (snapshot === undefined) throw new Error('no world');
  const { problems } = assess(snapshot);
  expect(problems).toHaveLength(4);
  const outcome = await dispatch(
    'walk',
    inside('U0ALICE'),
    labOver(() => snapshot),
  );
  const told = (message: string): Outcome => ({ answer: { kind: 'told', about: null, message, lines: [] } });
  expect(messageFaults(outcome, 10)).not.toEqual([]);
  expect(messageFaults(told('word '.repeat(121)))).toEqual(['121 words']);
  expect(messageFaults(told('Start with no-egress at 2026-11-24T16:40:00.000Z, U0ALICE'))).toHaveLength(3);
  // What is too long for a button stands in the list.
  expect(messageFaults({ ...outcome, next: [{ label: 'Which of the rules is missing?', command: 'walk' }] })).toEqual(
    [],
  );
});
