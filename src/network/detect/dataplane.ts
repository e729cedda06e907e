import type { Dataplane, PolicyEngine } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import {
  agentHealth,
  ciliumOwnerOf,
  daemonSetNamed,
  isAgentProvenAbsent,
  isAgentRunning,
  serviceRouterOf,
} from '../facts/cilium.ts';
import { networkSetterOf, nodesOf, possiblyReadyNodes, readyNodes } from '../facts/nodes.ts';

// What a Cilium agent leaves on its node, whatever namespace it runs in (aks.md §1.1, §1.3).
const ciliumKeys = /(?:^|\.)cilium\.io\/|^io\.cilium\./u;

/** Nodes that a Cilium agent has marked as its own. */
export function nodesMarkedByCilium(reads: Reads): readonly Node[] {
  return possiblyReadyNodes(nodesOf(reads)).filter(
    (node) => networkSetterOf(node) === 'CiliumIsUp' || node.annotationKeys.some((key) => ciliumKeys.test(key)),
  );
}

/** Without Ready nodes nobody can tell whether a Cilium elsewhere marked them. */
function seesNodes(reads: Reads): boolean {
  return readyNodes(nodesOf(reads)).length > 0;
}

/** A Cilium of one's own may leave Services to kube-proxy: its configuration says so, else only kube-proxy's absence. */
function routerBesideOwnCilium(reads: Reads): Dataplane {
  const router = serviceRouterOf(reads);
  if (router === 'cilium') return 'self-managed-cilium';
  if (router === 'kube-proxy') return isAgentRunning(reads, 'kube-proxy') ? 'kube-proxy' : 'undetermined';
  return isAgentProvenAbsent(reads, 'kube-proxy') ? 'self-managed-cilium' : 'undetermined';
}

/** Who routes Service traffic; `undetermined` unless presence or absence was seen. */
export function dataplaneOf(reads: Reads): Dataplane {
  const owner = ciliumOwnerOf(reads);
  if (owner === 'azure') return 'azure-cilium';
  if (owner === 'self') return routerBesideOwnCilium(reads);
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
/** `maybe`: it is there, and whether it does its work did not come with it. */
type Presence = 'runs' | 'maybe' | 'absent' | 'unseen';

const presences = { ready: 'runs', down: 'unseen', unseen: 'maybe' } as const;

/** An agent of kube-system: where it is there, it enforces only if some Pod of it is ready. */
function presenceOf(reads: Reads, name: string): Presence {
  if (isAgentRunning(reads, name)) return presences[agentHealth(reads, name)];
  if (isAgentProvenAbsent(reads, name)) return 'absent';
  return daemonSetNamed(reads.daemonSets, name)?.desired === null ? 'maybe' : 'unseen';
}

function calico(reads: Reads): Presence {
  // Calico's operator uses calico-system; before it, AKS ran calico-node in kube-system.
  const inSystem = presenceOf(reads, 'calico-node');
  const { calicoDaemonSets: read } = reads;
  if (inSystem === 'runs' || inSystem === 'maybe' || read.outcome !== 'ok')
    return inSystem === 'absent' ? 'unseen' : inSystem;
  const set = read.data.find(({ name }) => name === 'calico-node');
  if (set === undefined || set.desired === 0) return read.absence === 'proven' ? inSystem : 'unseen';
  if (set.desired === null || set.ready === null) return 'maybe';
  return set.ready > 0 ? 'runs' : 'unseen';
}

function cilium(reads: Reads): Presence {
  const owner = ciliumOwnerOf(reads);
  if (owner === 'none') return seesNodes(reads) && nodesMarkedByCilium(reads).length === 0 ? 'absent' : 'unseen';
  return presenceOf(reads, 'cilium');
}

function engines(reads: Reads): Readonly<Record<DetectableEngine, Presence>> {
  return { cilium: cilium(reads), 'azure-npm': presenceOf(reads, 'azure-npm'), calico: calico(reads) };
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
  const found = possiblyReadyNodes(nodesOf(reads)).map(
    ({ labels }) => labels['kubernetes.azure.com/network-policy'] ?? '',
  );
  return [...new Set(found)].filter((value) => value !== '').sort();
}

/**
 * Who enforces NetworkPolicies; `none` only where every engine is proven absent, undetermined where two run.
 */
export function policyEngineOf(reads: Reads): PolicyEngine {
  const found = Object.values(engines(reads));
  const [engine, second] = runningEngines(reads);
  if (second !== undefined || found.includes('maybe')) return 'undetermined';
  if (engine !== undefined) return engine;
  const absent = found.every((each) => each === 'absent');
  const others =
    otherEngines.some((name) => !isAgentProvenAbsent(reads, name)) ||
    networkPolicyLabels(reads).some((each) => each !== 'none');
  return absent && !others ? 'none' : 'undetermined';
}
