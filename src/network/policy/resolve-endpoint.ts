import type { Pod } from '../../model/snapshot.ts';
import { isLocalDnsAddress } from '../facts/local-dns.ts';
import { type Address, isInternalAddress, isLinkLocalAddress, isWithin, parseAddress } from '../ip/address.ts';
import { type ConnectionEndpoint, namedPortOf, type PodEndpoint } from './endpoint.ts';
import { localDnsEndpoints } from './local-dns-endpoints.ts';
import { podRanges } from './pod-ranges.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { RemarkId } from './remark-words.ts';

/**
 * What a name or an address in a question stands for: a Pod with the addresses that are meant, or an address.
 */
export type QueryTarget =
  | { readonly kind: 'pod'; readonly pod: Pod; readonly endpoints: readonly PodEndpoint[] }
  | { readonly kind: 'address'; readonly point: Address };

/** Why a question has no answer: the Pod or the port is not there, or could not be seen. */
export type Unanswerable = {
  readonly kind: 'unanswerable';
  readonly id: RemarkId & ('pod-not-found' | 'pod-unseen' | 'no-such-port' | 'service-not-found' | 'service-unseen');
  readonly message: string;
};

function refuse(id: Unanswerable['id'], says: string): Unanswerable {
  return { kind: 'unanswerable', id, message: says };
}

/** Finds what NAMESPACE/POD or an address stands for; an address that a Pod has for itself is that Pod. */
export function resolveTarget(text: string, index: PolicyIndex): QueryTarget | Unanswerable {
  const named = index.pod(text);
  if (named) return { kind: 'pod', pod: named, endpoints: index.endpoints(named) };
  const point = parseAddress(text);
  if (point) {
    const pods = index.podsAt(point);
    const [pod] = pods;
    if (pod === undefined) return { kind: 'address', point };
    return {
      kind: 'pod',
      pod,
      endpoints: pods.flatMap(index.endpoints).filter((end) => end.point?.value === point.value),
    };
  }
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (namespace === '' || name === '' || rest.length > 0)
    return refuse('pod-not-found', `“${text}” is neither NAMESPACE/POD nor an address, nor NAMESPACE/svc/NAME`);
  const read = index.namespace(namespace)?.pods;
  if (read && read.outcome !== 'ok')
    return refuse('pod-unseen', `whether there is a Pod ${text} could not be seen: ${read.because}`);
  return refuse('pod-not-found', `there is no Pod ${text}`);
}

/** The number of the port that is asked for: a name is looked up on the destination Pod. */
export function resolvePort(port: number | string, protocol: string, to: QueryTarget): number | Unanswerable {
  if (typeof port === 'number') return port;
  if (to.kind === 'address')
    return refuse('no-such-port', `${to.point.text} is no Pod, so it has no port named ${port}`);
  const found = namedPortOf(to.pod, port, protocol);
  if (found) return found.port;
  const whom = `${to.pod.namespace}/${to.pod.name}`;
  return found === null
    ? refuse('pod-unseen', `the container ports of ${whom} could not be seen`)
    : refuse('no-such-port', `${whom} has no ${protocol} port named ${port}`);
}

/** Whether an address that is no known Pod's and no known node's may be one all the same. */
function isDoubtful(point: Address, index: PolicyIndex): boolean {
  if (isLinkLocalAddress(point)) return false;
  const { hasEveryPod, snapshot } = index.policySnapshot;
  const { outcome } = snapshot.reads.nodes;
  // A dump without nodes is taken at its word: Pods in it name their hosts.
  if (outcome !== 'ok' && outcome !== 'not-in-dump') return isInternalAddress(point);
  if (hasEveryPod) return false;
  return podRanges(index)?.some((range) => isWithin(point, range)) ?? isInternalAddress(point);
}

/** Who asks for the endpoints of a target: whose policies, and the other target, which decides what LocalDNS is. */
type EndpointContext = { readonly index: PolicyIndex; readonly cilium: boolean; readonly other: QueryTarget };

/**
 * Everything that a target may be seen as; for a host-network Pod there are two where the API leaves it open.
 */
export function endpointsOf(
  target: QueryTarget,
  { index, cilium, other }: EndpointContext,
): readonly ConnectionEndpoint[] {
  if (target.kind === 'pod') {
    const { pod, endpoints } = target;
    if (!pod.hostNetwork) return endpoints;
    const nodes = endpoints.flatMap(({ point }) =>
      point ? [{ kind: 'node', name: pod.nodeName, point } as const] : [],
    );
    return cilium && nodes.length > 0 ? nodes : [...endpoints, ...nodes];
  }
  const { point } = target;
  const node = index.nodeAt(point);
  if (node) return [{ kind: 'node', name: node.name, point }];
  if (other.kind === 'pod' && isLocalDnsAddress(point))
    return localDnsEndpoints(point, index.localDns.stateOn(other.pod.nodeName), cilium);
  return [{ kind: 'address', point, doubtful: isDoubtful(point, index) }];
}
