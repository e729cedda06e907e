import type { UnreadPart } from './check.ts';
import type { Evidence, Owner } from './finding.ts';
import type { Snapshot } from './snapshot.ts';

/** What a look at the cluster can tell, as a question names it. */
export type ClusterFact =
  | 'model'
  | 'kubenet'
  | 'node-subnet'
  | 'pod-subnet'
  | 'overlay'
  | 'byo-cni'
  | 'azure-cni'
  | 'pods-in-vnet'
  | 'pods-apart'
  | 'addresses'
  | 'dataplane'
  | 'cilium'
  | 'kube-proxy'
  | 'kube-proxy-replaced'
  | 'overlay-with-cilium'
  | 'policy-engine'
  | 'calico'
  | 'azure-npm'
  | 'networkmonitor'
  | 'dual-stack'
  | 'windows-nodes'
  | 'private-api';

/** What of a cluster no look of netlab reads, because it stands in Azure or nowhere that matters here. */
export type UnseenThing =
  | 'vnet'
  | 'nsg'
  | 'firewall'
  | 'route-table'
  | 'region'
  | 'version'
  | 'vm-size'
  | 'max-pods'
  | 'tier'
  | 'azure-names'
  | 'outbound';

/** What a look came to: `named` answers a question that asks which one. */
export type ClusterVerdict = 'yes' | 'no' | 'named' | 'cannot-tell';

/** The answer to a question about one's own cluster: the verdict first, then what it rests on. */
export type VerdictAnswer = {
  readonly kind: 'verdict';
  readonly about: ClusterFact | UnseenThing;
  readonly verdict: ClusterVerdict;
  /** What holds, or behind “because” why it cannot be told: a clause in lower case, without its full stop. */
  readonly says: string;
  /** What was seen, in the engine's words. */
  readonly observed: readonly string[];
  /** All that the verdict rests on beside that, a line each, the strongest first. */
  readonly reasons: readonly string[];
  /** What is to be done, and whose turn it is; null where nothing is. */
  readonly next: string | null;
  readonly owner: Owner;
  /** What was not read, where the verdict is open because of it. */
  readonly unread: readonly UnreadPart[];
  readonly evidence: readonly Evidence[];
  /** Names of the nodes that were seen, which sentences shorten. */
  readonly nodeNames: readonly string[];
  /** The look that it rests on; null where no look could tell. */
  readonly look: Pick<Snapshot, 'namespace' | 'source' | 'readAt'> | null;
  /** A command that only reads, by which somebody else can tell; null where a look tells. */
  readonly elsewhere: string | null;
};
