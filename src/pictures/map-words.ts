import type { MapGroup, MapNode, MapPod, OwnPods, SystemPods } from '../model/picture.ts';
import { formatCount, formatNumber } from './words.ts';

/** Whether a node is Ready, and what is out of the ordinary about it. */
export function nodeStatusWords({ ready, tags }: Pick<MapNode, 'ready' | 'tags'>): string {
  const status = ready === null ? 'readiness not seen' : ready ? 'Ready' : 'NOT Ready';
  return [status, ...tags].join(' · ');
}

/** What there is to know about a Pod's address beside the address; empty for nothing. */
export function podRemark({ hostNetwork, mark, ips }: MapPod): string {
  const host = hostNetwork ? ['hostNetwork: the node’s address'] : [];
  const none = ips.length === 0 && mark === null ? ['no address seen'] : [];
  return [...host, ...none, ...(mark === null ? [] : [mark])].join(' · ');
}

/** The Pods of kube-system on a node, counted. */
export function systemPodWords(system: SystemPods | null): string {
  if (system === null) return 'kube-system: not seen';
  const { hostNetwork, whole } = system;
  const pods = `kube-system: ${formatCount(system.count, 'Pod')}${whole ? '' : ' seen'}`;
  return hostNetwork === 0 ? pods : `${pods}, ${formatNumber(hostNetwork)} hostNetwork`;
}

/** What a node has to say of the student's Pods where it names none. */
export function noPodWords(own: OwnPods | null): string {
  if (own === null) return 'your Pods: not seen';
  return own.whole ? 'no Pod of yours here' : 'no Pod of yours seen here';
}

/** A group of nodes, counted. */
export function nodeGroupWords({ nodes, ready, notReady, own }: MapGroup): string {
  const unknown = nodes - ready - notReady;
  const parts = [
    formatCount(nodes, 'node'),
    `${formatNumber(ready)} Ready`,
    ...(notReady > 0 ? [`${formatNumber(notReady)} NOT Ready`] : []),
    ...(unknown > 0 ? [`${formatNumber(unknown)} not seen`] : []),
    ...(own !== null && own > 0 ? [`${formatNumber(own)} of your Pods`] : []),
  ];
  return parts.join(' · ');
}

/** The addresses of a group of nodes. */
export function addressSpanWords({ span }: MapGroup): string {
  if (span === null) return 'no address seen';
  return span.from === span.to ? span.from : `from ${span.from} to ${span.to}`;
}
