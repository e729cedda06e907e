import type { Dataplane, PolicyEngine } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import { ciliumOwnerOf, isAgentDown, isAgentProvenAbsent, isAgentRunning } from '../facts/cilium.ts';
import { nodesOf, readyNodes } from '../facts/nodes.ts';

// What a Cilium agent leaves on its node, whatever namespace it runs in (aks.md §1.1, §1.3).
const ciliumKeys = /(?:^|\.)cilium\.io\/|^io\.cilium\./u;

/** Nodes that a Cilium agent has marked as its own. */
export function nodesMarkedByCilium(reads: Reads): readonly Node[] {
  return readyNodes(nodesOf(reads)).filter(
    ({ networkReason, annotationKeys }) =>
      networkReason === 'CiliumIsUp' || annotationKeys.some((key) => ciliumKeys.test(key)),
  );
}

/** Without Ready nodes nobody can tell whether a Cilium elsewhere marked them. */
function seesNodes(reads: Reads): boolean {
  return readyNodes(nodesOf(reads)).length > 0;
}

/** Who routes Service traffic; `undetermined` unless presence or absence was seen. */
export function dataplaneOf(reads: Reads): Dataplane {
  const owner = ciliumOwnerOf(reads);
  if (owner === 'azure') return 'azure-cilium';
  if (owner === 'self') return 'self-managed-cilium';
  // Cilium may run in another namespace, which netlab does not read.
  if (owner !== 'none' || nodesMarkedByCilium(reads).length > 0) return 'undetermined';
  if (isAgentRunning(reads, 'kube-proxy')) return 'kube-proxy';
  return seesNodes(reads) && isAgentProvenAbsent(reads, 'kube-proxy') ? 'none' : 'undetermined';
}

/** Whether kube-proxy stands beside a Cilium: chained, or on the way from one to the other (aks.md §1.6). */
export function isProxyBesideCilium(reads: Reads): boolean {
  return isAgentRunning(reads, 'kube-proxy') && isAgentRunning(reads, 'cilium');
}

/** What can enforce NetworkPolicies. */
export type DetectableEngine = 'cilium' | 'azure-npm' | 'calico';
type Presence = 'runs' | 'absent' | 'unseen';

function calico(reads: Reads): Presence {
  // Calico's operator uses calico-system; before it, AKS ran calico-node in kube-system.
  if (isAgentRunning(reads, 'calico-node')) return isAgentDown(reads, 'calico-node') ? 'unseen' : 'runs';
  const { calicoDaemonSets: read } = reads;
  if (read.outcome !== 'ok') return 'unseen';
  const set = read.data.find(({ name }) => name === 'calico-node');
  if ((set?.desired ?? 0) > 0) return set?.ready === 0 ? 'unseen' : 'runs';
  const gone = set === undefined || set.desired === 0;
  return read.absence === 'proven' && gone && isAgentProvenAbsent(reads, 'calico-node') ? 'absent' : 'unseen';
}

function cilium(reads: Reads): Presence {
  const owner = ciliumOwnerOf(reads);
  if (owner === 'none') return seesNodes(reads) && nodesMarkedByCilium(reads).length === 0 ? 'absent' : 'unseen';
  return owner === 'unseen' || isAgentDown(reads, 'cilium') ? 'unseen' : 'runs';
}

function npm(reads: Reads): Presence {
  if (isAgentRunning(reads, 'azure-npm')) return isAgentDown(reads, 'azure-npm') ? 'unseen' : 'runs';
  return isAgentProvenAbsent(reads, 'azure-npm') ? 'absent' : 'unseen';
}

function engines(reads: Reads): Readonly<Record<DetectableEngine, Presence>> {
  return { cilium: cilium(reads), 'azure-npm': npm(reads), calico: calico(reads) };
}

/** The engines that were seen to run. */
export function runningEngines(reads: Reads): readonly DetectableEngine[] {
  const found = engines(reads);
  return (['cilium', 'azure-npm', 'calico'] as const).filter((engine) => found[engine] === 'runs');
}

// What else enforces NetworkPolicies, by the exact names of its DaemonSets; what it does in detail is not
// known here.
const otherEngines = ['antrea-agent', 'kube-router', 'weave-net', 'kube-ovn-cni', 'canal', 'ovnkube-node'];

/** What AKS labelled its nodes to have as a policy engine, each once. */
export function networkPolicyLabels(reads: Reads): readonly string[] {
  const found = readyNodes(nodesOf(reads)).map(({ labels }) => labels['kubernetes.azure.com/network-policy'] ?? '');
  return [...new Set(found)].filter((value) => value !== '').sort();
}

/**
 * Who enforces NetworkPolicies; `none` only where every engine is proven absent, undetermined where two run.
 */
export function policyEngineOf(reads: Reads): PolicyEngine {
  const [engine, second] = runningEngines(reads);
  if (second !== undefined) return 'undetermined';
  if (engine !== undefined) return engine;
  const absent = Object.values(engines(reads)).every((each) => each === 'absent');
  const others =
    otherEngines.some((name) => !isAgentProvenAbsent(reads, name)) ||
    networkPolicyLabels(reads).some((each) => each !== 'none');
  return absent && !others ? 'none' : 'undetermined';
}
