// Whether traffic leaves whoever the other end is: certain only where nothing restricts it or nothing opens it.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { PolicySnapshot, Semantics } from '../../../src/model/reach.ts';
import { decideEgressToAnyone } from '../../../src/network/policy/any-peer.ts';
import { no, unsure, yes } from '../../../src/network/policy/kleene.ts';
import { configMap, listOf, networkPolicy, node, pod } from '../../support/objects.ts';
import { addressOf, policyIndexFrom } from '../../support/policy-index.ts';

type Fields = Readonly<Record<string, unknown>>;

const cilium = (kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy', spec: Fields): Fields => ({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: { name: 'c', ...(kind === 'CiliumNetworkPolicy' ? { namespace: 'x' } : {}) },
  spec: { endpointSelector: {}, ...spec },
});
const own = (spec: Fields) => cilium('CiliumNetworkPolicy', spec);
const egress = (...rules: readonly Fields[]) =>
  networkPolicy('x', 'out', { podSelector: {}, policyTypes: ['Egress'], egress: rules });
const world = (policies: readonly Fields[], settings: Fields = {}) => [
  listOf('Namespace', [{ kind: 'Namespace', metadata: { name: 'x', labels: { team: 'red' } } }]),
  listOf('Node', [node('n1', '10.0.0.4')]),
  listOf('Pod', [pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4')]),
  ...['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map((kind) =>
    listOf(
      kind,
      policies.filter((each) => each.kind === kind),
    ),
  ),
  configMap('cilium-config', settings),
];

type More = { settings?: Fields; without?: (terrain: PolicySnapshot) => Partial<PolicySnapshot> };

async function leaves(semantics: Semantics, policies: readonly Fields[], { settings, without }: More = {}) {
  const index = await policyIndexFrom(world(policies, settings), without);
  const asking = index.pod('x/a');
  const [end] = asking ? index.endpoints(asking) : [];
  return end && decideEgressToAnyone(end, index, semantics);
}

const block = { to: [{ ipBlock: { cidr: '10.2.0.0/16' } }] };
const toBlock = { toCIDR: ['10.2.0.0/16'] };

describe('what policies say', () => {
  test.each([
    ['nothing selects it', [], yes],
    ['selected, and nothing is opened', [egress()], no],
    ['selected, and something is opened', [egress(block)], unsure],
  ])('%s', async (_, policies, expected) => {
    expect([await leaves('plain', policies), await leaves('cilium', policies)]).toEqual([expected, expected]);
  });

  test.each([
    ['a rule without peers opens nothing', own({ egress: [{ toEndpoints: [] }] }), no],
    ['a rule with peers may open', own({ egress: [toBlock] }), unsure],
    ['a rule that denies opens nothing', own({ egress: [{ toEndpoints: [] }], egressDeny: [toBlock] }), no],
    [
      'a policy that restricts nothing, and allows',
      own({ enableDefaultDeny: { egress: false }, egress: [toBlock] }),
      yes,
    ],
    [
      'a policy that restricts nothing, and denies somebody',
      own({ enableDefaultDeny: { egress: false }, egress: [toBlock], egressDeny: [toBlock] }),
      unsure,
    ],
  ])('Cilium: %s', async (_, policy, expected) => {
    expect(await leaves('cilium', [policy])).toBe(expected);
  });

  test('a policy that may select it, by labels of the namespace that were not seen', async () => {
    const byTeam = { matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'red' } };
    const policy = cilium('CiliumClusterwideNetworkPolicy', {
      endpointSelector: byTeam,
      egress: [{ toEndpoints: [] }],
    });
    const without = ({ namespaces }: PolicySnapshot) => ({
      namespaces: namespaces.map((space) => ({ ...space, namespace: refusalOf(space.namespace.ask, 403) })),
    });
    expect([await leaves('cilium', [policy], { without }), await leaves('cilium', [policy])]).toEqual([unsure, no]);
  });
});

test('policies that were not read leave it open', async () => {
  const without = ({ namespaces }: PolicySnapshot) => ({
    namespaces: namespaces.map((space) => ({ ...space, networkPolicies: refusalOf(space.networkPolicies.ask, 403) })),
  });
  expect([await leaves('plain', [], { without }), await leaves('plain', [])]).toEqual([unsure, yes]);
});

test('cilium-config may restrict every Pod, or none; it counts under Cilium alone', async () => {
  const always = { settings: { 'enable-policy': 'always' } };
  expect([await leaves('cilium', [], always), await leaves('plain', [], always)]).toEqual([no, yes]);
  const never = { settings: { 'enable-policy': 'never' } };
  expect([await leaves('cilium', [egress()], never), await leaves('plain', [egress()], never)]).toEqual([yes, no]);
});

test.each([
  [true, unsure],
  [false, yes],
])('an address that may be a Pod’s (%s): %s', async (doubtful, expected) => {
  const end = { kind: 'address', point: addressOf('10.9.9.9'), doubtful } as const;
  expect(decideEgressToAnyone(end, await policyIndexFrom(world([])), 'plain')).toBe(expected);
});
