// Names as long as Kubernetes allows, 253 characters, in everything that a student can ask: Slack takes each answer.
import { expect, test } from 'vitest';
import { ask, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { listOf, networkPolicy, pod, snapshotOf } from '../support/objects.ts';
import { terrainFrom } from '../support/terrain.ts';

const long = (letter: string) => letter + 'x'.repeat(251) + letter;
const names = ['10.0.0.1', ...[...'abcdefgh'].map(long)];
const documents = [
  ...clusters.overlayCilium,
  listOf(
    'Pod',
    names.map((name, i) =>
      pod('student-07', name, 'n1', `192.168.1.${100 + i}`, '172.20.0.5', { labels: { app: `app-${i}` } }),
    ),
  ),
  listOf('NetworkPolicy', [
    networkPolicy('student-07', long('p'), { podSelector: {}, policyTypes: ['Egress'], egress: [] }),
  ]),
];

test.each([
  ['a check', 'check', 'cannot reach anything outside'],
  ['the problems', 'walk', 'NetworkPolicy p'],
  ['a card', 'explain pods-outside-node-range', 'All 11 Pods'],
  ['a picture', 'picture map', 'picture'],
  ['reach to an address', `reach ${long('a')} 203.0.113.7 443`, long('a').slice(0, 20)],
  ['reach to a Pod', `reach ${long('a')} ${long('b')} 80`, `NetworkPolicy/student-07/${long('p')}`],
  ['reach from nobody', `reach ${long('z')} api 80`, `There is no Pod “${long('z')}”`],
])('%s', async (_, text, said) => {
  const running = await start({
    observe: (namespace) => snapshotOf(documents, namespace),
    survey: ({ namespaces: [namespace] }) => terrainFrom(documents, namespace),
  });
  const answered = await ask(running, 'U0ALICE', text);
  expect(answered.outcome).toEqual({ acked: true });
  expect(answered.message?.text).toContain(said);
  expect(running.notes.filter((line) => !line.startsWith('audit: read'))).toEqual([]);
});
