import type { PortNumber } from '../../model/opening.ts';
import type { PolicyTrial, ProposedPolicies, ReachQuery, Semantics, VerdictChange } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { decideDns } from './dns.ts';
import { verdictOf } from './explain-verdict.ts';
import { judgeQuery } from './judge.ts';
import { commonTruth, type Truth, unsure } from './kleene.ts';
import type { PolicyIndex } from './policy-index.ts';

/** An address outside of every cluster (RFC 5737). */
const outside = '203.0.113.7';

/** So many kinds of Pods and so many connections are compared: a student's namespace has a dozen. */
const mostKinds = 16;
const mostQueries = 2000;

const nameOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;
const isLasting = ({ phase }: Pod) => phase !== 'Succeeded' && phase !== 'Failed';

/** One Pod for each set of labels: no policy tells the others from it. A host-network Pod is its node. */
function onePodOfEach(pods: readonly Pod[], index: PolicyIndex): readonly Pod[] {
  const key = (pod: Pod) => (pod.hostNetwork ? nameOf(pod) : String(index.identity(pod).id));
  return [...Map.groupBy(pods.filter(isLasting), key).values()].flatMap(([pod]) => pod ?? []);
}

/** The numbers of ports that policies write. */
function portsOfPolicies({ networkPolicies, ciliumPolicies }: ProposedPolicies): readonly PortNumber[] {
  const rules = [
    ...networkPolicies.flatMap(({ ingress, egress }) => [...ingress, ...egress]),
    ...ciliumPolicies.flatMap(({ specs }) =>
      specs.flatMap((spec) => [...spec.ingress, ...spec.ingressDeny, ...spec.egress, ...spec.egressDeny]),
    ),
  ];
  return rules.flatMap(({ ports }) =>
    (ports ?? []).flatMap(({ port, protocol }) => {
      if (typeof port !== 'number') return [];
      return [{ port, protocol: protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP' }];
    }),
  );
}

/** The ports of a Pod: those that its containers declare, else those that are of interest anyway. */
function portsOf({ ports }: Pod, others: readonly PortNumber[]): readonly PortNumber[] {
  const own = (ports ?? []).flatMap(({ port, protocol }): readonly PortNumber[] =>
    protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP' ? [{ port, protocol }] : [],
  );
  const all = own.length > 0 ? own : others;
  return [...new Map(all.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}

/** Connections of these Pods among themselves, into them and out of them; `dns` stands for the cluster's DNS. */
function queriesOf(pods: readonly Pod[], others: readonly PortNumber[]): readonly ReachQuery[] {
  const into = pods.flatMap((to) => portsOf(to, others).map((each) => ({ to: nameOf(to), ...each })));
  return pods.flatMap((pod): readonly ReachQuery[] => {
    const from = nameOf(pod);
    return [
      ...(pod.hostNetwork ? [] : [{ from, to: 'dns', port: 53, protocol: 'UDP' } as const]),
      { from, to: outside, port: 443, protocol: 'TCP' },
      ...into.filter(({ to }) => to !== from).map((each) => ({ from, ...each })),
      ...into.filter(({ to }) => to === from).map((each) => ({ ...each, from: outside })),
    ];
  });
}

function decide(query: ReachQuery, index: PolicyIndex, semantics: readonly Semantics[]): Truth {
  if (query.to === 'dns') {
    const pod = index.pod(query.from);
    const [end] = pod ? index.endpoints(pod) : [];
    return end ? commonTruth(semantics.map((each) => decideDns(index, end, each))) : unsure;
  }
  const judged = judgeQuery(query, index, semantics);
  return 'kind' in judged ? unsure : judged.truth;
}

/** A cluster without and with policies that are not applied yet. */
export type TrialIndexes = { readonly without: PolicyIndex; readonly with: PolicyIndex };

/** Why Pods of a namespace are not compared; null where they are. */
function whyUnseen(name: string, index: PolicyIndex): string | null {
  const read = index.namespace(name)?.pods;
  if (read === undefined) return `the Pods of ${name} were not read`;
  return read.outcome === 'ok' ? null : `the Pods of ${name} could not be seen: ${read.because}`;
}

type Comparison = Pick<PolicyTrial, 'changes' | 'compared' | 'untold' | 'leftOut'>;

/** Which verdicts about the Pods of these namespaces policies change, of Pods with the same labels once. */
export function verdictChanges(
  { without, with: trial }: TrialIndexes,
  namespaces: readonly string[],
  proposed: ProposedPolicies,
  semantics: readonly Semantics[],
): Comparison {
  const unseen = namespaces.flatMap((name) => whyUnseen(name, without) ?? []);
  const spaces = namespaces.flatMap((name) => without.namespace(name) ?? []);
  const pods = spaces.flatMap((space) => objectsOf(space.pods));
  const kinds = onePodOfEach(pods, without);
  const shown = kinds.slice(0, mostKinds);
  const others = [...portsOfPolicies(proposed), { port: 80, protocol: 'TCP' } as const];
  const all = queriesOf(shown, others);
  const judged = all.slice(0, mostQueries).map((query): VerdictChange => {
    const of = (index: PolicyIndex) => verdictOf(decide(query, index, semantics));
    return { ...query, without: of(without), with: of(trial) };
  });
  const left = [
    ...(kinds.length > shown.length ? [`${kinds.length - shown.length} more kinds of Pods were not compared`] : []),
    ...(all.length > judged.length ? [`${all.length - judged.length} more connections were not compared`] : []),
  ];
  return {
    changes: judged.filter((each) => each.without !== each.with),
    compared: judged.length,
    untold: judged.filter((each) => each.without === 'unknown' && each.with === 'unknown').length,
    leftOut: [...unseen, ...left],
  };
}
