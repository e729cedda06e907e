import type { z } from 'zod';
import { keptLabels, type Labels } from '../../model/kubernetes-labels.ts';
import { findOwnValue } from '../../model/own-value.ts';
import { protocols } from '../../model/policy.ts';
import type {
  CiliumNode,
  ConfigMap,
  ContainerPort,
  DaemonSet,
  Namespace,
  Node,
  NodeNetworkConfig,
  Pod,
} from '../../model/snapshot.ts';
import * as raw from './api-schemas.ts';
import { isAwaitingCni, isReady, networkCondition } from './conditions.ts';
import { sanitizeText } from './sanitize.ts';

type Raw<S extends z.ZodType> = z.output<S>;
type Dictionary = Readonly<Record<string, string | null | undefined>> | null | undefined;

/** The texts that are there, cleaned. */
export function sanitizeTexts(values: readonly (string | null | undefined)[]): readonly string[] {
  return values
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => sanitizeText(value));
}

/** Keys and values, cleaned; a null value is an empty one, as the API reads it. */
export function sanitizeLabels(from: Dictionary, keep: (key: string) => boolean): Labels {
  const kept = Object.entries(from ?? {}).filter(([key]) => keep(key));
  return Object.fromEntries(kept.map(([key, value]) => [sanitizeText(key), sanitizeText(value ?? '')]));
}

const known = new Set(keptLabels);
const labels = (from: Dictionary): Labels => sanitizeLabels(from, (key) => known.has(key));
const name = (meta: { readonly name?: string | null | undefined }): string => sanitizeText(meta.name ?? '');
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

function osOf(node: Raw<typeof raw.rawNode>): Node['os'] {
  const from = node.metadata.labels;
  const os = from?.['kubernetes.io/os'] ?? from?.['beta.kubernetes.io/os'] ?? node.status?.nodeInfo?.operatingSystem;
  return os === 'linux' || os === 'windows' ? os : 'unknown';
}

/** core/v1 Node → ours; annotations by key only. */
export function translateNode(item: unknown): Node {
  const from = raw.rawNode.parse(item);
  const { spec, status, metadata } = from;
  const addresses = status?.addresses ?? [];
  return {
    name: name(metadata),
    labels: labels(metadata.labels),
    annotationKeys: Object.keys(metadata.annotations ?? {})
      .map((key) => sanitizeText(key))
      .sort(),
    internalIPs: sanitizeTexts(addresses.filter(({ type }) => type === 'InternalIP').map(({ address }) => address)),
    internalIPsWhole: Boolean(status?.addresses) && addresses.every(({ type, address }) => type && address),
    podCIDRs:
      spec && Object.keys(spec).length > 0 ? unique(sanitizeTexts([spec.podCIDR, ...(spec.podCIDRs ?? [])])) : null,
    ready: isReady(status?.conditions),
    awaitsCni: isAwaitingCni(status?.conditions),
    os: osOf(from),
    ...networkCondition(status?.conditions),
    localDns: metadata.labels ? sanitizeText(metadata.labels['kubernetes.azure.com/localdns-state'] ?? '') : null,
    provider: spec?.providerID?.includes(':') ? sanitizeText(spec.providerID.split(':', 1)[0] ?? '') : null,
  };
}

function port({
  name,
  containerPort,
  protocol,
}: {
  name?: string | null | undefined;
  containerPort: number;
  protocol?: string | null | undefined;
}): ContainerPort {
  const known = protocols.find((each) => each === (protocol ?? 'TCP').toUpperCase());
  return { name: name ? sanitizeText(name) : null, port: containerPort, protocol: known ?? 'TCP' };
}

/** core/v1 Pod → ours; all its labels, which `trim` reduces once the selectors are known. */
export function translatePod(item: unknown): Pod {
  const { metadata, spec, status } = raw.rawPod.parse(item);
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: name(metadata),
    labels: sanitizeLabels(metadata.labels, () => true),
    hostNetwork: spec?.hostNetwork === true,
    nodeName: spec?.nodeName ? sanitizeText(spec.nodeName) : null,
    phase: sanitizeText(status?.phase || 'Unknown'),
    deleting: Boolean(metadata.deletionTimestamp),
    ready: isReady(status?.conditions),
    ips: unique(sanitizeTexts([status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)])),
    ipsWhole: Boolean(status?.podIPs?.every(({ ip }) => ip)),
    hostIPs: unique(sanitizeTexts([status?.hostIP, ...(status?.hostIPs ?? []).map(({ ip }) => ip)])),
    ports: spec?.containers ? spec.containers.flatMap(({ ports }) => (ports ?? []).map(port)) : null,
    owner: owner ? sanitizeText(`${owner.kind ?? ''}/${owner.name ?? ''}`) : null,
  };
}

const proxyFlags = new Set(['cluster-cidr', 'detect-local-mode', 'pod-interface-name-prefix']);

function flags(words: readonly string[]): Labels {
  const pairs = words.map((word) => /^--([a-z-]+)=(.*)$/u.exec(word)).filter((match) => match !== null);
  return Object.fromEntries(
    pairs.filter((m) => proxyFlags.has(m[1] ?? '')).map((m) => [m[1] ?? '', sanitizeText(m[2] ?? '')]),
  );
}

/** apps/v1 DaemonSet → ours. */
export function translateDaemonSet(item: unknown): DaemonSet {
  const { metadata, spec, status } = raw.rawDaemonSet.parse(item);
  const containers = spec?.template?.spec?.containers ?? [];
  const words = containers.flatMap(({ command, args }) => [command, args].filter((each) => Array.isArray(each)));
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: name(metadata),
    labels: labels(metadata.labels),
    desired: status?.desiredNumberScheduled ?? null,
    ready: status?.numberReady ?? null,
    flags: words.length > 0 ? flags(words.flat()) : null,
  };
}

/** NodeNetworkConfig → ours; its name is the node's name. */
export function translateNodeNetworkConfig(item: unknown): NodeNetworkConfig {
  const { metadata, status } = raw.rawNodeNetworkConfig.parse(item);
  const text = (value: string | null | undefined) => (value ? sanitizeText(value) : null);
  return {
    node: name(metadata),
    labels: labels(metadata.labels),
    containers: (status?.networkContainers ?? []).map((container) => ({
      mode: text(container.assignmentMode),
      type: text(container.type),
      primary: text(container.primaryIP),
      primaryV6: text(container.primaryIPV6),
      space: text(container.subnetAddressSpace),
      spaceV6: text(container.subnetAddressSpaceV6),
      assigned: sanitizeTexts((container.ipAssignments ?? []).map(({ ip }) => ip)),
    })),
  };
}

/** CiliumNode → ours; its name is the node's name. */
export function translateCiliumNode(item: unknown): CiliumNode {
  const { metadata, spec } = raw.rawCiliumNode.parse(item);
  const pools = (spec?.ipam?.pools?.allocated ?? []).flatMap(({ cidrs }) => cidrs ?? []);
  return { name: name(metadata), podCIDRs: unique(sanitizeTexts([...(spec?.ipam?.podCIDRs ?? []), ...pools])) };
}

/** ConfigMap → ours, only the named values. */
export function translateConfigMap(item: unknown, keys: readonly string[]): ConfigMap {
  const { metadata, data } = raw.rawConfigMap.parse(item);
  // An empty value says no more than a missing one.
  const wanted = keys.flatMap((key) => {
    const value = findOwnValue(data ?? {}, key);
    return value ? [[key, value] as const] : [];
  });
  // Newlines separate the entries of a masquerade list, so these values keep them.
  const lines = (value: string) =>
    value
      .split('\n')
      .map((line) => sanitizeText(line, 200))
      .join('\n');
  return { name: name(metadata), values: Object.fromEntries(wanted.map(([key, value]) => [key, lines(value)])) };
}

/** core/v1 Namespace → ours; all its labels, which `trim` reduces. */
export function translateNamespace(item: unknown): Namespace {
  const { metadata } = raw.rawObject.parse(item);
  return { name: name(metadata), labels: sanitizeLabels(metadata.labels, () => true) };
}
