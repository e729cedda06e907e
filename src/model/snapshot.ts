import type { Labels } from './kubernetes-labels.ts';
import type { CiliumPolicy, NetworkPolicy, Protocol } from './policy.ts';
import type { Read } from './read.ts';

/** A node as the checks see it; addresses are text as the API wrote them. */
export type Node = {
  readonly name: string;
  /** Only those of `keptLabels`. */
  readonly labels: Labels;
  readonly annotationKeys: readonly string[];
  readonly internalIPs: readonly string[];
  /** Whether it has no others: false where its addresses, or the type or the text of one, did not come with it. */
  readonly internalIPsWhole: boolean;
  /** Null where the object came without its spec or with an empty one: then it is not known that there are none. */
  readonly podCIDRs: readonly string[] | null;
  /** Null where the object came without conditions, or with one that may be Ready and does not say so. */
  readonly ready: boolean | null;
  /** Whether its condition Ready says that no CNI has set up its network yet. */
  readonly awaitsCni: boolean;
  readonly os: 'linux' | 'windows' | 'unknown';
  /**
   * Whether condition NetworkUnavailable is True; false also without that condition. Null where the object came without
   * conditions, or with one that does not say what it is.
   */
  readonly networkUnavailable: boolean | null;
  /** Reason of that condition, whatever its status; null without one. */
  readonly networkReason: string | null;
  /**
   * AKS's label `kubernetes.azure.com/localdns-state`: `''` where the node has other labels and not this one, null where its
   * labels did not come.
   */
  readonly localDns: string | null;
  /** Scheme of spec.providerID (`azure`), null when unset. */
  readonly provider: string | null;
};

/** A port that a container lists. */
export type ContainerPort = { readonly name: string | null; readonly port: number; readonly protocol: Protocol };

/** A Pod as the checks see it. */
export type Pod = {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly hostNetwork: boolean;
  readonly nodeName: string | null;
  readonly phase: string;
  readonly deleting: boolean;
  /** Null where the object came without conditions, or with one that may be Ready and does not say so. */
  readonly ready: boolean | null;
  readonly ips: readonly string[];
  /** Whether it has no others: false where status.podIPs, or the text of one, did not come with it. */
  readonly ipsWhole: boolean;
  readonly hostIPs: readonly string[];
  /** Ports that its containers name or list; null where the object came without its containers. */
  readonly ports: readonly ContainerPort[] | null;
  /** `Kind/name` of the controlling owner, null without one. */
  readonly owner: string | null;
};

/** A DaemonSet. */
export type DaemonSet = {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** Null where the object came without its status. */
  readonly desired: number | null;
  readonly ready: number | null;
  /** Only kube-proxy’s arguments that tell Pods from nodes; null where no container came with its command or arguments. */
  readonly flags: Readonly<Record<string, string>> | null;
};

/** One network container of a NodeNetworkConfig (acn.azure.com/v1alpha). */
export type NetworkContainer = {
  readonly mode: string | null;
  readonly type: string | null;
  readonly primary: string | null;
  readonly primaryV6: string | null;
  readonly space: string | null;
  readonly spaceV6: string | null;
  readonly assigned: readonly string[];
};

/** What Azure's IPAM gave to one node; no containers while allocation has not succeeded. */
export type NodeNetworkConfig = {
  readonly node: string;
  readonly labels: Labels;
  readonly containers: readonly NetworkContainer[];
};

/** What a Cilium that hands out addresses itself gave to one node (cilium.io/v2 CiliumNode). */
export type CiliumNode = { readonly name: string; readonly podCIDRs: readonly string[] };

/** A ConfigMap, only the values that a check declares. */
export type ConfigMap = { readonly name: string; readonly values: Readonly<Record<string, string>> };

/** A namespace; labels only those that a policy selects by. */
export type Namespace = { readonly name: string; readonly labels: Labels };

/** A Service's addresses. */
export type Service = {
  readonly namespace: string;
  readonly name: string;
  /** Its own: none for a headless one. */
  readonly ips: readonly string[];
  /** `externalIPs`, and what a load balancer gave it. */
  readonly externalIPs: readonly string[];
  /** `clusterIP: None`: its name stands for the addresses of its Pods. */
  readonly headless: boolean;
  /** The name outside of the cluster that one of type ExternalName stands for, null for the others. */
  readonly externalName: string | null;
  readonly ports: readonly ServicePort[];
};

/** A port of a Service, or of the endpoints behind it; `name` is `''` where a single port has none. */
export type ServicePort = { readonly name: string; readonly port: number; readonly protocol: string };

/** One endpoint of a Service: a Pod as NAMESPACE/NAME, null where it is none, and its addresses. */
export type ServiceEndpoint = {
  readonly pod: string | null;
  readonly addresses: readonly string[];
  /** Whether it gets connections; what does not say so does (discovery.k8s.io/v1). */
  readonly ready: boolean;
};

/** discovery.k8s.io/v1 EndpointSlice: endpoints that have the same ports. `service` is null where it names none. */
export type EndpointSlice = {
  readonly namespace: string;
  readonly name: string;
  readonly service: string | null;
  /** A port without a number is left out; null where one is, or where the slice came without ports. */
  readonly ports: readonly ServicePort[] | null;
  readonly endpoints: readonly ServiceEndpoint[];
};

/** A range that Services get addresses from. */
export type ServiceRange = { readonly name: string; readonly cidrs: readonly string[] };

/** Everything a check may read, each as data or as the reason why not. */
export type Reads = {
  readonly ownNamespace: Read<Namespace>;
  readonly nodes: Read<readonly Node[]>;
  readonly pods: Read<readonly Pod[]>;
  readonly systemPods: Read<readonly Pod[]>;
  readonly daemonSets: Read<readonly DaemonSet[]>;
  readonly calicoDaemonSets: Read<readonly DaemonSet[]>;
  readonly nodeNetworkConfigs: Read<readonly NodeNetworkConfig[]>;
  readonly networkmonitor: Read<ConfigMap>;
  readonly ciliumConfig: Read<ConfigMap>;
  readonly ciliumNodes: Read<readonly CiliumNode[]>;
  readonly masquerade: Read<ConfigMap>;
  readonly networkPolicies: Read<readonly NetworkPolicy[]>;
  readonly ciliumPolicies: Read<readonly CiliumPolicy[]>;
  readonly ciliumClusterPolicies: Read<readonly CiliumPolicy[]>;
};

/** One path of the API's discovery (`/apis`, `/apis/GROUP/VERSION`), and how the question ended. */
export type DiscoveryRead = { readonly path: string; readonly outcome: 'ok' | 'forbidden' | 'failed' };

/** The name of one read. */
export type ReadName = keyof Reads;

/** One observation of a cluster for one namespace: the only thing that is judged. */
export type Snapshot = {
  readonly schema: 'netlab.snapshot/1';
  readonly namespace: string;
  readonly source: { readonly kind: 'cluster' | 'dump' | 'snapshot'; readonly name: string };
  /** RFC 3339, UTC. */
  readonly readAt: string;
  /** User name of the reading account as SelfSubjectReview gave it, null when unknown. */
  readonly as: string | null;
  /** Host of the API server as configured, null in a dump. */
  readonly apiHost: string | null;
  readonly reads: Reads;
  /**
   * What a dump held and no read used, and how often: objects by kind, by name too where they could matter to the answer,
   * untyped empty lists, and files that hold no objects.
   */
  readonly ignored: Readonly<Record<string, number>>;
  /** What the input left open and netlab took for granted, in sentences without their full stop. */
  readonly assumed?: readonly string[];
  /** What was asked of the API's discovery, because a kind seemed not to exist. */
  readonly discovery?: readonly DiscoveryRead[];
};
