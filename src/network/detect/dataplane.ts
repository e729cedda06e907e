import type { Dataplane, PolicyEngine } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import { isDead, ownerOf, provenAbsent, runs } from '../facts/cilium.ts';
import { nodesOf, voters } from '../facts/nodes.ts';

// What a Cilium agent leaves on its node, whatever namespace it runs in (aks.md §1.1, §1.3).
const ciliumKeys = /(?:^|\.)cilium\.io\/|^io\.cilium\./u;

/** Nodes that a Cilium agent has marked as its own. */
export function markedByCilium(reads: Reads): readonly Node[] {
  return voters(nodesOf(reads)).filter(
    ({ networkReason, annotationKeys }) =>
      networkReason === 'CiliumIsUp' || annotationKeys.some((key) => ciliumKeys.test(key)),
  );
}

/** Without Ready nodes nobody can tell whether a Cilium elsewhere marked them. */
function seesNodes(reads: Reads): boolean {
  return voters(nodesOf(reads)).length > 0;
}

/** Who routes Service traffic; `undetermined` unless presence or absence was seen. */
export function dataplaneOf(reads: Reads): Dataplane {
  const owner = ownerOf(reads);
  if (owner === 'azure') return 'azure-cilium';
  if (owner === 'self') return 'self-managed-cilium';
  // Cilium may run in another namespace, which netlab does not read.
  if (owner !== 'none' || markedByCilium(reads).length > 0) return 'undetermined';
  if (runs(reads, 'kube-proxy')) return 'kube-proxy';
  return seesNodes(reads) && provenAbsent(reads, 'kube-proxy') ? 'none' : 'undetermined';
}

/** Whether kube-proxy stands beside a Cilium: chained, or on the way from one to the other (aks.md §1.6). */
export function isProxyBesideCilium(reads: Reads): boolean {
  return runs(reads, 'kube-proxy') && runs(reads, 'cilium');
}

/** What can enforce NetworkPolicies. */
export type Engine = 'cilium' | 'azure-npm' | 'calico';
type Presence = 'runs' | 'absent' | 'unseen';

function calico(reads: Reads): Presence {
  // Calico's operator uses calico-system; before it, AKS ran calico-node in kube-system.
  if (runs(reads, 'calico-node')) return isDead(reads, 'calico-node') ? 'unseen' : 'runs';
  const { calicoDaemonSets: read } = reads;
  if (read.outcome !== 'ok') return 'unseen';
  const set = read.data.find(({ name }) => name === 'calico-node');
  if ((set?.desired ?? 0) > 0) return set?.ready === 0 ? 'unseen' : 'runs';
  const gone = set === undefined || set.desired === 0;
  return read.absence === 'proven' && gone && provenAbsent(reads, 'calico-node') ? 'absent' : 'unseen';
}

function cilium(reads: Reads): Presence {
  const owner = ownerOf(reads);
  if (owner === 'none') return seesNodes(reads) && markedByCilium(reads).length === 0 ? 'absent' : 'unseen';
  return owner === 'unseen' || isDead(reads, 'cilium') ? 'unseen' : 'runs';
}

function npm(reads: Reads): Presence {
  if (runs(reads, 'azure-npm')) return isDead(reads, 'azure-npm') ? 'unseen' : 'runs';
  return provenAbsent(reads, 'azure-npm') ? 'absent' : 'unseen';
}

function engines(reads: Reads): Readonly<Record<Engine, Presence>> {
  return { cilium: cilium(reads), 'azure-npm': npm(reads), calico: calico(reads) };
}

/** The engines that were seen to run. */
export function enginesRunning(reads: Reads): readonly Engine[] {
  const found = engines(reads);
  return (['cilium', 'azure-npm', 'calico'] as const).filter((engine) => found[engine] === 'runs');
}

// What else enforces NetworkPolicies, by the exact names of its DaemonSets; what it does in detail is not known here.
const otherEngines = ['antrea-agent', 'kube-router', 'weave-net', 'kube-ovn-cni', 'canal', 'ovnkube-node'];

/** What AKS labelled its nodes to have as a policy engine, each once. */
export function policyLabels(reads: Reads): readonly string[] {
  const found = voters(nodesOf(reads)).map(({ labels }) => labels['kubernetes.azure.com/network-policy'] ?? '');
  return [...new Set(found)].filter((value) => value !== '').sort();
}

/** Who enforces NetworkPolicies; `none` only where every engine is proven absent, undetermined where two run. */
export function policyEngineOf(reads: Reads): PolicyEngine {
  const [engine, second] = enginesRunning(reads);
  if (second !== undefined) return 'undetermined';
  if (engine !== undefined) return engine;
  const absent = Object.values(engines(reads)).every((each) => each === 'absent');
  const others =
    otherEngines.some((name) => !provenAbsent(reads, name)) || policyLabels(reads).some((each) => each !== 'none');
  return absent && !others ? 'none' : 'undetermined';
}
