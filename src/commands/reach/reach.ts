import type { Lab } from '../../model/lab.ts';
import type { Reach, ReachQuery } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseAddress } from '../../network/ip/address.ts';
import { combineDnsReaches, listDnsTargets } from '../../network/policy/dns-targets.ts';
import type { PolicyIndex } from '../../network/policy/policy-index.ts';
import { foreignNamespaceTrouble, scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { evaluateQuery, parsePort, parseProtocol, preparePolicies } from './evaluate.ts';

type ReachArguments = Pick<ReachQuery, 'from' | 'to' | 'port' | 'protocol'>;

function refuse(what: string, todo?: string): Trouble {
  return new Trouble('bad-input', { what, ...(todo === undefined ? {} : { todo }) });
}

const unread = 'Nothing in what you typed is wrong. Try again in a minute; if it stays so, show it to your instructor.';

const fillers = new Set(['to', 'from', 'port', 'on', '->', '→', '>']);

/** Reads `POD DEST PORT [PROTOCOL]`; `dns` means UDP port 53 where none is named. @throws Trouble `bad-input` */
function parseReachArguments(words: readonly string[]): ReachArguments {
  const [from, to, port, protocol, ...more] = words.filter((word) => !fillers.has(word.toLowerCase()));
  if (from === undefined || to === undefined || more.length > 0)
    throw refuse('from which Pod to what, and which port? For example: reach web 10.0.0.4 443, or: reach web dns');
  const dns = to.toLowerCase() === 'dns';
  if (port === undefined && !dns) throw refuse('which port? For example: reach web api 8080');
  return {
    from,
    to: dns ? 'dns' : to,
    port: port === undefined ? 53 : parsePort(port.toLowerCase()),
    protocol: parseProtocol(protocol ?? (dns ? 'udp' : 'tcp')),
  };
}

function podsIn(namespace: string, policyIndex: PolicyIndex): readonly Pod[] {
  const read = policyIndex.namespace(namespace)?.pods;
  if (read === undefined || read.outcome !== 'ok')
    throw refuse(`I could not see the Pods of ${namespace}: ${read?.because ?? 'it was not read'}`, unread);
  return read.data;
}

type PodLookup = { readonly namespace: string; readonly policyIndex: PolicyIndex; readonly lab: Lab };

const alike = (pods: readonly Pod[]) => new Set(pods.map(({ labels }) => JSON.stringify(labels))).size === 1;

/**
 * `namespace/name` of the Pod with this name or prefix; of several with the same labels, which no policy tells apart, the first.
 * @throws Trouble `not-yours`, `bad-input`
 */
function findPod(text: string, { namespace, policyIndex, lab }: PodLookup): string {
  const name = text.startsWith(`${namespace}/`) ? text.slice(namespace.length + 1) : text;
  if (name.includes('/')) throw foreignNamespaceTrouble(name.split('/', 1)[0] ?? '', namespace, lab);
  const pods = podsIn(namespace, policyIndex);
  const exact = pods.find((pod) => pod.name === name);
  if (exact) return `${namespace}/${exact.name}`;
  const [first, ...others] = pods.filter((pod) => pod.name.startsWith(name));
  const list = (all: readonly Pod[]) =>
    all
      .slice(0, 8)
      .map((pod) => pod.name)
      .join(', ');
  if (first === undefined)
    throw refuse(
      `there is no Pod “${name.slice(0, 63)}” in ${namespace}${pods.length > 0 ? `; there are ${list(pods)}` : ''}`,
    );
  if (others.length > 0 && !alike([first, ...others])) throw refuse(`which one: ${list([first, ...others])}?`);
  return `${namespace}/${first.name}`;
}

/** Several only for `dns`, where it could not be seen which of them the Pod asks. */
function parseDestinations(text: string, from: string, lookup: PodLookup): readonly [string, ...string[]] {
  if (parseAddress(text)) return [text];
  if (text !== 'dns') return [findPod(text, lookup)];
  const asking = lookup.policyIndex.pod(from);
  const [target, ...others] = asking ? listDnsTargets(asking, lookup.policyIndex) : [];
  if (target === undefined)
    throw refuse('I could not see the Pods of the cluster’s DNS (k8s-app=kube-dns in kube-system)', unread);
  return [target, ...others];
}

/** A result without the policies of another student's namespace and without what follows from them. */
function withoutForeignPolicies(found: Reach, namespace: string): Reach {
  const { to } = found.homes;
  if (to === null || to === namespace || to === 'kube-system') return found;
  const because = 'The address belongs to another namespace, whose policies only its owner and your instructor see.';
  const denied = found.egress.verdict === 'denied';
  // Only an unknown may speak of the other namespace.
  const egressReason =
    found.egress.verdict === 'unknown' ? 'It cannot be told without the other namespace.' : found.egress.because;
  const egress = { ...found.egress, because: egressReason };
  return {
    ...found,
    verdict: denied ? 'denied' : 'unknown',
    egress,
    ingress: { verdict: 'unknown', policies: [], because },
    notes: [],
  };
}

/** `reach POD DEST PORT`: whether the NetworkPolicies let a connection pass, and which rule decides. */
export const reach: Command = {
  word: 'reach',
  usage: 'reach POD DEST PORT [tcp|udp|sctp]',
  purpose: 'whether the policies let your Pod reach another of your Pods, an address, or dns, and which rule decides',
  async run({ by, words }, lab) {
    const query = parseReachArguments(words);
    const namespace = scopeOf(by, query.from.includes('/') ? query.from.split('/', 1)[0] : undefined, lab);
    const addresses = parseAddress(query.to) ? [query.to] : [];
    const policySnapshot = await lab.survey({ namespaces: [namespace], addresses });
    const prepared = preparePolicies(policySnapshot, 'auto');
    const lookup = { namespace, policyIndex: prepared.policyIndex, lab };
    const from = findPod(query.from, lookup);
    const [to, other] = parseDestinations(query.to, from, lookup);
    const evaluate = (destination: string) => evaluateQuery({ ...query, from, to: destination }, prepared);
    const found = combineDnsReaches(evaluate(to), other === undefined ? undefined : evaluate(other));
    const { source, readAt, as } = policySnapshot.snapshot;
    return {
      answer: {
        kind: 'reach',
        reaches: [by.role === 'student' ? withoutForeignPolicies(found, namespace) : found],
        batch: false,
        source,
        readAt,
      },
      audit: { did: 'read', what: 'reach', namespace, as },
      next: [{ label: 'Ask again', command: ['reach', ...words].join(' ') }],
    };
  },
};
