import type { ClusterNetwork, NetworkModel } from '../../model/network.ts';
import { cnsModels } from '../../network/detect/signals.ts';
import { type IpamReads, ownCiliumIpam } from '../../network/facts/cilium-ipam.ts';

/** What would name the range of Pods or of nodes on a cluster of this model, as the end of a sentence. */
export function rangeSources(model: NetworkModel, reads: IpamReads): string {
  if (ownCiliumIpam(reads) !== null)
    return 'to prove it, netlab needs cluster-pool-ipv4-cidr in cilium-config (kube-system) or CiliumNode objects';
  if (model === 'byo-cni') return 'the CNI that somebody installed here keeps its ranges where netlab does not look';
  if (model === 'kubenet' || model === 'azure-cni-node-subnet')
    return 'to prove it, netlab needs to read the masquerade ConfigMap in kube-system';
  return 'to prove it, netlab needs to read NodeNetworkConfigs or the masquerade ConfigMap in kube-system';
}

/** Whether NodeNetworkConfigs may exist on a cluster of this model: only Azure's address service writes them. */
export function mayHaveConfigs({ model, candidates }: Pick<ClusterNetwork, 'model' | 'candidates'>): boolean {
  const possible: readonly string[] = cnsModels;
  if (model === 'undetermined') return candidates.some((each) => possible.includes(each));
  return model === 'mixed' || possible.includes(model);
}
