import type { Backend, Reach, ReachQuery, Semantics, Side, Verdict } from '../../model/reach.ts';
import type { Service } from '../../model/snapshot.ts';
import { findService, parseServiceName, serviceText, serviceWithAddress } from './find-service.ts';
import type { PolicyIndex } from './policy-index.ts';
import { reach, unansweredReach } from './reach.ts';
import { type RemarkId, remarksFor } from './remark-words.ts';
import { resolveTarget, type Unanswerable } from './resolve-endpoint.ts';
import { backendsOf } from './service-backends.ts';

/** So many Pods are named where they differ. */
const mostNamed = 5;

type Directed = 'egress' | 'ingress';

function agreed(verdicts: readonly Verdict[]): Verdict {
  const [first = 'unknown', second] = new Set(verdicts);
  return second === undefined ? first : 'unknown';
}

const nameOf = ({ query: { to, port } }: Reach) => `${to} at ${port}`;

/** One end of all connections: what they agree on, else what it is for each Pod. */
function sideOfAll(parts: readonly Reach[], direction: Directed): Side {
  const sides = parts.map((part) => ({ name: nameOf(part), ...part[direction] }));
  const [first] = sides;
  const verdict = agreed(sides.map((side) => side.verdict));
  const policies = [...new Set(sides.flatMap((side) => side.policies))].sort();
  if (first && (verdict !== 'unknown' || sides.every(({ because }) => because === first.because))) {
    const more = sides.length > 1 && sides.some(({ because }) => because !== first.because);
    return {
      verdict,
      policies,
      because: more ? `${first.because} It is ${verdict} for the others as well.` : first.because,
    };
  }
  const named = sides.slice(0, mostNamed).map((side) => `${side.name}: ${side.verdict}. ${side.because}`);
  const left = sides.length > mostNamed ? ` And ${sides.length - mostNamed} more.` : '';
  return { verdict, policies, because: `It depends on the Pod behind the Service. ${named.join(' ')}${left}` };
}

/** The namespace of the Pod that asks; null for an address. */
function sourceNamespaceOf({ from }: ReachQuery): string | null {
  return from.includes('/') ? (from.split('/', 1)[0] ?? null) : null;
}

function untoldReach(query: ReachQuery, service: Service, because: string, semantics: readonly Semantics[]): Reach {
  const side: Side = { verdict: 'unknown', policies: [], because: `It cannot be told: ${because}.` };
  const homes = { from: sourceNamespaceOf(query), to: service.namespace };
  const notes = remarksFor([service.externalName === null ? 'service' : 'service-external-name']);
  return { query, verdict: 'unknown', egress: side, ingress: side, notes, homes, backends: [], semantics };
}

/** Whether a Pod is shut in some way that a connection back to itself through a Service could meet. */
function isRestricted(name: string, index: PolicyIndex, semantics: readonly Semantics[]): boolean {
  const pod = index.pod(name);
  if (pod === undefined) return true;
  return (['egress', 'ingress'] as const).some((direction) =>
    semantics.some((each) => {
      const { applied, unread } = index.policiesFor(index.identity(pod), direction, each);
      return applied.length > 0 || unread.length > 0 || (each === 'cilium' && index.switches.enforcement === 'always');
    }),
  );
}

/** A connection that comes back to its own Pod: engines differ in whether their policies judge it (cilium#19406). */
function returnToSelf(found: Reach, index: PolicyIndex, semantics: readonly Semantics[]): Reach {
  if (found.query.from !== found.query.to || !isRestricted(found.query.from, index, semantics)) return found;
  const because =
    'It cannot be told: through its Service the Pod comes back to itself, and whether policies judge that is left open.';
  const side: Side = { verdict: 'unknown', policies: [], because };
  return { ...found, verdict: 'unknown', egress: side, ingress: side };
}

function remarkIds({ headless }: Service, parts: readonly Reach[]): readonly RemarkId[] {
  const differ = new Set(parts.map(({ verdict }) => verdict)).size > 1;
  return [headless ? 'service-headless' : 'service', ...(differ ? (['service-differs'] as const) : [])];
}

/** The answers for everything behind a Service as one. */
function combine(query: ReachQuery, service: Service, parts: readonly Reach[]): Reach {
  const [first] = parts;
  const notes = new Map(
    [...remarksFor(remarkIds(service, parts)), ...parts.flatMap((part) => part.notes)].map((note) => [note.id, note]),
  );
  notes.delete('self');
  const backends = parts.map(({ query: { to, port }, verdict }): Backend => ({ to, port: Number(port), verdict }));
  return {
    query,
    verdict: agreed(parts.map(({ verdict }) => verdict)),
    egress: sideOfAll(parts, 'egress'),
    ingress: sideOfAll(parts, 'ingress'),
    notes: [...notes.values()],
    homes: { from: sourceNamespaceOf(query), to: service.namespace },
    backends,
    semantics: first?.semantics ?? [],
  };
}

function refuse(id: Unanswerable['id'], message: string): Unanswerable {
  return { kind: 'unanswerable', id, message };
}

function destinationOf(text: string, index: PolicyIndex): Service | Unanswerable | null {
  const named = parseServiceName(text);
  if (named === null) return serviceWithAddress(text, index);
  const found = findService(named.namespace, named.name, index);
  if (found.kind === 'service') return found.service;
  if (found.kind === 'absent') return refuse('service-not-found', `there is no Service ${serviceText(named)}`);
  return refuse(
    'service-unseen',
    `whether there is a Service ${serviceText(named)} could not be seen: ${found.because}`,
  );
}

/**
 * The answer to a query whose destination is a Service, by its name or its own address: policies meet the Pods behind it, at
 * their own port. Null where the destination is no Service.
 */
export function reachService(
  query: ReachQuery,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): Reach | Unanswerable | null {
  const service = destinationOf(query.to, index);
  if (service === null || 'kind' in service) return service;
  const from = resolveTarget(query.from, index);
  if (from.kind === 'unanswerable') return from;
  if (from.kind === 'address')
    return untoldReach(
      query,
      service,
      'from outside of the Pods a connection may come with the address of a node',
      semantics,
    );
  const behind = backendsOf(service, query, index);
  // Only whoever asks by name is known to know whose the Service is.
  if (behind.kind === 'no-such-port' && parseServiceName(query.to) !== null)
    return refuse('no-such-port', behind.because);
  if (behind.kind !== 'backends') return untoldReach(query, service, behind.because, semantics);
  const own = `${from.pod.namespace}/${from.pod.name}`;
  const parts = behind.targets.map((target) => {
    const part: ReachQuery = { ...query, ...target, from: own };
    const found = reach(part, index, semantics);
    return 'kind' in found ? unansweredReach(part, found, semantics) : returnToSelf(found, index, semantics);
  });
  return combine(query, service, parts);
}
