import type { Assessment } from '../../model/assessment.ts';
import type { FactResult, UnknownReason } from '../../model/quiz.ts';
import type { Reads } from '../../model/snapshot.ts';
import { nodesOf, readyNodes } from '../../network/facts/nodes.ts';
import { listSome } from '../../network/phrases.ts';

function unreadNodes(nodes: Reads['nodes']): UnknownReason {
  if (nodes.outcome === 'ok') return nodes.data.length === 0 ? 'nothing' : 'unsettled';
  return nodes.outcome === 'forbidden' ? 'permission' : nodes.outcome === 'failed' ? 'outage' : 'unsettled';
}

/** Whether spec.podCIDR is set, by the Ready nodes. */
export function determinePodCidrSet({ snapshot }: Assessment): FactResult<'pod-cidr-set'> {
  const { nodes } = snapshot.reads;
  const own = readyNodes(nodesOf(snapshot.reads));
  const all = own.map(({ podCIDRs }) => podCIDRs);
  const shown = own.map(({ name, podCIDRs }) => `${name} ${podCIDRs?.join(' ') || '(empty)'}`);
  const evidence = [
    { command: 'kubectl get nodes -o custom-columns=NODE:.metadata.name,CIDR:.spec.podCIDR', value: listSome(shown) },
  ];
  if (own.length > 0 && all.every((each) => each !== null && each.length > 0))
    return { value: 'yes', observation: { says: 'spec.podCIDR is set on each Ready node.', evidence } };
  if (own.length > 0 && all.every((each) => each?.length === 0))
    return { value: 'no', observation: { says: 'spec.podCIDR is empty on each Ready node.', evidence } };
  return { value: null, untold: unreadNodes(nodes) };
}

/** Whether some node runs Windows. */
export function determineWindowsNodes({ network, snapshot }: Assessment): FactResult<'windows-nodes'> {
  const { windows } = network;
  if (windows === null) return { value: null, untold: unreadNodes(snapshot.reads.nodes) };
  const listed = nodesOf(snapshot.reads).map(({ name, os }) => `${name} ${os}`);
  const evidence =
    listed.length > 0 ? [{ command: 'kubectl get nodes -L kubernetes.io/os', value: listSome(listed) }] : [];
  const says = windows ? 'Some node runs Windows.' : 'No node runs Windows.';
  return { value: windows ? 'yes' : 'no', observation: { says, evidence } };
}
