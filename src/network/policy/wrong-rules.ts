import type { OfferedPeer, PortNumber, RuleOption } from '../../model/opening.ts';
import type { LabelSelector } from '../../model/policy.ts';
import type { ProposedPolicies } from '../../model/reach.ts';
import type { PolicyGap } from './opening-gaps.ts';
import { policiesOfDrafts, selectorsForGap } from './opening-policies.ts';
import { blockDrafts, outsideBlock, podDrafts, type RuleDraft } from './opening-rules.ts';
import { selectablePods, selectorsOfPods } from './opening-selector.ts';
import type { OpeningTask, PlacedRule } from './opening-task.ts';

/** So many wrong rules stand beside the right one. */
const mostWrong = 2;

const everyone: LabelSelector = { matchLabels: {}, matchExpressions: [] };
const otherWay = { egress: 'ingress', ingress: 'egress' } as const;

/** The rules that are easily mixed up with the one that opens a gap. */
function rulesLike({ pods, offer, drafts, direction }: PolicyGap, task: OpeningTask): readonly PlacedRule[] {
  const { index, semantics } = task;
  const namespace = pods[0]?.namespace ?? '';
  const all = selectablePods(namespace, index);
  const selectors = selectorsForGap(pods, direction, index, semantics) ?? selectorsOfPods(pods, all) ?? [everyone];
  const rule = (peer: OfferedPeer, ports: readonly PortNumber[], [draft]: readonly RuleDraft[], back = false) => {
    const way = back ? otherWay[direction] : direction;
    if (draft === undefined) return [];
    const placed = { direction: way, namespace, selectors, draft };
    return [{ offer: { ...offer, direction: way, peer, ports }, placed }];
  };
  const { peer, ports } = offer;
  const [first] = ports;
  const protocol = first?.protocol === 'UDP' ? 'TCP' : 'UDP';
  const names = [{ port: 53, protocol }] as const;
  return [
    ...rule(peer, ports, drafts, true),
    ...(peer.is === 'pod'
      ? []
      : rule({ is: 'namespace' }, ports, podDrafts({ pods: everyone, namespace: null }, ports))),
    ...(peer.is === 'outside' ? [] : rule({ is: 'outside' }, ports, blockDrafts(outsideBlock(4, index), ports))),
    ...(peer.is === 'outside' ? rule(peer, names, blockDrafts(outsideBlock(4, index), names)) : []),
  ];
}

/** Rules that do not open it, each tried: the right one for a part of it, the right one backwards, the wrong peer. */
export function wrongRules(
  task: OpeningTask,
  right: readonly PlacedRule[],
  opens: (policies: ProposedPolicies) => boolean,
): readonly RuleOption[] {
  const parts = right.length > 1 ? right.slice(0, 1) : [];
  const likely = [...parts, ...task.gaps.flatMap((gap) => rulesLike(gap, task))];
  const named = [...new Map(likely.map((each) => [JSON.stringify(each.offer), each])).values()];
  return named
    .map(({ offer, placed }) => ({ rules: [offer], policies: policiesOfDrafts([placed], task.index) }))
    .filter(({ policies }) => !opens(policies))
    .slice(0, mostWrong);
}
