import { unreadableFinding } from '../../checks/blocked.ts';
import type { Lab } from '../../model/lab.ts';
import type { Pod } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseAddress } from '../../network/ip/address.ts';
import { listDnsTargets } from '../../network/policy/dns-targets.ts';
import { findService, parseServiceName, serviceText } from '../../network/policy/find-service.ts';
import type { PolicyIndex } from '../../network/policy/policy-index.ts';
import { type AskedPort, servicePort } from '../../network/policy/service-backends.ts';
import { foreignNamespaceTrouble } from '../access/namespace-scope.ts';

function refuse(what: string, todo?: string): Trouble {
  return new Trouble('bad-input', { what, ...(todo === undefined ? {} : { todo }) });
}

const unread = 'Nothing in what you typed is wrong. Try again in a minute; if it stays so, show it to your instructor.';

/** @throws Trouble `bad-input` with what a check would advise on the same read: waiting heals an outage alone */
function podsIn(namespace: string, policyIndex: PolicyIndex): readonly Pod[] {
  const read = policyIndex.namespace(namespace)?.pods;
  if (read === undefined) throw refuse(`I could not see the Pods of ${namespace}: it was not read`, unread);
  if (read.outcome !== 'ok')
    throw refuse(`I could not see the Pods of ${namespace}: ${read.because}`, unreadableFinding(read).nextStep);
  return read.data;
}

/** Where names are looked up: one namespace, as it was read. */
export type PodLookup = { readonly namespace: string; readonly policyIndex: PolicyIndex; readonly lab: Lab };

const alike = (pods: readonly Pod[]) => new Set(pods.map(({ labels }) => JSON.stringify(labels))).size === 1;

/**
 * `namespace/name` of the Pod with this name or prefix; of several with the same labels, which no policy tells apart, the first.
 * @throws Trouble `not-yours`, `bad-input`
 */
export function findPod(text: string, { namespace, policyIndex, lab }: PodLookup): string {
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
      `there is no Pod “${name.slice(0, 253)}” in ${namespace}${pods.length > 0 ? `; there are ${list(pods)}` : ''}`,
    );
  if (others.length > 0 && !alike([first, ...others])) throw refuse(`which one: ${list([first, ...others])}?`);
  return `${namespace}/${first.name}`;
}

/** `svc/NAME` or NAMESPACE/svc/NAME in the own namespace; null for other words. @throws Trouble `not-yours` */
function explicitService(text: string, { namespace, lab }: PodLookup): string | null {
  const named = parseServiceName(text.startsWith('svc/') ? `${namespace}/${text}` : text);
  if (named === null) return null;
  if (named.namespace !== namespace) throw foreignNamespaceTrouble(named.namespace, namespace, lab);
  return serviceText(named);
}

/**
 * What a name stands for: a Pod of that name, a Service of that name which has the port, a Pod whose name begins with it, or
 * at last a Service that lacks the port, so that it can be said. @throws Trouble `not-yours`, `bad-input`
 */
function findPodOrService(text: string, asked: AskedPort, lookup: PodLookup): string {
  const { namespace, policyIndex } = lookup;
  const explicit = explicitService(text, lookup);
  if (explicit !== null) return explicit;
  const found = text.includes('/') ? null : findService(namespace, text, policyIndex);
  if (found?.kind !== 'service' || policyIndex.pod(`${namespace}/${text}`)) return findPod(text, lookup);
  const { service } = found;
  if (servicePort(service, asked) !== undefined) return serviceText(service);
  const isPrefix = podsIn(namespace, policyIndex).some(({ name }) => name.startsWith(text));
  return isPrefix ? findPod(text, lookup) : serviceText(service);
}

/** An address, unless a Pod is named like it and has another one. @throws Trouble `bad-input` with both ways to ask */
function requireNoPodNamed(address: string, { namespace, policyIndex }: PodLookup): string {
  const named = policyIndex.pod(`${namespace}/${address}`);
  if (named === undefined || named.ips.includes(address)) return address;
  throw refuse(
    `“${address}” is an address, and the name of a Pod in ${namespace}`,
    `Write ${namespace}/${address} for the Pod, and ::ffff:${address} for the address.`,
  );
}

/** A destination as it was asked for, and from which Pod (NAMESPACE/POD). */
export type AskedDestination = AskedPort & { readonly to: string; readonly from: string };

/**
 * What a destination stands for: NAMESPACE/POD, NAMESPACE/svc/NAME or an address; several only for `dns`, where it could not
 * be seen which of them the Pod asks. @throws Trouble `not-yours`, `bad-input`
 */
export function parseDestinations(
  { to, from, ...asked }: AskedDestination,
  lookup: PodLookup,
): readonly [string, ...string[]] {
  if (parseAddress(to)) return [requireNoPodNamed(to, lookup)];
  if (to !== 'dns') return [findPodOrService(to, asked, lookup)];
  const asking = lookup.policyIndex.pod(from);
  const [target, ...others] = asking ? listDnsTargets(asking, lookup.policyIndex) : [];
  if (target === undefined)
    throw refuse('I could not see the Pods of the cluster’s DNS (k8s-app=kube-dns in kube-system)', unread);
  return [target, ...others];
}
