/** A node as somebody's output shows it: what it does not show is null. */
export type PastedNode = {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly ready: boolean | null;
  /** Empty where the output shows that there are none. */
  readonly blocks: readonly string[] | null;
};

/** A Pod as somebody's output shows it: what it does not show is null. */
export type PastedPod = {
  readonly namespace: string | null;
  readonly name: string;
  readonly ip: string | null;
  readonly node: string | null;
  /** As kubectl's column STATUS has it: the phase, or what holds a container up. */
  readonly status: string;
};

/** The agents that task 2 asks for. */
export type PastedAgent = 'cilium' | 'kube-proxy';

/** Why a request to the API server brought nothing. */
export type ServerRefusal = 'NotFound' | 'Forbidden' | 'Unauthorized' | 'other';

/** Why no connection came about. */
export type ConnectionFault =
  | 'timeout'
  | 'refused'
  /** No address for the name: it is wrong, or DNS was not reached. */
  | 'name'
  /** DNS answered that there is none. */
  | 'no-such-name'
  | 'name-timeout'
  | 'no-route'
  | 'certificate'
  /** It came about, and failed after that. */
  | 'broken-off'
  | 'other';

/** What Azure, the scheduler or the CNI complain of. */
export type PastedComplaint =
  | 'subnet-full'
  | 'subnet-small'
  | 'too-many-pods'
  | 'no-addresses'
  | 'cni-missing'
  | 'sandbox'
  /** The same, and the text names the CNI. */
  | 'sandbox-cni'
  | 'unschedulable';

/** Why a part that is surely output was not read. */
export type UnreadReason = 'wrapped' | 'tabs' | 'broken';

/** A reading of one kind. */
export type ReadingOf<K extends PastedReading['kind']> = Extract<PastedReading, { readonly kind: K }>;

/** One thing that was recognised in a pasted text; `whole` is false where the text breaks off inside of it. */
export type PastedReading =
  | { readonly kind: 'nodes'; readonly nodes: readonly PastedNode[]; readonly whole: boolean }
  | {
      readonly kind: 'pods';
      /** The agents that all of them are; null for others. */
      readonly agent: PastedAgent | null;
      /** The namespace that the command named, `*` for all of them; null where no command says so. */
      readonly namespace: string | null;
      readonly pods: readonly PastedPod[];
      /** Whether the command listed all of them: by the agent's label or none, without a name or another filter. */
      readonly listsAll: boolean;
      readonly whole: boolean;
    }
  /** kubectl listed nothing. `resource` is null where no command stands with it. */
  | {
      readonly kind: 'none';
      readonly agent: PastedAgent | null;
      readonly resource: string | null;
      readonly namespace: string | null;
      /** As of Pods: what a filter left out may be there. */
      readonly listsAll: boolean;
    }
  /** The second column of `spec.podCIDR`. */
  | {
      readonly kind: 'blocks';
      readonly rows: readonly { readonly node: string; readonly blocks: readonly string[] }[];
      readonly whole: boolean;
    }
  | {
      readonly kind: 'annotations';
      readonly rows: readonly { readonly node: string; readonly keys: readonly string[] }[];
      readonly whole: boolean;
    }
  /** Objects of a kind that is only counted. */
  | { readonly kind: 'objects'; readonly of: string; readonly count: number; readonly whole: boolean }
  /** `name` is null where it is none that AKS or Cilium are known for. */
  | { readonly kind: 'configmap'; readonly name: string | null; readonly whole: boolean }
  | {
      readonly kind: 'refusal';
      readonly reason: ServerRefusal;
      readonly resource: string | null;
      readonly name: string | null;
      readonly verb: string | null;
      readonly namespace: string | null;
    }
  | { readonly kind: 'no-such-kind'; readonly resource: string }
  | { readonly kind: 'unreachable'; readonly fault: ConnectionFault }
  | { readonly kind: 'connection'; readonly tool: string; readonly fault: ConnectionFault }
  | { readonly kind: 'complaint'; readonly about: PastedComplaint; readonly figures: readonly string[] }
  | { readonly kind: 'unread'; readonly why: UnreadReason; readonly of: string };

/** What should never be pasted. */
export type SecretKind =
  | 'private key'
  | 'token'
  | 'password'
  | 'kubeconfig'
  | 'Secret'
  | 'connection string'
  | 'certificate';

/** What a pasted text holds; nothing of its secrets is in it. */
export type Paste = {
  readonly readings: readonly PastedReading[];
  readonly secrets: readonly SecretKind[];
  /** The text was longer than what is read, or says itself that something was left out. */
  readonly cut: boolean;
  /** Parts that were recognised beyond the most that are read. */
  readonly left: number;
};

/** How a reading stands beside netlab's own look: what it saw itself, as texts of the same kind. */
export type PastedLook =
  | { readonly verdict: 'agrees' | 'differs'; readonly sees: readonly string[]; readonly count: number }
  | { readonly verdict: 'unseen'; readonly because: 'forbidden' | 'failed' | 'not-in-dump' | 'not-found' }
  /** It is of another namespace, or may be. */
  | { readonly verdict: 'elsewhere' }
  | { readonly verdict: 'none' };

/** How the addresses of Pods begin beside those of the nodes: the same first two numbers, others, or a node's very address. */
export type PodSides = { readonly alike: number; readonly apart: number; readonly nodes: number };

/** A reading with netlab's own look beside it. */
export type JudgedReading = {
  readonly reading: PastedReading;
  readonly look: PastedLook;
  /** Null where it is no list of Pods, or no node's address is known. */
  readonly sides: PodSides | null;
  /** The lowest and the highest address that it shows, of Pods those of their own; null without any. */
  readonly span: readonly [string, string] | null;
  /** Pods of other namespaces, which are counted and nothing else. */
  readonly others: number;
};

/** The answer to a pasted text. */
export type PastedAnswer = {
  readonly kind: 'pasted';
  readonly readings: readonly JudgedReading[];
  readonly secrets: readonly SecretKind[];
  readonly cut: boolean;
  readonly left: number;
  /** Whose cluster it was held against, and when that was read; null where nothing was. */
  readonly beside: { readonly namespace: string; readonly readAt: string } | null;
  /** The command of the exercise that comes next; null for none. */
  readonly run: string | null;
};

/** The ConfigMap that task 3 asks for. */
export const networkmonitor = 'azure-cni-networkmonitor';

/** Whether the API server says that the ConfigMap of task 3 is not there: not another kind of this name, nor elsewhere. */
export function isMissingNetworkmonitor({ reason, resource, name, namespace }: ReadingOf<'refusal'>): boolean {
  const isPlace = namespace === null || namespace === 'kube-system';
  return reason === 'NotFound' && resource === 'configmaps' && name === networkmonitor && isPlace;
}
