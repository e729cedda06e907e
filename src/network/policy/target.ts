import type { Pod } from '../../model/snapshot.ts';
import { type Address, address, addresses, type Cidr, cidrs, isPublic, within } from '../address.ts';
import { podSpaces } from '../ranges.ts';
import { nodesOf } from '../voters.ts';
import { type End, type NodeEnd, named } from './ends.ts';
import type { Ground } from './ground.ts';
import type { RemarkId } from './remarks.ts';

/** What a name or an address in a question stands for: a Pod with the addresses that are meant, or an address. */
export type Target =
  | { readonly kind: 'pod'; readonly pod: Pod; readonly points: readonly Address[] }
  | { readonly kind: 'address'; readonly point: Address };

/** Why a question has no answer: the Pod or the port is not there, or could not be seen. */
export type Unanswerable = {
  readonly kind: 'unanswerable';
  readonly id: RemarkId & ('pod-not-found' | 'pod-unseen' | 'no-such-port');
  readonly says: string;
};

function refuse(id: Unanswerable['id'], says: string): Unanswerable {
  return { kind: 'unanswerable', id, says };
}

/** Finds what NAMESPACE/POD or an address stands for; an address that a Pod has for itself is that Pod. */
export function targetOf(text: string, ground: Ground): Target | Unanswerable {
  const point = address(text);
  if (point) {
    const pod = ground.podAt(point);
    return pod ? { kind: 'pod', pod, points: [point] } : { kind: 'address', point };
  }
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (namespace === '' || name === '' || rest.length > 0)
    return refuse('pod-not-found', `“${text}” is neither NAMESPACE/POD nor an address`);
  const pod = ground.pod(namespace, name);
  if (pod) return { kind: 'pod', pod, points: addresses(pod.ips) };
  const read = ground.space(namespace)?.pods;
  if (read && read.outcome !== 'ok')
    return refuse('pod-unseen', `whether there is a Pod ${text} could not be seen: ${read.because}`);
  return refuse('pod-not-found', `there is no Pod ${text}`);
}

/** The number of the port that is asked for: a name is looked up on the destination Pod. */
export function portOf(port: number | string, protocol: string, to: Target): number | Unanswerable {
  if (typeof port === 'number') return port;
  if (to.kind === 'address')
    return refuse('no-such-port', `${to.point.text} is no Pod, so it has no port named ${port}`);
  const found = named(to.pod, port, protocol);
  if (found) return found.port;
  const whom = `${to.pod.namespace}/${to.pod.name}`;
  return found === null
    ? refuse('pod-unseen', `the container ports of ${whom} could not be seen`)
    : refuse('no-such-port', `${whom} has no ${protocol} port named ${port}`);
}

const known = new WeakMap<Ground, readonly Cidr[] | null>();

/** Every range that Pods get addresses from, null where not all are known. */
function podRanges(ground: Ground): readonly Cidr[] | null {
  const before = known.get(ground);
  if (before !== undefined) return before;
  const { reads } = ground.terrain.snapshot;
  const [nodes, spaces] = [nodesOf(reads), podSpaces(reads)];
  const blocks = nodes.map(({ podCIDRs }) => cidrs(podCIDRs ?? []));
  const whole = spaces.length > 0 || (blocks.length > 0 && blocks.every(({ length }) => length > 0));
  const found = whole ? [...spaces, ...blocks.flat()] : null;
  known.set(ground, found);
  return found;
}

/** Whether an address that is no known Pod's and no known node's may be one all the same. */
function isDoubtful(point: Address, ground: Ground): boolean {
  if (isPublic(point)) return false;
  const { outcome } = ground.terrain.snapshot.reads.nodes;
  // A dump without nodes is taken at its word: Pods in it name their hosts.
  if (outcome !== 'ok' && outcome !== 'not-in-dump') return true;
  return !ground.terrain.everyPod && (podRanges(ground)?.some((range) => within(point, range)) ?? true);
}

/** The ways in which a target can be seen as one end at one of its addresses; two where the API leaves it open. */
export function endsOf(target: Target, point: Address | null, ground: Ground, cilium: boolean): readonly End[] {
  if (target.kind === 'pod') {
    const { pod } = target;
    if (!pod.hostNetwork) return [ground.end(pod, point)];
    const node: readonly NodeEnd[] = point ? [{ kind: 'node', name: pod.nodeName, point }] : [];
    return cilium && node.length > 0 ? node : [ground.end(pod, point), ...node];
  }
  const node = ground.nodeAt(target.point);
  if (node) return [{ kind: 'node', name: node.name, point: target.point }];
  return [{ kind: 'address', point: target.point, doubtful: isDoubtful(target.point, ground) }];
}

/** The addresses of a target; null stands for the one that a Pod has not got yet. */
export function pointsOf(target: Target): readonly (Address | null)[] {
  if (target.kind === 'address') return [target.point];
  return target.points.length > 0 ? target.points : [null];
}
