import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { isLabelValue, isPortName } from '../../model/kubernetes-names.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type {
  CiliumPolicy,
  IpBlock,
  LabelSelector,
  NetworkPolicy,
  PolicyPeer,
  PolicyRule,
  PortMatch,
} from '../../model/policy.ts';
import { sanitizeText } from './sanitize.ts';

/** What an API server would refuse, in words; null where nothing is wrong. */
type Fault = string | null;

const firstFault = (faults: readonly Fault[]): Fault => faults.find((fault) => fault !== null) ?? null;

const operators: Readonly<Record<string, 'some' | 'none'>> = {
  In: 'some',
  NotIn: 'some',
  Exists: 'none',
  DoesNotExist: 'none',
};

function labelFault(selector: LabelSelector | null): Fault {
  const written = (selector?.matchExpressions ?? []).flatMap(({ values }) => values);
  const values = [...Object.values(selector?.matchLabels ?? {}), ...written];
  const wrong = values.find((value) => !isLabelValue(value));
  return wrong === undefined ? null : `“${wrong}” is no value that a label can have`;
}

function selectorFault(selector: LabelSelector | null): Fault {
  const faults = (selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
    const wanted = findOwnValue(operators, operator);
    if (wanted === undefined) return `“${operator}” is no operator of a selector: In, NotIn, Exists or DoesNotExist`;
    if ((wanted === 'none') === (values.length === 0)) return null;
    return `${operator} of the label ${key} ${wanted === 'some' ? 'needs values' : 'takes no values'}`;
  });
  return firstFault([labelFault(selector), ...faults]);
}

type Block = { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' };

function parseBlock(text: string): Block | null {
  const [address = '', bits = '', ...rest] = text.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || !/^\d{1,3}$/u.test(bits) || Number(bits) > most || rest.length > 0) return null;
  return { address, bits: Number(bits), family: version === 6 ? 'ipv6' : 'ipv4' };
}

function blockFault({ cidr, except }: IpBlock): Fault {
  const whole = parseBlock(cidr);
  if (whole === null) return `“${cidr}” is no block of addresses such as 10.0.0.0/16`;
  const around = new BlockList();
  around.addSubnet(whole.address, whole.bits, whole.family);
  const outside = except.find((text) => {
    const part = parseBlock(text);
    return part === null || part.bits <= whole.bits || !around.check(part.address, part.family);
  });
  return outside === undefined ? null : `the exception “${outside}” is no smaller block inside ${cidr}`;
}

const protocols = new Set(['TCP', 'UDP', 'SCTP']);
const ofCilium = new Set([...protocols, 'ICMP', 'ICMPV6', 'VRRP', 'IGMP', 'ANY']);
const isNumber = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
/** The port of a NetworkPolicy as it stands there, before a protocol in small letters or a number as text is read all the same. */
const writtenPort = z.looseObject({ protocol: z.unknown().optional(), port: z.unknown().optional() });
const writtenRules = z.array(z.looseObject({ ports: z.array(writtenPort).nullish() }).nullable()).nullish();
const writtenSpec = z.looseObject({ ingress: writtenRules, egress: writtenRules });

/** What an API server refuses of the ports of a NetworkPolicy's spec as they were written; null for nothing. */
export function writtenPortFault(spec: unknown): string | null {
  const { data } = writtenSpec.safeParse(spec);
  const ports = [...(data?.ingress ?? []), ...(data?.egress ?? [])].flatMap((rule) => rule?.ports ?? []);
  return firstFault(
    ports.map(({ protocol, port }) => {
      if (typeof protocol === 'string' && !protocols.has(protocol))
        return `“${sanitizeText(protocol, 40)}” is no protocol of a policy: TCP, UDP or SCTP, in capitals`;
      return typeof port === 'string' && /^\d*$/u.test(port)
        ? `the port “${port}” is text: write it without quotes`
        : null;
    }),
  );
}

function portFault({ protocol, port, endPort }: PortMatch, known: ReadonlySet<string>): Fault {
  if (!known.has(protocol)) return `“${protocol}” is no protocol of a policy: TCP, UDP or SCTP`;
  if (typeof port === 'number' && !isNumber(port)) return `${port} is no port: 1 to 65535`;
  if (typeof port === 'string' && !isPortName(port)) return `“${port}” is no name of a port`;
  if (endPort === null) return null;
  if (typeof port !== 'number') return 'endPort needs a port that is a number';
  return isNumber(endPort) && endPort >= port ? null : `endPort ${endPort} does not follow port ${port}`;
}

function peerFault({ block, pods, namespaces }: PolicyPeer): Fault {
  if (block !== null && (pods ?? namespaces) !== null)
    return 'ipBlock stands in an entry of its own, without selectors';
  if (block === null && pods === null && namespaces === null)
    return 'an entry of from or to is empty: it needs ipBlock, podSelector or namespaceSelector';
  return firstFault([block === null ? null : blockFault(block), selectorFault(pods), selectorFault(namespaces)]);
}

function ruleFault({ peers, ports }: PolicyRule): Fault {
  return firstFault([...peers.map(peerFault), ...ports.map((port) => portFault(port, protocols))]);
}

/** What an API server would refuse of a NetworkPolicy's values (ValidateNetworkPolicySpec); null for nothing. */
export function networkPolicyFault({ selects, types, ingress, egress }: NetworkPolicy): string | null {
  const type = types.find((each) => each !== 'Ingress' && each !== 'Egress');
  return firstFault([
    type === undefined ? null : `“${type}” is none of policyTypes: Ingress, Egress`,
    types.length > 2 ? 'policyTypes has more than two entries' : null,
    selectorFault(selects),
    ...[...ingress, ...egress].map(ruleFault),
  ]);
}

/** What Cilium would refuse of a policy's values, as far as netlab judges them; null for nothing. */
export function ciliumPolicyFault({ specs }: CiliumPolicy): string | null {
  const rules = specs.flatMap((spec) => [...spec.ingress, ...spec.ingressDeny, ...spec.egress, ...spec.egressDeny]);
  return firstFault([
    ...specs.map(({ selects }) => selectorFault(selects)),
    ...rules.flatMap(({ endpoints, blocks, ports }) => [
      ...endpoints.map(selectorFault),
      // Cilium also takes an address alone.
      ...blocks.map((block) => (isIP(block.cidr) > 0 ? null : blockFault(block))),
      ...(ports ?? []).map((port) => portFault(port, ofCilium)),
    ]),
  ]);
}
