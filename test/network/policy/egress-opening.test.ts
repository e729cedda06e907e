// What policies shut for the Pods of a namespace, how they let them out, and the rule that the walk asks for.
import { describe, expect, test } from 'vitest';
import type { MissingRule } from '../../../src/model/opening.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import {
  findEgressRule,
  lookAtEgress,
  openEgressOf,
  shutEgressOf,
  tryOption,
} from '../../../src/network/policy/egress-opening.ts';
import { policiesYaml } from '../../../src/words/policy-yaml.ts';
import * as clusters from '../../support/clusters.ts';
import { aksLabels, listOf, networkPolicy, node, snapshotOf } from '../../support/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

const look = async (documents: readonly unknown[]) => {
  const snapshot = await snapshotOf(documents);
  return lookAtEgress(snapshot, detect(snapshot));
};

/** One of the clusters with these policies, and none of Cilium’s. */
const withPolicies = (documents: readonly Fields[], policies: readonly Fields[]) => [
  ...documents.filter(({ kind }) => kind !== 'NetworkPolicyList'),
  listOf('NetworkPolicy', policies),
  ...['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map((kind) => listOf(kind, [])),
];
const egress = (name: string, podSelector: Fields, rules: readonly Fields[] = []) =>
  networkPolicy('student-07', name, { podSelector, policyTypes: ['Egress'], egress: rules });
const dns = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }],
};
const web = { matchLabels: { app: 'web' } };
const some = { to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] };
const closed = egress('closed', {});

/** The rules of the right option, in short; the reason where none is found. */
function inShort(found: MissingRule): readonly string[] {
  if (found.is !== 'found') return [found.is];
  return (found.options[found.right]?.rules ?? []).map(
    ({ direction, peer, ports }) =>
      `${direction} ${peer.is} ${ports.map(({ port, protocol }) => `${protocol} ${port}`)}`,
  );
}
const yamlOf = (found: MissingRule) => {
  const policies = found.is === 'found' ? found.options[found.right]?.policies : undefined;
  return policies ? policiesYaml(policies) : '';
};

describe.each([
  ['Cilium', clusters.overlayCilium],
  ['kube-proxy', clusters.kubenet],
] as const)('with %s', (_, cluster) => {
  test.each([
    ['nothing may leave', [closed], ['egress outside TCP 443', 'egress dns UDP 53']],
    ['only names may be asked for', [egress('dns', {}, [dns])], ['egress outside TCP 443']],
    ['only addresses outside may be reached', [egress('out', {}, [some])], ['egress dns UDP 53']],
    ['one Pod alone is shut', [egress('web', web, [dns])], ['egress outside TCP 443']],
  ])('%s: that rule is missing, and with it the way is open', async (_name, policies, rules) => {
    const at = await look(withPolicies(cluster, policies));
    expect(shutEgressOf(at)).not.toBeNull();
    const found = findEgressRule(at, 'student-07');
    expect(inShort(found)).toEqual(rules);
    const [right] = found.is === 'found' ? found.options.slice(found.right) : [];
    const added = (right?.policies.networkPolicies ?? []).map(({ name }) => name);
    expect(added).toEqual(['allow-egress']);
  });

  test('what is shown, applied beside the policies that are there, opens the way; without it, it stays shut', async () => {
    const at = await look(withPolicies(cluster, [closed]));
    const yaml = yamlOf(findEgressRule(at, 'student-07'));
    const { parse } = await import('yaml');
    const after = await look(withPolicies(cluster, [closed, parse(yaml)]));
    expect([shutEgressOf(after), openEgressOf(after)]).toEqual([null, { addresses: 'all', names: 'yes', pod: 'api' }]);
    expect(openEgressOf(at)).toBeNull();
  });

  test('Pods that are shut by two policies are both let out, and no other Pod is shut by it', async () => {
    const api = { matchLabels: { app: 'api' } };
    const at = await look(withPolicies(cluster, [egress('one', web), egress('two', api)]));
    expect(shutEgressOf(at)).toEqual({
      what: 'everything',
      pods: ['api', 'web'],
      policies: ['NetworkPolicy/student-07/two', 'NetworkPolicy/student-07/one'],
    });
    expect(inShort(findEgressRule(at, 'student-07'))).toHaveLength(2);
    // Only one is shut: a policy for both would shut the other one for everything else.
    const one = await look(withPolicies(cluster, [egress('one', web)]));
    expect(yamlOf(findEgressRule(one, 'student-07'))).toContain('app: web');
  });

  test('some addresses outside are no way to all of them', async () => {
    const at = await look(withPolicies(cluster, [egress('out', {}, [some, dns])]));
    expect([shutEgressOf(at), openEgressOf(at)]).toEqual([null, { addresses: 'some', names: 'yes', pod: 'api' }]);
  });

  test('its neighbours: no policy at all, and no Pod at all', async () => {
    const free = await look(withPolicies(cluster, []));
    expect([shutEgressOf(free), openEgressOf(free)]).toEqual([null, { addresses: 'all', names: 'yes', pod: 'api' }]);
    const empty = await look(
      withPolicies(cluster, [closed]).map((each) => (each.kind === 'PodList' ? listOf('Pod', []) : each)),
    );
    expect([shutEgressOf(empty), openEgressOf(empty)]).toEqual([null, null]);
  });

  test('what an option would do beside: the rule backwards opens nothing outside', async () => {
    const at = await look(withPolicies(cluster, [closed]));
    const found = findEgressRule(at, 'student-07');
    const options = found.is === 'found' ? found.options : [];
    expect(options).toHaveLength(3);
    const opened = options.map((_option, at_) =>
      tryOption(at_, found, at, 'student-07').changes.some(
        (each) => each.to === '203.0.113.7' && each.with === 'allowed',
      ),
    );
    expect(opened[found.is === 'found' ? found.right : 0]).toBe(true);
    expect(() => tryOption(9, found, at, 'student-07')).toThrow('no option 9');
  });
});

describe('names on nodes with LocalDNS', () => {
  const key = 'kubernetes.azure.com/localdns-state';
  const local = (documents: readonly Fields[], state: string) =>
    documents.map((each) =>
      each.kind === 'NodeList'
        ? listOf(
            'Node',
            ['n0', 'n1', 'n2'].map((name, i) =>
              node(name, `172.20.0.${i + 4}`, { labels: { ...aksLabels, [key]: state } }),
            ),
          )
        : each,
    );

  test('under Cilium the block and the entity, by a policy of Cilium’s; TCP as well', async () => {
    const at = await look(local(withPolicies(clusters.overlayCilium, [egress('out', {}, [some])]), 'enabled'));
    const found = findEgressRule(at, 'student-07');
    expect(inShort(found)).toEqual(['egress dns UDP 53,TCP 53']);
    const yaml = yamlOf(found);
    for (const each of [
      'kind: CiliumNetworkPolicy',
      'toEntities: [host]',
      'toCIDR: [169.254.10.0/24]',
      'protocol: TCP',
    ])
      expect(yaml).toContain(each);
  });

  test('its neighbour: switched off, the Pods of kube-dns by a plain policy', async () => {
    const at = await look(local(withPolicies(clusters.overlayCilium, [egress('out', {}, [some])]), 'disabled'));
    expect(inShort(findEgressRule(at, 'student-07'))).toEqual(['egress dns UDP 53']);
  });
});

test('a denial, and a policy for the whole cluster, is named; no rule is shown', async () => {
  const deny = (kind: string, metadata: Fields) =>
    listOf(kind, [
      {
        apiVersion: 'cilium.io/v2',
        kind,
        metadata,
        spec: { endpointSelector: {}, egressDeny: [{ toEntities: ['world'] }] },
      },
    ]);
  const rest = withPolicies(clusters.overlayCilium, []);
  const without = (kind: string) => rest.filter((each) => each.kind !== `${kind}List`);
  const own = await look([
    ...without('CiliumNetworkPolicy'),
    deny('CiliumNetworkPolicy', { namespace: 'student-07', name: 'no' }),
  ]);
  expect(findEgressRule(own, 'student-07')).toEqual({
    is: 'denied',
    by: ['CiliumNetworkPolicy/student-07/no'],
    home: 'own',
  });
  const wide = await look([
    ...without('CiliumClusterwideNetworkPolicy'),
    deny('CiliumClusterwideNetworkPolicy', { name: 'no' }),
  ]);
  expect(findEgressRule(wide, 'student-07')).toEqual({
    is: 'denied',
    by: ['CiliumClusterwideNetworkPolicy/no'],
    home: 'cluster',
  });
});
