// The smallest rule that opens what policies shut, on arbitrary clusters, under both ways of reading policies.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProposedPolicies } from '../../../src/cluster/proposed-policies.ts';
import type { MissingRule } from '../../../src/model/opening.ts';
import type { CiliumPolicy, NetworkPolicy } from '../../../src/model/policy.ts';
import type { ProposedPolicies, ReachQuery, Semantics } from '../../../src/model/reach.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { judgeQuery } from '../../../src/network/policy/judge.ts';
import { no, yes } from '../../../src/network/policy/kleene.ts';
import { findMissingRule } from '../../../src/network/policy/missing-rule.ts';
import { gapsOfQuery } from '../../../src/network/policy/opening-gaps.ts';
import { indexWith } from '../../../src/network/policy/opening-task.ts';
import { indexPolicies, type PolicyIndex } from '../../../src/network/policy/policy-index.ts';
import { policiesYaml } from '../../../src/words/policy-yaml.ts';
import { clusters, documentsOf, queryOf, questions } from '../../support/policy-worlds.ts';
import type { SlowCluster } from '../../support/slow-reach.ts';
import { terrainFrom } from '../../support/terrain.ts';

const namespaces = ['x', 'y', 'z'];

function truthOf(query: ReachQuery, index: PolicyIndex, semantics: Semantics) {
  const judged = judgeQuery(query, index, [semantics]);
  return 'kind' in judged ? null : judged.truth;
}

function missingRuleFor(query: ReachQuery, index: PolicyIndex, semantics: Semantics): MissingRule {
  return findMissingRule({
    gaps: gapsOfQuery(query, index, [semantics]),
    isOpen: (each) => truthOf(query, each, semantics) ?? no,
    index,
    semantics: [semantics],
    namespaces,
  });
}

const selector = { matchLabels: {}, matchExpressions: [] };
/** Policies that allow everything everywhere: where these do not open a connection, nothing that is added does. */
const everything: ProposedPolicies = {
  placed: false,
  networkPolicies: namespaces.map((namespace): NetworkPolicy => {
    const all = [{ peers: [], ports: [] }];
    return { namespace, name: 'all', selects: selector, types: ['Ingress', 'Egress'], ingress: all, egress: all };
  }),
  ciliumPolicies: namespaces.map((namespace): CiliumPolicy => {
    const rule = { endpoints: [], entities: ['all'], blocks: [], unjudged: [], names: [], emptyPeers: false };
    const all = [{ ...rule, ports: null, icmp: false, l7: false }];
    const none = { ingressDeny: [], egressDeny: [], denies: { ingress: true, egress: true } };
    return { namespace, name: 'all', specs: [{ selects: selector, ingress: all, egress: all, ...none }] };
  }),
};

/** The API server gives every namespace the label of its name, by which a rule finds it. */
function named(documents: readonly object[]): readonly object[] {
  const text = JSON.stringify(documents).replaceAll(
    /"kind":"Namespace","metadata":\{"name":"(.)","labels":\{(.*?)\}/gu,
    (_, name: string, labels: string) =>
      `"kind":"Namespace","metadata":{"name":"${name}","labels":{${labels}${labels === '' ? '' : ','}"kubernetes.io/metadata.name":"${name}"}`,
  );
  return JSON.parse(text);
}

const without = <T>(all: readonly T[]): readonly (readonly T[])[] => all.map((_, at) => all.toSpliced(at, 1));

type Ruled = Pick<NetworkPolicy, 'ingress' | 'egress'>;
/** Rules without one of them, or with one that has a port less; a rule without ports is another rule. */
function smallerRules<T extends { readonly ports: readonly unknown[] | null }>(rules: readonly T[]) {
  const fewer = rules.flatMap(({ ports, ...rest }, at) =>
    (ports?.length ?? 0) < 2 ? [] : without(ports ?? []).map((left) => rules.with(at, { ...rest, ports: left } as T)),
  );
  return [...without(rules), ...fewer];
}
const smallerOf = <T extends { readonly ingress: readonly { readonly ports: readonly unknown[] | null }[] }>(
  whole: T & { readonly egress: T['ingress'] },
): readonly (T & { readonly egress: T['ingress'] })[] => [
  ...smallerRules(whole.ingress).map((ingress) => ({ ...whole, ingress })),
  ...smallerRules(whole.egress).map((egress) => ({ ...whole, egress })),
];

/** Everything that is less than these policies, by one policy, rule or port. */
function lessThan({ networkPolicies, ciliumPolicies, placed }: ProposedPolicies): readonly ProposedPolicies[] {
  const plain = [
    ...without(networkPolicies),
    ...networkPolicies.flatMap((each, at) =>
      smallerOf<Ruled>(each).map((less) => networkPolicies.with(at, { ...each, ...less })),
    ),
  ];
  const cilium = [
    ...without(ciliumPolicies),
    ...ciliumPolicies.flatMap((each, at) =>
      each.specs.flatMap((spec) =>
        smallerOf<typeof spec>(spec).map((less) => ciliumPolicies.with(at, { ...each, specs: [less] })),
      ),
    ),
  ];
  return [
    ...plain.map((list) => ({ networkPolicies: list, ciliumPolicies, placed })),
    ...cilium.map((list) => ({ networkPolicies, ciliumPolicies: list, placed })),
  ];
}

const isNodeAddress = (end: string) => /^(?:10\.0\.0|169\.254\.10)\./u.test(end);

/**
 * Whether two ends are one to a policy: Pods of one namespace with the same labels, nodes, or the same address. A host-network
 * Pod may be seen as either.
 */
function areAlike(a: string, b: string, { pods }: SlowCluster): boolean {
  const keysOf = (end: string): readonly string[] => {
    const found = pods.find(({ namespace, name, ip, host }) => `${namespace}/${name}` === end || (!host && ip === end));
    // LocalDNS is the Pod's own node.
    if (found === undefined) return [isNodeAddress(end) ? 'node' : end];
    const labels = Object.entries(found.labels).sort(([one], [other]) => (one < other ? -1 : 1));
    return [JSON.stringify([found.namespace, labels]), ...(found.host ? ['node'] : [])];
  };
  return keysOf(a).some((key) => keysOf(b).includes(key));
}

const ends = ['203.0.113.7', '203.0.113.200', '2001:db8::7', '10.0.0.4', '10.0.0.5', '10.244.1.99'];
/** Every connection that the questions may be about. */
function allQueries({ pods }: SlowCluster): readonly ReachQuery[] {
  const names = pods.map(({ namespace, name }) => `${namespace}/${name}`);
  const froms = [...names, '10.0.0.4', '10.0.0.5'];
  return froms.flatMap((from) =>
    [...names, ...ends].flatMap((to) =>
      [53, 80, 443, 75].flatMap((port) =>
        (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ from, to, port, protocol })),
      ),
    ),
  );
}

/** Calls back with each denied question of many clusters. */
async function eachDenied(
  semantics: Semantics,
  runs: number,
  check: (query: ReachQuery, index: PolicyIndex, cluster: SlowCluster) => void,
): Promise<void> {
  const asked = fc.array(questions, { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(clusters, asked, async (cluster, list) => {
      const terrain = await terrainFrom(named(documentsOf(cluster)));
      const index = indexPolicies(terrain, detect(terrain.snapshot));
      for (const question of list) {
        const query = queryOf(question, cluster);
        if (truthOf(query, index, semantics) === no) check(query, index, cluster);
      }
    }),
    { numRuns: runs },
  );
}

describe.each(['plain', 'cilium'] as const)('%s semantics', (semantics) => {
  test('with it the connection passes, without any part of it it does not, and no other option opens it', async () => {
    let count = 0;
    await eachDenied(semantics, 150, (query, index) => {
      const found = missingRuleFor(query, index, semantics);
      if (found.is !== 'found') return;
      count += 1;
      const { options, right } = found;
      const truths = options.map(({ policies }) => truthOf(query, indexWith(policies, index), semantics) === yes);
      expect(truths).toEqual(options.map((_, at) => at === right));
      const policies = options[right]?.policies ?? everything;
      // What is shown to be copied is what was tried.
      expect(parseProposedPolicies(policiesYaml(policies), 'x')).toEqual(policies);
      for (const less of lessThan(policies)) expect(truthOf(query, indexWith(less, index), semantics)).not.toBe(yes);
    });
    expect(count).toBeGreaterThan(50);
  }, 120_000);

  test('it opens this connection alone, and shuts none', async () => {
    let count = 0;
    await eachDenied(semantics, 60, (query, index, cluster) => {
      const found = missingRuleFor(query, index, semantics);
      const option = found.is === 'found' ? found.options[found.right] : undefined;
      if (option === undefined) return;
      count += 1;
      const open = indexWith(option.policies, index);
      const changed = allQueries(cluster).flatMap((each) => {
        const [before, after] = [truthOf(each, index, semantics) ?? no, truthOf(each, open, semantics) ?? no];
        return before === after ? [] : [{ ...each, before, after }];
      });
      expect(changed.filter(({ before, after }) => after < before)).toEqual([]);
      const others = changed.filter(
        ({ from, to, port, protocol, before, after }) =>
          // An address that may be a Service is open for no one who may not leave at all; then that is not known.
          after === yes &&
          // With enable-policy: always it is left open whether a node reaches a Pod that no policy selects.
          (before === no || !areAlike(from, '10.0.0.4', cluster)) &&
          (port !== query.port ||
            protocol !== query.protocol ||
            !areAlike(from, query.from, cluster) ||
            !areAlike(to, query.to, cluster)),
      );
      expect(others).toEqual([]);
    });
    expect(count).toBeGreaterThan(10);
  }, 120_000);

  test('where none is found, nothing that is added opens it, but for nodes, and SCTP under Cilium', async () => {
    const counts = { found: 0, shut: 0 };
    await eachDenied(semantics, 600, (query, index, { pods }) => {
      const { is } = missingRuleFor(query, index, semantics);
      if (is === 'found') {
        counts.found += 1;
        return;
      }
      const all = truthOf(query, indexWith(everything, index), semantics);
      const isHost = (end: string) =>
        isNodeAddress(end) || pods.some(({ namespace, name, host }) => host && `${namespace}/${name}` === end);
      const left = isHost(query.from) || isHost(query.to) || query.protocol === 'SCTP' || is === 'denied';
      counts.shut += 1;
      if (is === 'denied' || !left)
        expect({ ...query, is, all }).toEqual({ ...query, is, all: all === yes ? no : all });
    });
    expect(counts.found).toBeGreaterThan(50);
    expect(counts.shut).toBeGreaterThan(0);
  }, 120_000);
});
