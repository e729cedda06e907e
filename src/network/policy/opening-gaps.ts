import type { OfferedRule, PortNumber } from '../../model/opening.ts';
import type { ReachQuery, Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import { judgeQuery, type ReadingSide } from './judge.ts';
import { commonTruth, no, type Truth, yes } from './kleene.ts';
import { type ConnectionQuery, isOwnNode, matchRule } from './match.ts';
import { blockDrafts, nodeDrafts, podDrafts, type RuleDraft, singleBlock } from './opening-rules.ts';
import { selectablePods, selectorsOfPods } from './opening-selector.ts';
import type { PolicyIndex } from './policy-index.ts';
import { type Direction, policyNameOf } from './rule.ts';
import { rulesOf } from './rule-words.ts';

/** What policies of one end shut: for which Pods, what may be added for it, and whether that opened it. */
export type PolicyGap = {
  readonly direction: Direction;
  /** Of one namespace; at least one. */
  readonly pods: readonly Pod[];
  readonly offer: OfferedRule;
  /** Whether it is shut for sure; else that could not be told, or depends on the release of Cilium. */
  readonly shut: boolean;
  /** Rules that may open it, the least first. */
  readonly drafts: readonly RuleDraft[];
  readonly decide: (index: PolicyIndex) => Truth;
  /** The policies that deny it, whatever others allow. */
  readonly denials: readonly string[];
};

/** A Pod as NAMESPACE/NAME. */
export const nameOfPod = ({ namespace, name }: Pod): string => `${namespace}/${name}`;

/** The policies that deny one of these connections, whatever others allow. */
export function denialsOf(queries: readonly ConnectionQuery[]): readonly string[] {
  const names = queries.flatMap((asked) => {
    const { applied } = asked.index.policiesFor(asked.subject.identity, asked.direction, asked.semantics);
    return rulesOf(applied)
      .filter(({ applied: { selects }, rule }) => rule.deny && selects === yes && matchRule(rule, asked) === yes)
      .map(({ applied: { policy } }) => policyNameOf(policy.name));
  });
  return [...new Set(names)].sort();
}

type PeerDrafts = Pick<OfferedRule, 'peer'> & { readonly drafts: readonly RuleDraft[] };

/** Rules for a Pod as the other end; null where no labels tell it from others. */
export function draftsForPod(
  pod: Pod,
  home: string,
  ports: readonly PortNumber[],
  index: PolicyIndex,
): PeerDrafts | null {
  const found = selectorsOfPods([pod], selectablePods(pod.namespace, index));
  const [pods] = found ?? [];
  if (pods === undefined) return null;
  const namespace = pod.namespace === home ? null : pod.namespace;
  return { peer: { is: 'pod', name: nameOfPod(pod) }, drafts: podDrafts({ pods, namespace }, ports) };
}

/** Rules for the other end as the readings of a question see it; null where none can be written. */
function draftsForPeers(
  ends: readonly ConnectionEndpoint[],
  subject: ConnectionQuery['subject'],
  ports: readonly PortNumber[],
  index: PolicyIndex,
): PeerDrafts | null {
  const [first] = ends;
  const node = ends.find((end) => end.kind === 'node');
  if (node?.kind === 'node') {
    const own = isOwnNode(node, subject);
    const entities = [...(own === no ? [] : ['host']), ...(own === yes ? [] : ['remote-node'])];
    const block = singleBlock(node.point);
    return { peer: { is: 'node', address: node.point.text }, drafts: nodeDrafts(block, entities, ports) };
  }
  if (first?.kind === 'pod') return draftsForPod(first.pod, subject.pod.namespace, ports, index);
  if (first?.kind !== 'address') return null;
  return { peer: { is: 'address', address: first.point.text }, drafts: blockDrafts(singleBlock(first.point), ports) };
}

const truthOf = (sides: readonly ReadingSide[]): Truth => commonTruth(sides.map(({ truth }) => truth));

/** What one end's policies do not surely let pass; null where they let all of it pass, or where it is no Pod. */
function gapOf(
  query: ReachQuery,
  direction: Direction,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): PolicyGap | null {
  const sidesIn = (each: PolicyIndex) => {
    const judged = judgeQuery(query, each, semantics);
    return 'kind' in judged ? null : { sides: judged.readings.map((reading) => reading[direction]), judged };
  };
  const found = sidesIn(index);
  if (found === null || truthOf(found.sides) === yes) return null;
  const queries = found.sides.flatMap(({ query: asked }) => asked ?? []);
  const [asked] = queries;
  if (asked === undefined) return null;
  const { subject } = asked;
  const ports = [{ port: found.judged.query.port, protocol: query.protocol }];
  const peers = draftsForPeers(
    queries.map(({ peer }) => peer),
    subject,
    ports,
    index,
  );
  if (peers === null) return null;
  return {
    direction,
    pods: [subject.pod],
    shut: truthOf(found.sides) === no,
    offer: { direction, pod: nameOfPod(subject.pod), peer: peers.peer, ports },
    drafts: peers.drafts,
    decide: (each) => truthOf(sidesIn(each)?.sides ?? []),
    denials: denialsOf(queries),
  };
}

/** What keeps a connection from a Pod to a Pod or an address from surely passing. */
export function gapsOfQuery(
  query: ReachQuery,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): readonly PolicyGap[] {
  return (['egress', 'ingress'] as const).flatMap((direction) => gapOf(query, direction, index, semantics) ?? []);
}
