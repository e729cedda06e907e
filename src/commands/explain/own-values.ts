import { findingOf } from '../../checks/inspect.ts';
import { nodeBlocksOf } from '../../checks/inspections/pod-blocks.ts';
import type { Assessment } from '../../model/assessment.ts';
import { dataplaneNames, modelNames } from '../../model/display-names.ts';
import type { OwnValue } from '../../model/explanation.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { ValueName } from '../../model/lesson.ts';
import { isProxyBesideCilium } from '../../network/detect/dataplane.ts';
import { ciliumPoolRanges } from '../../network/facts/cilium-ipam.ts';
import { nodesOf } from '../../network/facts/nodes.ts';
import { podsWithOwnAddress } from '../../network/facts/pods.ts';
import { clusterCidrs, wholePodRanges } from '../../network/facts/ranges.ts';
import { listSome } from '../../network/phrases.ts';

function ownAddresses({ snapshot }: Assessment): OwnValue {
  const { reads, namespace } = snapshot;
  const label = 'Your node and your Pod';
  if (reads.pods.outcome !== 'ok') return { label, value: `I could not see them: ${reads.pods.because}` };
  const pod = podsWithOwnAddress(reads.pods.data, nodesOf(reads)).pods[0]?.pod;
  if (pod === undefined) return { label, value: `no Pod of yours runs in ${namespace} yet` };
  const node = `node ${pod.nodeName ?? '?'} has ${pod.hostIPs.join(' ') || 'no visible address'}`;
  return { label, value: `${node}, your Pod ${pod.name} has ${pod.ips.join(' ')}` };
}

/** The whole range by the best source that names it, else the blocks that are known to lie in it. */
function podRange({ snapshot, network }: Assessment): OwnValue {
  const { reads } = snapshot;
  const { model } = network;
  const label = 'Pod range of this cluster';
  if (model === 'azure-cni-node-subnet') return { label, value: 'none of their own: Pods use the node subnet' };
  const spaces = [...wholePodRanges(reads), ...ciliumPoolRanges(reads)].map(({ text }) => text);
  if (spaces.length > 0) return { label, value: spaces.join(', ') };
  const kubeProxyCidrs = clusterCidrs(reads).map(({ text }) => text);
  if (kubeProxyCidrs.length > 0) return { label, value: `${kubeProxyCidrs.join(', ')}, as kube-proxy was told it` };
  const blocks = nodeBlocksOf(nodesOf(reads), reads, model).flatMap((each) => each.blocks.map(({ text }) => text));
  if (blocks.length > 0) {
    const value = `${listSome(blocks, 6)}; no source names the range around them`;
    return { label: 'Pod blocks of your nodes', value };
  }
  const unread = [reads.nodeNetworkConfigs, reads.nodes].find((read) => read.outcome !== 'ok');
  return {
    label,
    value: unread ? `I could not see it: ${unread.because}` : 'none: no source names one',
  };
}

function agents({ snapshot, network }: Assessment): OwnValue {
  const { dataplane } = network;
  const label = 'Data plane of this cluster';
  if (isProxyBesideCilium(snapshot.reads)) {
    if (dataplane === 'kube-proxy') return { label, value: 'kube-proxy, and Cilium is there too' };
    const cilium = dataplane === 'undetermined' ? 'Cilium' : dataplaneNames[dataplane];
    return { label, value: `${cilium}, and kube-proxy is there too` };
  }
  if (dataplane !== 'undetermined') return { label, value: dataplaneNames[dataplane] };
  const unread = [snapshot.reads.daemonSets, snapshot.reads.systemPods].find((read) => read.outcome !== 'ok');
  const why = unread ? unread.because : 'the signals do not settle it';
  return { label, value: `I could not tell: ${why}` };
}

/** What an inspection observed, in its own words: a value that is judged is not worded a second time. */
function observedBy(label: string, code: FindingCode): (assessment: Assessment) => OwnValue {
  return ({ findings }) => ({ label, value: findingOf(findings, code).observed });
}

const table: { readonly [V in ValueName]: (assessment: Assessment) => OwnValue } = {
  addresses: ownAddresses,
  'pod-range': podRange,
  agents,
  proxy: observedBy('kube-proxy on this cluster', 'kube-proxy-absent'),
  configmap: observedBy('The ConfigMap on this cluster', 'networkmonitor-configmap'),
  annotations: observedBy('Annotations of your nodes', 'node-annotations'),
  blocks: observedBy('Pod blocks of your nodes', 'pod-cidr-per-node'),
  'api-name': observedBy('Name of your API server', 'api-endpoint'),
};

// More models than these are counted: a list of nearly all of them tells nothing.
const maxNamedModels = 3;

function modelOf({ network }: Assessment): OwnValue {
  const { model, candidates } = network;
  const many = candidates.length > maxNamedModels;
  const possible = many ? `${candidates.length} models` : candidates.map((each) => modelNames[each]).join('; ');
  return {
    label: 'Model of this cluster',
    value: `${modelNames[model]}${possible === '' ? '' : ` (possible: ${possible})`}`,
  };
}

/**
 * The student's own values that a passage asks for; one that cannot be seen says why. The cluster's own model comes
 * first: the lesson may be about another one.
 */
export function ownValuesOf(names: readonly ValueName[], assessment: Assessment): readonly OwnValue[] {
  return [modelOf(assessment), ...names.map((name) => table[name](assessment))];
}
