import type { Dataplane, PolicyEngine, Signal } from '../model/network.ts';
import type { Reads } from '../model/snapshot.ts';
import { type CiliumOwner, daemonSetNamed, ownerOf, provenAbsent } from './cilium.ts';

function running(reads: Reads, name: string): boolean {
  return (daemonSetNamed(reads.daemonSets, name)?.desired ?? 0) > 0;
}

/** Who routes Service traffic; `undetermined` unless presence or absence was seen. */
export function dataplaneOf(reads: Reads): Dataplane {
  const owner = ownerOf(reads);
  if (owner === 'azure') return 'azure-cilium';
  if (owner === 'self') return 'self-managed-cilium';
  if (owner !== 'none') return 'undetermined';
  if (running(reads, 'kube-proxy')) return 'kube-proxy';
  return provenAbsent(reads.daemonSets, 'kube-proxy') ? 'none' : 'undetermined';
}

function calico({ calicoDaemonSets: read }: Reads): 'runs' | 'absent' | 'unseen' {
  if (read.outcome !== 'ok') return 'unseen';
  if (read.data.some(({ name, desired }) => name === 'calico-node' && (desired ?? 0) > 0)) return 'runs';
  const unknown = read.data.some(({ name, desired }) => name === 'calico-node' && desired === null);
  return read.absence === 'proven' && !unknown ? 'absent' : 'unseen';
}

/** Who enforces NetworkPolicies; `none` only where every engine is proven absent. */
export function policyEngineOf(reads: Reads): PolicyEngine {
  const owner = ownerOf(reads);
  if (owner === 'azure' || owner === 'self') return 'cilium';
  if (running(reads, 'azure-npm')) return 'azure-npm';
  if (calico(reads) === 'runs') return 'calico';
  const none = owner === 'none' && provenAbsent(reads.daemonSets, 'azure-npm') && calico(reads) === 'absent';
  return none ? 'none' : 'undetermined';
}

const says: Readonly<Record<CiliumOwner, string | null>> = {
  azure: 'the data plane is Azure-managed Cilium',
  self: 'Cilium was installed by somebody, not by AKS',
  unknown: 'Cilium runs, but whose it is cannot be told',
  none: 'no Cilium agent runs in kube-system',
  unseen: null,
};

/** The signals of the data plane, with what was seen. */
export function dataplaneSignals(reads: Reads): readonly Signal[] {
  const owner = ownerOf(reads);
  const set = daemonSetNamed(reads.daemonSets, 'cilium');
  const proxy = daemonSetNamed(reads.daemonSets, 'kube-proxy');
  const config = reads.ciliumConfig.outcome === 'ok' ? reads.ciliumConfig.data.values : {};
  const seen = set ? `DaemonSet cilium: ${set.ready ?? '?'} of ${set.desired ?? '?'} ready` : 'no DaemonSet cilium';
  const ipam = config.ipam === undefined ? '' : `; cilium-config ipam: ${config.ipam}`;
  const proxySays = (proxy?.desired ?? 0) > 0 ? 'kube-proxy routes Service traffic' : 'kube-proxy does not run';
  return [
    ...(says[owner] ? [{ id: 'cilium', observed: seen + ipam, says: says[owner], weight: 'decisive' } as const] : []),
    ...(proxy && proxy.desired !== null
      ? [
          {
            id: 'kube-proxy',
            observed: `DaemonSet kube-proxy: DESIRED ${proxy.desired}`,
            says: proxySays,
            weight: 'decisive',
          } as const,
        ]
      : []),
  ];
}
