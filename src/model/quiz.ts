import type { Evidence, Task } from './finding.ts';

/**
 * What code can look up in a snapshot to judge a prediction, with the values that it can have. Where the
 * field that it comes from has neither, the fact is not known, and a prediction is neither right nor wrong.
 */
export const quizFacts = {
  /** Finding pods-outside-node-range: differs is yes, pass is no. */
  'pods-inside-node-range': ['yes', 'no'],
  /**
   * Finding cilium-agents: pass is yes, differs is no where cluster.dataplane is kube-proxy or none; agents
   * that fail are neither.
   */
  'cilium-on-every-node': ['yes', 'no'],
  /**
   * Finding kube-proxy-absent: pass is no; differs is yes where network/facts/cilium `isAgentRunning(reads,
   * 'kube-proxy')`, else no. One none of whose Pods is ready is neither.
   */
  'kube-proxy-present': ['yes', 'no'],
  /** Finding networkmonitor-configmap: differs is yes, pass is no. */
  'configmap-present': ['yes', 'no'],
  /** Finding node-annotations: differs is yes, pass is no. */
  'annotations-name-a-cni': ['yes', 'no'],
  /** reads.nodes, podCIDRs of the Ready nodes: yes where each has one, no where each is an empty list. */
  'pod-cidr-set': ['yes', 'no'],
  /**
   * Finding pod-cidr-per-node: pass is yes; differs is yes on a static Pod subnet, no on a node subnet and a
   * dynamic one.
   */
  'block-per-node': ['yes', 'no'],
  /** Finding api-endpoint: pass is public, differs is private. */
  'api-name': ['public', 'private'],
  /** cluster.model; not known where it is mixed or undetermined. */
  model: [
    'kubenet',
    'azure-cni-node-subnet',
    'azure-cni-pod-subnet-dynamic',
    'azure-cni-pod-subnet-static',
    'azure-cni-overlay',
    'byo-cni',
  ],
  /** cluster.dataplane; not known where it is undetermined, or none of its Pods is ready. */
  dataplane: ['azure-cilium', 'self-managed-cilium', 'kube-proxy', 'none'],
  /** cluster.policyEngine; not known where it is undetermined. */
  'policy-engine': ['azure-npm', 'calico', 'cilium', 'none'],
  /** cluster.windows. */
  'windows-nodes': ['yes', 'no'],
} as const;

/** The id of such a fact. */
export type FactId = keyof typeof quizFacts;

/** What was seen of a fact, in a sentence, and the commands that show the same. */
export type Observation = { readonly says: string; readonly evidence: readonly Evidence[] };

/**
 * Why a fact is not known: nothing may be read, nothing answered, nothing is there, or what is there does not
 * settle it.
 */
export type UnknownReason = 'permission' | 'outage' | 'nothing' | 'unsettled';

/** What a snapshot shows of a fact: one of its values with what was seen, or why it is not known. */
export type FactResult<F extends FactId = FactId> =
  | { readonly value: (typeof quizFacts)[F][number]; readonly observation: Observation }
  | { readonly value: null; readonly untold: UnknownReason };

/** How somebody stands in the quiz, without any grade. */
export type QuizProgress = {
  readonly answered: number;
  /** The task of the question that comes next, `theory` for none; null where nothing is left. */
  readonly next: string | null;
};

/** A choice of a question: its key, and how it reads. */
export type QuizChoice = { readonly value: string; readonly text: string };

/** Asked before one looks; the cluster has the answer. */
export type Prediction = {
  readonly kind: 'predict';
  readonly id: string;
  readonly task: Task;
  readonly fact: FactId;
  readonly question: readonly string[];
  /** One for each value that the fact can have. */
  readonly choices: readonly QuizChoice[];
  /** The command that shows it. */
  readonly observe: string;
  /** The passage that explains it, by the fact's value. */
  readonly explain: Readonly<Record<string, string>>;
};

/** Asked after a pass; the answer is the same on every cluster. */
export type Transfer = {
  readonly kind: 'transfer';
  readonly id: string;
  readonly task: Task;
  readonly question: readonly string[];
  /** None for an open question. */
  readonly choices: readonly QuizChoice[];
  /** What counts as right: the key of a choice, or the ways in which an open answer may be written. */
  readonly right: readonly string[];
  readonly answer: readonly string[];
  readonly passage: string;
};

/** One question of the quiz. */
export type QuizQuestion = Prediction | Transfer;
