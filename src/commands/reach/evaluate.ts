import { isPortName } from '../../model/kubernetes-names.ts';
import { type Protocol, protocols } from '../../model/policy.ts';
import type { PolicySnapshot, Reach, ReachQuery, Semantics, SurveyRequest } from '../../model/reach.ts';
import { Trouble } from '../../model/trouble.ts';
import { detect } from '../../network/detect/detect.ts';
import { formatAddress, parseAddress } from '../../network/ip/address.ts';
import { indexPolicies, type PolicyIndex } from '../../network/policy/policy-index.ts';
import { reach, semanticsOf, unansweredReach } from '../../network/policy/reach.ts';
import { reachService } from '../../network/policy/service-reach.ts';

/** `auto`: the semantics follow from the network that is detected. */
export type SemanticsChoice = Semantics | 'auto';

function refuse(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

/** Reads a port: a number from 1 to 65535, or the name of a container port. @throws Trouble `bad-input` */
export function parsePort(text: string): number | string {
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : null;
  if (number !== null && number >= 1 && number <= 65_535) return number;
  if (isPortName(text)) return text;
  throw refuse(`“${text.slice(0, 40)}” is no port: a number from 1 to 65535, or the name of a container port`);
}

/** Reads a protocol. @throws Trouble `bad-input` */
export function parseProtocol(text: string): Protocol {
  const found = protocols.find((each) => each === text.toUpperCase());
  if (found) return found;
  throw refuse(`“${text.slice(0, 40)}” is no protocol of NetworkPolicies: tcp, udp or sctp`);
}

/** An address as Kubernetes writes it: it is looked for among addresses of Pods by its text. Other text stays. */
export function normalizeAddress(text: string): string {
  const point = parseAddress(text);
  return point === null ? text : formatAddress(point.family, point.value);
}

/** The namespaces of the Pods and the addresses that queries name. */
export function surveyRequestFor(queries: readonly ReachQuery[]): SurveyRequest {
  const ends = queries.flatMap(({ from, to }) => [from, to]);
  const named = ends.filter((end) => end.includes('/'));
  return {
    namespaces: [...new Set(named.map((end) => end.split('/', 1)[0] ?? ''))],
    addresses: [...new Set(ends.filter((end) => !end.includes('/')).map(normalizeAddress))],
  };
}

/** Policies ready to be evaluated, and under which semantics: several where the cluster leaves it open. */
export type PreparedPolicies = { readonly policyIndex: PolicyIndex; readonly semantics: readonly Semantics[] };

/** Makes policies ready, and chooses how they are read. */
export function preparePolicies(policySnapshot: PolicySnapshot, choice: SemanticsChoice): PreparedPolicies {
  const network = detect(policySnapshot.snapshot);
  return {
    policyIndex: indexPolicies(policySnapshot, network),
    semantics: choice === 'auto' ? semanticsOf(network) : [choice],
  };
}

/** The answer to a query about a Service, or about anything else. */
function judge(query: ReachQuery, index: PolicyIndex, semantics: readonly Semantics[]) {
  return reachService(query, index, semantics) ?? reach(query, index, semantics);
}

/** The answer to one query. @throws Trouble `bad-input` for a Pod or a port that does not exist */
export function evaluateQuery(query: ReachQuery, { policyIndex, semantics }: PreparedPolicies): Reach {
  const found = judge(query, policyIndex, semantics);
  if (!('kind' in found)) return found;
  if (found.id === 'pod-unseen' || found.id === 'service-unseen') return unansweredReach(query, found, semantics);
  throw refuse(found.message);
}

/**
 * Unlike `evaluateQuery` it throws nothing: a query about a Pod or a port that does not exist is `unknown`, with the
 * reason.
 */
export function evaluateQueries(
  queries: readonly ReachQuery[],
  { policyIndex, semantics }: PreparedPolicies,
): readonly Reach[] {
  return queries.map((query) => {
    const found = judge(query, policyIndex, semantics);
    return 'kind' in found ? unansweredReach(query, found, semantics) : found;
  });
}
