import type { Lab } from '../../model/lab.ts';
import type { Reach, ReachQuery } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseAddress } from '../../network/ip/address.ts';
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

/** Reads `POD DEST PORT [PROTOCOL]`; for `dns` port and protocol are known. @throws Trouble `bad-input` */
function askedFrom(words: readonly string[]): ReachArguments {
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

function podsIn(namespace: string, ground: PolicyIndex): readonly Pod[] {
  const read = ground.namespace(namespace)?.pods;
  if (read === undefined || read.outcome !== 'ok')
    throw refuse(`I could not see the Pods of ${namespace}: ${read?.because ?? 'it was not read'}`, unread);
  return read.data;
}

/** Where a Pod's name is looked up. */
type PodLookup = { readonly namespace: string; readonly ground: PolicyIndex; readonly lab: Lab };

const alike = (pods: readonly Pod[]) => new Set(pods.map(({ labels }) => JSON.stringify(labels))).size === 1;

/** A Pod by its name, or by the beginning of one: of replicas, which policies cannot tell apart, the first. @throws Trouble */
function podNamed(text: string, { namespace, ground, lab }: PodLookup): string {
  const name = text.startsWith(`${namespace}/`) ? text.slice(namespace.length + 1) : text;
  if (name.includes('/')) throw foreignNamespaceTrouble(name.split('/', 1)[0] ?? '', namespace, lab);
  const pods = podsIn(namespace, ground);
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

function destination(text: string, place: PodLookup): string {
  if (parseAddress(text)) return text;
  if (text !== 'dns') return podNamed(text, place);
  const [pod] = place.ground.dnsPods();
  if (pod === undefined)
    throw refuse('I could not see the Pods of the cluster’s DNS (k8s-app=kube-dns in kube-system)', unread);
  return `kube-system/${pod.name}`;
}

/** What a student may not see of another’s namespace: its policies, and what follows from them. */
function onlyOwn(found: Reach, namespace: string): Reach {
  const { to } = found.homes;
  if (to === null || to === namespace || to === 'kube-system') return found;
  const because = 'The address belongs to another namespace, whose policies only its owner and your instructor see.';
  const denied = found.egress.verdict === 'denied';
  // Only an unknown may speak of the other namespace.
  const told =
    found.egress.verdict === 'unknown' ? 'It cannot be told without the other namespace.' : found.egress.because;
  const egress = { ...found.egress, because: told };
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
    const asked = askedFrom(words);
    const namespace = scopeOf(by, asked.from.includes('/') ? asked.from.split('/', 1)[0] : undefined, lab);
    const addresses = parseAddress(asked.to) ? [asked.to] : [];
    const terrain = await lab.survey({ namespaces: [namespace], addresses });
    const prepared = preparePolicies(terrain, 'auto');
    const place = { namespace, ground: prepared.ground, lab };
    const [from, to] = [podNamed(asked.from, place), destination(asked.to, place)];
    const found = evaluateQuery({ ...asked, from, to }, prepared);
    const { source, readAt, as } = terrain.snapshot;
    return {
      answer: {
        kind: 'reach',
        reaches: [by.role === 'student' ? onlyOwn(found, namespace) : found],
        batch: false,
        source,
        readAt,
      },
      audit: { did: 'read', what: 'reach', namespace, as },
      next: [{ label: 'Ask again', command: ['reach', ...words].join(' ') }],
    };
  },
};
