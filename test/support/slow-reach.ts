// A second evaluator of policies, slow and plain: it works on the objects as kubectl prints them, knows nothing of the
// engine, and takes one release of one engine at a time. What several permitted readings disagree on is unknown.

type Labels = Readonly<Record<string, string>>;
/** A direction. */
export type Way = 'ingress' | 'egress';
type Selector = { readonly matchLabels?: Labels; readonly matchExpressions?: readonly Expression[] };
type Expression = { readonly key: string; readonly operator: string; readonly values?: readonly string[] };
type Port = { readonly protocol?: string; readonly port?: number | string; readonly endPort?: number };
type Peer = {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
};
type Rule = { readonly from?: readonly Peer[]; readonly to?: readonly Peer[]; readonly ports?: readonly Port[] };

/** A NetworkPolicy as a generator writes it. */
export type SlowPolicy = {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
};

type CiliumPort = { readonly port?: string; readonly endPort?: number; readonly protocol?: string };
type CiliumRule = {
  readonly fromEndpoints?: readonly Selector[];
  readonly toEndpoints?: readonly Selector[];
  readonly fromEntities?: readonly string[];
  readonly toEntities?: readonly string[];
  readonly fromCIDR?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly toPorts?: readonly { readonly ports?: readonly CiliumPort[] }[];
};

/** A CiliumNetworkPolicy (or, without a namespace, a clusterwide one) as a generator writes it. */
export type SlowCilium = {
  readonly metadata: { readonly namespace?: string | undefined; readonly name: string };
  readonly spec: {
    readonly endpointSelector: Selector;
    readonly ingress?: readonly CiliumRule[];
    readonly ingressDeny?: readonly CiliumRule[];
    readonly egress?: readonly CiliumRule[];
    readonly egressDeny?: readonly CiliumRule[];
    readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
  };
};

/** A Pod as a generator writes it. */
export type SlowPod = {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ip: string;
  readonly node: string;
  readonly host: boolean;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[];
};

/** A whole cluster. */
export type SlowCluster = {
  readonly namespaces: Readonly<Record<string, Labels>>;
  readonly nodes: Readonly<Record<string, string>>;
  readonly pods: readonly SlowPod[];
  readonly policies: readonly SlowPolicy[];
  readonly cilium: readonly SlowCilium[];
  /** Whether AKS made it. */
  readonly aks: boolean;
  /** The label of LocalDNS on each node, `''` without one. */
  readonly localDns: Readonly<Record<string, string>>;
  /** cilium-config, null where it is not in the dump. */
  readonly config: Readonly<Record<string, string>> | null;
  readonly admin: readonly SlowAdmin[];
  /** The directions for which a policy for nodes has rules. */
  readonly hosts: readonly Way[];
  /** Whether all Services were listed; none has an address that is asked for. */
  readonly services: boolean;
};

/** An AdminNetworkPolicy, which is not judged. */
export type SlowAdmin = {
  readonly subject:
    | { readonly namespaces: Selector }
    | { readonly pods: { readonly namespaceSelector: Selector; readonly podSelector: Selector } };
  readonly ways: readonly Way[];
};

/** A question. */
export type SlowQuery = {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
};

type End = { readonly pod: SlowPod | null; readonly node: string | null; readonly ip: string };
/** One permitted reading of the rules. */
type Reading = {
  readonly cilium: boolean;
  /** Names of ports are looked up cluster-wide. */
  readonly names: boolean;
  readonly sctp: boolean;
  /** A Pod and its own node always reach each other. */
  readonly ownNode: boolean;
  /** A block of all addresses means nodes, where blocks mean nodes at all. */
  readonly wildcard: boolean;
  /** What an AdminNetworkPolicy makes of a Pod that it selects. */
  readonly admin: boolean;
  /** The end that is no Pod is the API server. */
  readonly api: boolean;
  /** With enable-policy: always, the node of a Pod that no policy selects is forgotten. */
  readonly forgets: boolean;
  /** The host firewall shuts nodes that a policy selects. */
  readonly shuts: boolean;
};

const on = ({ config }: SlowCluster, key: string, otherwise: boolean) =>
  (config?.[key] ?? String(otherwise)) === 'true';
const isNever = (cluster: SlowCluster) =>
  cluster.config?.['enable-policy'] === 'never' || on(cluster, 'policy-audit-mode', false);
const isAlways = ({ config }: SlowCluster) => config?.['enable-policy'] === 'always';
const modes = ({ config }: SlowCluster) => (config?.['policy-cidr-match-mode'] ?? '').split(',');

/** Whether a block may mean an end, before its address is looked at. */
function blockMeans(end: End, block: string, { cluster, reading }: Pick<Seen, 'cluster' | 'reading'>): boolean {
  if (!reading.cilium || (!end.pod && !end.node)) return true;
  if (end.pod) return modes(cluster).includes('pods');
  return modes(cluster).includes('nodes') && (reading.wildcard || !block.endsWith('/0'));
}

/** An address as its bits, one by one. */
function bits(ip: string): string {
  if (ip.includes('.')) {
    return ip
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail = ''] = ip.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const middle = Array.from({ length: 8 - words(head).length - words(tail).length }, () => '0');
  return [...words(head), ...(ip.includes('::') ? middle : []), ...words(tail)]
    .map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0'))
    .join('');
}

function inBlock(ip: string, block: string): boolean {
  const [base = '', length = ''] = block.split('/');
  if (base.includes('.') !== ip.includes('.')) return false;
  return bits(ip).slice(0, Number(length)) === bits(base).slice(0, Number(length));
}

function holds({ key, operator, values = [] }: Expression, labels: Labels): boolean {
  const there = key in labels;
  const among = there && values.includes(labels[key] ?? '');
  if (operator === 'In') return among;
  if (operator === 'NotIn') return !among;
  return operator === 'Exists' ? there : !there;
}

function matches(selector: Selector, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!(key in labels) || labels[key] !== value) return false;
  }
  for (const expression of selector.matchExpressions ?? []) if (!holds(expression, labels)) return false;
  return true;
}

function peerMatches(peer: Peer, end: End, home: string, cluster: SlowCluster, reading: Reading): boolean {
  if (peer.ipBlock) {
    if (!blockMeans(end, peer.ipBlock.cidr, { cluster, reading })) return false;
    return inBlock(end.ip, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((each) => inBlock(end.ip, each));
  }
  if (!end.pod) return false;
  const space = peer.namespaceSelector
    ? matches(peer.namespaceSelector, cluster.namespaces[end.pod.namespace] ?? {})
    : end.pod.namespace === home;
  return space && (peer.podSelector === undefined || matches(peer.podSelector, end.pod.labels));
}

function named(name: string, query: SlowQuery, to: End, cluster: SlowCluster, wide: boolean): boolean {
  const all = (pods: readonly SlowPod[]) =>
    pods.flatMap(({ ports }) => ports.filter((port) => port.name === name && port.protocol === query.protocol));
  if (!wide) return to.pod !== null && all([to.pod]).some(({ containerPort }) => containerPort === query.port);
  const numbers = new Set(all(cluster.pods).map(({ containerPort }) => containerPort));
  return numbers.size === 1 && numbers.has(query.port);
}

type Seen = { readonly query: SlowQuery; readonly to: End; readonly cluster: SlowCluster; readonly reading: Reading };

function portMatches(port: Port, way: Way, { query, to, cluster, reading }: Seen, fallback: string): boolean {
  const protocol = port.protocol ?? fallback;
  if (protocol !== query.protocol && protocol !== 'ANY') return false;
  if (query.protocol === 'SCTP' && !reading.sctp) return false;
  if (port.port === undefined) return true;
  if (typeof port.port === 'string') return named(port.port, query, to, cluster, reading.names && way === 'egress');
  return port.endPort === undefined ? port.port === query.port : port.port <= query.port && query.port <= port.endPort;
}

function isOwnNode(pod: SlowPod, other: End): boolean {
  return other.node !== null && other.node === pod.node;
}

function entityMatches(entity: string, self: SlowPod, other: End, way: Way, { cluster, reading }: Seen): boolean {
  const outside = !other.pod && !other.node;
  switch (entity) {
    case 'all':
      return true;
    case 'world':
      return outside;
    case 'cluster':
      return !outside;
    case 'host':
      return isOwnNode(self, other);
    case 'remote-node':
      return other.node !== null && !isOwnNode(self, other);
    case 'kube-apiserver':
      // AKS runs it on no node; where else it runs is not told.
      if (other.pod || (cluster.aks && other.node && way === 'ingress')) return false;
      return reading.api;
    default:
      throw new Error(`the generator writes no entity ${entity}`);
  }
}

function ciliumLabels(pod: SlowPod, cluster: SlowCluster): Labels {
  const space = Object.entries(cluster.namespaces[pod.namespace] ?? {});
  return {
    ...pod.labels,
    'io.kubernetes.pod.namespace': pod.namespace,
    ...Object.fromEntries(space.map(([key, value]) => [`io.cilium.k8s.namespace.labels.${key}`, value])),
  };
}

function unprefixed(selector: Selector): Selector {
  const strip = (key: string) => key.replace('k8s:', '').replace('any:', '');
  return {
    matchLabels: Object.fromEntries(
      Object.entries(selector.matchLabels ?? {}).map(([key, value]) => [strip(key), value]),
    ),
    matchExpressions: (selector.matchExpressions ?? []).map((each) => ({ ...each, key: strip(each.key) })),
  };
}

function endpointMatches(written: Selector, home: string | undefined, other: End, cluster: SlowCluster): boolean {
  if (!other.pod) return false;
  const selector = unprefixed(written);
  const keys = [...Object.keys(selector.matchLabels ?? {}), ...(selector.matchExpressions ?? []).map(({ key }) => key)];
  const free = keys.some(
    (key) => key === 'io.kubernetes.pod.namespace' || key.startsWith('io.cilium.k8s.namespace.labels.'),
  );
  if (home !== undefined && !free && other.pod.namespace !== home) return false;
  return matches(selector, ciliumLabels(other.pod, cluster));
}

function ciliumRuleMatches(
  rule: CiliumRule,
  way: Way,
  home: string | undefined,
  self: SlowPod,
  other: End,
  seen: Seen,
): boolean {
  const endpoints = way === 'ingress' ? rule.fromEndpoints : rule.toEndpoints;
  const entities = way === 'ingress' ? rule.fromEntities : rule.toEntities;
  const blocks = way === 'ingress' ? rule.fromCIDR : rule.toCIDR;
  const anybody = !endpoints && !entities && !blocks;
  if (anybody && !rule.toPorts) return false;
  const peer =
    anybody ||
    (endpoints ?? []).some((each) => endpointMatches(each, home, other, seen.cluster)) ||
    (entities ?? []).some((each) => entityMatches(each, self, other, way, seen)) ||
    (blocks ?? []).some((each) => blockMeans(other, each, seen) && inBlock(other.ip, each));
  if (!peer) return false;
  if (!rule.toPorts) return true;
  return rule.toPorts.some(({ ports }) => {
    if (!ports) return seen.query.protocol !== 'SCTP' || seen.reading.sctp;
    return ports.some(({ port, ...rest }) => {
      if (port === undefined) return portMatches(rest, way, seen, 'ANY');
      const number = Number(port);
      return portMatches({ ...rest, port: Number.isNaN(number) ? port : number }, way, seen, 'ANY');
    });
  });
}

type Tally = { isolated: boolean; allowed: boolean; denied: boolean };

function tallyPlain(policy: SlowPolicy, way: Way, self: SlowPod, other: End, seen: Seen, tally: Tally): void {
  const { metadata, spec } = policy;
  if (metadata.namespace !== self.namespace || !matches(spec.podSelector, self.labels)) return;
  const section = way === 'ingress' ? spec.ingress : spec.egress;
  const rules = section ?? [];
  const typed = spec.policyTypes && spec.policyTypes.length > 0;
  let counts = typed
    ? (spec.policyTypes ?? []).includes(way === 'ingress' ? 'Ingress' : 'Egress')
    : way === 'ingress' || rules.length > 0;
  if (seen.reading.cilium && rules.length > 0) counts = true;
  if (!counts) return;
  tally.isolated = true;
  for (const rule of rules) {
    const peers = (way === 'ingress' ? rule.from : rule.to) ?? [];
    const ports = rule.ports ?? [];
    const peer =
      peers.length === 0 ||
      peers.some((each) => peerMatches(each, other, metadata.namespace, seen.cluster, seen.reading));
    const port = ports.length === 0 || ports.some((each) => portMatches(each, way, seen, 'TCP'));
    if (peer && port) tally.allowed = true;
  }
}

function tallyCilium(policy: SlowCilium, way: Way, self: SlowPod, other: End, seen: Seen, tally: Tally): void {
  const { metadata, spec } = policy;
  if (metadata.namespace !== undefined && metadata.namespace !== self.namespace) return;
  if (!matches(unprefixed(spec.endpointSelector), ciliumLabels(self, seen.cluster))) return;
  const allows = (way === 'ingress' ? spec.ingress : spec.egress) ?? [];
  const denials = (way === 'ingress' ? spec.ingressDeny : spec.egressDeny) ?? [];
  const hit = (rule: CiliumRule) => ciliumRuleMatches(rule, way, metadata.namespace, self, other, seen);
  if (spec.enableDefaultDeny?.[way] ?? allows.length + denials.length > 0) tally.isolated = true;
  if (allows.some(hit)) tally.allowed = true;
  if (denials.some(hit)) tally.denied = true;
}

/** The policies of one Pod that count, for one reading. */
function counting({ cluster, reading }: Pick<Seen, 'cluster' | 'reading'>) {
  if (!reading.cilium) return { plain: cluster.policies, cilium: [] };
  const own = cluster.cilium.filter(({ metadata }) =>
    metadata.namespace === undefined
      ? on(cluster, 'enable-cilium-clusterwide-network-policy', true)
      : on(cluster, 'enable-cilium-network-policy', true),
  );
  return { plain: on(cluster, 'enable-k8s-networkpolicy', true) ? cluster.policies : [], cilium: own };
}

function isSelected(pod: SlowPod, way: Way, seen: Pick<Seen, 'cluster' | 'reading'>): boolean {
  const { plain, cilium } = counting(seen);
  const standard = plain.some(({ metadata, spec }) => {
    if (metadata.namespace !== pod.namespace || !matches(spec.podSelector, pod.labels)) return false;
    const some = (way === 'ingress' ? (spec.ingress ?? []) : (spec.egress ?? [])).length > 0;
    if (!spec.policyTypes || spec.policyTypes.length === 0) return way === 'ingress' || some;
    return some || spec.policyTypes.includes(way === 'ingress' ? 'Ingress' : 'Egress');
  });
  return (
    standard ||
    cilium.some(({ metadata, spec }) => {
      if (metadata.namespace !== undefined && metadata.namespace !== pod.namespace) return false;
      if (!matches(unprefixed(spec.endpointSelector), ciliumLabels(pod, seen.cluster))) return false;
      const rules = way === 'ingress' ? [spec.ingress, spec.ingressDeny] : [spec.egress, spec.egressDeny];
      return rules.some((list) => (list?.length ?? 0) > 0) || spec.enableDefaultDeny?.[way] === true;
    })
  );
}

function adminSelects({ subject, ways }: SlowAdmin, way: Way, pod: SlowPod, { namespaces }: SlowCluster): boolean {
  const around = namespaces[pod.namespace] ?? {};
  if (!ways.includes(way)) return false;
  if ('namespaces' in subject) return matches(subject.namespaces, around);
  return matches(subject.pods.namespaceSelector, around) && matches(subject.pods.podSelector, pod.labels);
}

/** What a node lets pass: everything, but for the host firewall. */
function hostPasses(way: Way, self: End, { cluster, reading }: Seen): boolean {
  if (!reading.cilium || !self.node || !on(cluster, 'enable-host-firewall', false) || isNever(cluster)) return true;
  return isAlways(cluster) || cluster.hosts.includes(way) ? !reading.shuts : true;
}

function passes(way: Way, self: End, other: End, seen: Seen): boolean {
  const { cluster, reading } = seen;
  const { pod } = self;
  if (!pod) return hostPasses(way, self, seen);
  if (reading.ownNode && isOwnNode(pod, other)) return true;
  if (reading.cilium && isNever(cluster)) return true;
  const admin = cluster.admin.some((each) => adminSelects(each, way, pod, cluster));
  const tally: Tally = { isolated: reading.cilium && isAlways(cluster), allowed: false, denied: false };
  const { plain, cilium } = counting(seen);
  for (const policy of plain) tallyPlain(policy, way, pod, other, seen, tally);
  for (const policy of cilium) tallyCilium(policy, way, pod, other, seen, tally);
  const ruled = admin ? reading.admin : !tally.denied && (tally.allowed || !tally.isolated);
  // Under Cilium a node reaches the Pods on it.
  const local = reading.cilium && way === 'ingress' && isOwnNode(pod, other);
  if (ruled || !local || cluster.config?.['allow-localhost'] === 'policy') return ruled;
  return !(isAlways(cluster) && !isSelected(pod, way, seen) && reading.forgets);
}

const localDnsAddresses = ['169.254.10.10', '169.254.10.11'];

/** Whether the node of a Pod answers names itself; null where it cannot be told. */
function hasLocalDns({ aks, localDns }: SlowCluster, node: string): boolean | null {
  const label = localDns[node] ?? '';
  if (!aks || label === 'disabled') return false;
  if (label === 'enabled') return true;
  return Object.values(localDns).some((each) => each !== '') ? null : false;
}

/** The ways in which an address of LocalDNS may be seen from a Pod. */
function localEnds(ip: string, { node }: SlowPod, cluster: SlowCluster, cilium: boolean): readonly End[] {
  const [host, outside] = [
    { pod: null, node, ip },
    { pod: null, node: null, ip },
  ];
  const has = hasLocalDns(cluster, node);
  if (has === false) return [outside];
  return has === null || cilium ? [host, outside] : [host];
}

function isPrivate(ip: string): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'].some((block) => inBlock(ip, block));
}

/** Whether no rule of a Pod's policies opens anything, to whomever. */
function isMute({ pod }: End, seen: Pick<Seen, 'cluster' | 'reading'>): boolean {
  const { cluster, reading } = seen;
  if (!pod || (reading.cilium && isNever(cluster))) return false;
  if (cluster.admin.some((each) => adminSelects(each, 'egress', pod, cluster))) return false;
  const { plain, cilium } = counting(seen);
  const own = plain.filter(
    ({ metadata, spec }) => metadata.namespace === pod.namespace && matches(spec.podSelector, pod.labels),
  );
  const theirs = cilium.filter(
    ({ metadata, spec }) =>
      (metadata.namespace === undefined || metadata.namespace === pod.namespace) &&
      matches(unprefixed(spec.endpointSelector), ciliumLabels(pod, cluster)),
  );
  const counts = own.filter(({ spec: { policyTypes, egress } }) => {
    const typed = (policyTypes?.length ?? 0) > 0 ? (policyTypes ?? []).includes('Egress') : (egress?.length ?? 0) > 0;
    return typed || (reading.cilium && (egress?.length ?? 0) > 0);
  });
  const isolated =
    (reading.cilium && isAlways(cluster)) ||
    counts.length > 0 ||
    theirs.some(
      ({ spec }) => spec.enableDefaultDeny?.egress ?? (spec.egress?.length ?? 0) + (spec.egressDeny?.length ?? 0) > 0,
    );
  const opens =
    counts.some(({ spec }) => (spec.egress ?? []).length > 0) ||
    theirs.some(({ spec }) => (spec.egress ?? []).some((rule) => Object.keys(rule).length > 0));
  return isolated && !opens;
}

/** The ways in which one name or address may be seen. */
function endsOf(text: string, cluster: SlowCluster, cilium: boolean, asking?: SlowPod): readonly End[] {
  if (localDnsAddresses.includes(text) && asking) return localEnds(text, asking, cluster, cilium);
  const pod = cluster.pods.find(
    (each) => `${each.namespace}/${each.name}` === text || (!each.host && each.ip === text),
  );
  if (pod?.host) {
    const node: End = { pod: null, node: pod.node, ip: pod.ip };
    return cilium ? [node] : [node, { pod, node: null, ip: pod.ip }];
  }
  if (pod) return [{ pod, node: null, ip: pod.ip }];
  const node = Object.entries(cluster.nodes).find(([, ip]) => ip === text);
  return [{ pod: null, node: node?.[0] ?? null, ip: text }];
}

/** Every reading of a cluster; a flag that nothing there depends on has one value. */
function readingsOf(cluster: SlowCluster, cilium: boolean): readonly Reading[] {
  const flags = (matters: boolean) => (matters ? [false, true] : [false]);
  const names = cilium && JSON.stringify([cluster.policies, cluster.cilium]).includes('"port"');
  const api = JSON.stringify(cluster.cilium).includes('kube-apiserver');
  let found: readonly Reading[] = [
    {
      cilium,
      names: false,
      sctp: true,
      ownNode: false,
      wildcard: false,
      admin: false,
      api: false,
      forgets: false,
      shuts: false,
    },
  ];
  const vary = (key: keyof Reading, matters: boolean, values = flags(matters)) => {
    found = found.flatMap((reading) => values.map((value) => ({ ...reading, [key]: value })));
  };
  vary('names', names);
  vary('sctp', cilium, cilium ? [true, false] : [true]);
  vary('ownNode', !cilium);
  vary('wildcard', cilium && modes(cluster).includes('nodes'));
  vary('admin', cluster.admin.length > 0);
  vary('api', cilium && api);
  vary('forgets', cilium && isAlways(cluster));
  vary('shuts', cilium && on(cluster, 'enable-host-firewall', false));
  return found;
}

/** What the policies say: one word if every permitted reading says it, else `unknown`. */
export function slowReach(query: SlowQuery, cluster: SlowCluster, semantics: 'plain' | 'cilium'): string {
  const cilium = semantics === 'cilium';
  const found = new Set<boolean>();
  const asking = cluster.pods.find(({ namespace, name }) => `${namespace}/${name}` === query.from);
  const starts = endsOf(query.from, cluster, cilium);
  const ends = endsOf(query.to, cluster, cilium, asking);
  const readings = readingsOf(cluster, cilium);
  const nobody = ends.every(({ pod, node }) => !pod && !node);
  if (!cluster.services && nobody && isPrivate(query.to)) {
    return starts.every((from) => readings.every((reading) => isMute(from, { cluster, reading })))
      ? 'denied'
      : 'unknown';
  }
  for (const from of starts)
    for (const to of ends)
      for (const reading of readings) {
        const seen: Seen = { query, to, cluster, reading };
        found.add(passes('egress', from, to, seen) && passes('ingress', to, from, seen));
      }
  const self = endsOf(query.from, cluster, false).at(-1)?.pod;
  if (self && self === endsOf(query.to, cluster, false).at(-1)?.pod) return 'allowed';
  if (found.size > 1) return 'unknown';
  return found.has(true) ? 'allowed' : 'denied';
}
