// What one snapshot is enough for, and what it leaves open.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { Reach, ReachQuery } from '../../../src/model/reach.ts';
import type { Reads } from '../../../src/model/snapshot.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { policySnapshotOf } from '../../../src/network/policy/from-snapshot.ts';
import { indexPolicies } from '../../../src/network/policy/policy-index.ts';
import { reach, semanticsOf } from '../../../src/network/policy/reach.ts';
import * as clusters from '../../support/clusters.ts';
import { listOf, networkPolicy, snapshotOf, withReads } from '../../support/objects.ts';

async function ask(
  documents: readonly unknown[],
  query: Partial<ReachQuery>,
  reads: (own: Reads) => Partial<Reads> = () => ({}),
) {
  const first = await snapshotOf(documents);
  const snapshot = withReads(first, reads(first.reads));
  const network = detect(snapshot);
  const whole: ReachQuery = { from: 'student-07/web', to: 'student-07/api', port: 80, protocol: 'TCP', ...query };
  const found = reach(whole, indexPolicies(policySnapshotOf(snapshot), network), semanticsOf(network));
  if (!('verdict' in found)) throw new Error(found.message);
  return found;
}

const verdicts = ({ verdict, egress, ingress }: Reach) => [verdict, egress.verdict, ingress.verdict];
const shut = (namespace: string) =>
  listOf('NetworkPolicy', [networkPolicy(namespace, 'shut', { podSelector: {}, policyTypes: ['Egress'] })]);

describe('a snapshot', () => {
  test('is enough for the own namespace', async () => {
    expect(verdicts(await ask(clusters.overlayCilium, {}))).toEqual(['allowed', 'allowed', 'allowed']);
    expect(verdicts(await ask([...clusters.kubenet, shut('student-07')], {}))).toEqual(['denied', 'denied', 'allowed']);
  });

  test('knows the DNS of the cluster, not what its policies let in', async () => {
    const found = await ask(clusters.overlayCilium, { to: 'kube-system/coredns-a', port: 53, protocol: 'UDP' });
    expect(verdicts(found)).toEqual(['unknown', 'allowed', 'unknown']);
    expect(found.ingress.because).toContain('the snapshot does not hold networkpolicies of kube-system');
  });

  test('knows no Pods elsewhere: an inner address may be one of them', async () => {
    const inner = await ask(clusters.overlayCilium, { to: '192.168.77.7' });
    expect([...verdicts(inner), ...inner.notes.map(({ id }) => id)]).toEqual([
      'unknown',
      'allowed',
      'unknown',
      'cilium-policies-not-in-dump',
    ]);
    // The Pod CIDR is known here, so an address outside of it is no Pod's; a Service's it may be.
    const outer = await ask(clusters.overlayCilium, { to: '10.99.0.7' });
    expect([...verdicts(outer), ...outer.notes.map(({ id }) => id)]).toEqual([
      'unknown',
      'allowed',
      'unknown',
      'maybe-service',
      'cilium-policies-not-in-dump',
    ]);
    expect(outer.ingress.because).toContain('whether 10.99.0.7 is the address of a Service could not be seen');
    // Between the addresses of a pool's nodes lies their subnet, in which Services get none.
    expect((await ask(clusters.overlayCilium, { to: '172.20.0.6' })).verdict).toBe('allowed');
    expect((await ask(clusters.overlayCilium, { to: '203.0.113.7' })).verdict).toBe('allowed');
  });

  test.each(['networkPolicies', 'ciliumPolicies', 'ciliumClusterPolicies'] as const)(
    'whose %s may not be read leaves it open, with the permission',
    async (name) => {
      const found = await ask(clusters.overlayCilium, {}, (own) => ({ [name]: refusalOf(own[name].ask, 403) }));
      expect(found.verdict).toBe('unknown');
      expect(found.egress.because).toContain(`not allowed to list ${found.egress.because.match(/list (\S+)/u)?.[1]}`);
      expect(found.egress.because).toContain('(403)');
    },
  );

  test('whose Cilium policies may not be read is enough where Cilium does not run', async () => {
    const found = await ask(clusters.kubenet, {}, (own) => ({
      ciliumPolicies: refusalOf(own.ciliumPolicies.ask, 403),
    }));
    expect(found.verdict).toBe('allowed');
  });

  test('a NetworkPolicy that allows is enough for plain reading, whatever else there is', async () => {
    const open = networkPolicy('student-07', 'open', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] });
    const found = await ask([...clusters.kubenet, listOf('NetworkPolicy', [open])], {});
    expect(verdicts(found)).toEqual(['allowed', 'allowed', 'allowed']);
  });

  test('a Cilium policy that was read and denies is enough, whatever else there is', async () => {
    const spec = { endpointSelector: {}, egressDeny: [{ toEntities: ['all'] }] };
    const deny = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'no', namespace: 'student-07' },
      spec,
    };
    const found = await ask([...clusters.overlayCilium, listOf('CiliumNetworkPolicy', [deny])], {}, (own) => ({
      networkPolicies: refusalOf(own.networkPolicies.ask, 403),
    }));
    expect(found.egress.verdict).toBe('denied');
  });
});

describe('how policies are read', () => {
  test.each([
    ['Cilium', clusters.overlayCilium, ['cilium']],
    ['kube-proxy', clusters.kubenet, ['plain']],
    ['nothing known', [], ['plain', 'cilium']],
  ] as const)('%s', async (_, documents, expected) => {
    expect(semanticsOf(detect(await snapshotOf(documents)))).toEqual(expected);
  });
});
