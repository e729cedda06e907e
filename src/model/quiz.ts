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
export type QuizChoice = {
  readonly value: string;
  readonly text: string;
  /** What one would see if it held, for who chose it where it does not; null where it always holds. */
  readonly looks: string | null;
  /** Why it holds where it does, in a line; null where it never does. */
  readonly why: string | null;
};

/** What a question has whatever its kind. */
type QuestionBase = {
  readonly id: string;
  readonly task: Task;
  readonly choices: readonly QuizChoice[];
  /** The passage that somebody is led to who does not know; null where the first hint of the task does that. */
  readonly idea: string | null;
};

/** Asked before one looks; the cluster has the answer. */
export type Prediction = QuestionBase & {
  readonly kind: 'predict';
  readonly fact: FactId;
  readonly question: readonly string[];
  /** A line with values of one's own cluster, `{{addresses}}`, for whoever predicted something else; null for none. */
  readonly yours: string | null;
  /** The command that shows it. */
  readonly observe: string;
  /** The passage that explains it, by the fact's value. */
  readonly explain: Readonly<Record<string, string>>;
};

/** A cluster that differs in one fact, and what would hold there. */
export type SupposedCase = {
  /** The value of the fact that is supposed. */
  readonly supposed: string;
  readonly question: readonly string[];
  /** The key of the choice that would hold. */
  readonly right: string;
  readonly why: string;
};

/** Asked in place of a prediction once one has looked: what would be if one fact were another one. */
export type AfterLook = QuestionBase & {
  readonly kind: 'after-look';
  /** The prediction that it stands in for. */
  readonly instead: string;
  readonly fact: FactId;
  /** The fact that is supposed to have another value. */
  readonly suppose: FactId;
  readonly cases: readonly SupposedCase[];
  readonly explain: Readonly<Record<string, string>>;
};

/** How a number comes about: as it is written, or by a formula that netlab computes. */
export type NumberSource =
  | { readonly formula: 'none'; readonly value: number }
  | { readonly formula: 'node-subnet'; readonly nodes: number; readonly surge: number; readonly maxPods: number }
  | { readonly formula: 'nodes-in-pod-cidr'; readonly podCidr: string };

/** An answer that is nearly right, and its cause. */
export type NearMiss = { readonly value: string; readonly because: string };

/** What an open question expects where netlab can judge it: a number, an address in a range, or a range. */
export type ExpectedAnswer = { readonly near: readonly NearMiss[] } & (
  | { readonly kind: 'number'; readonly from: NumberSource }
  | { readonly kind: 'address'; readonly within: string }
  | { readonly kind: 'range'; readonly value: string }
);

/** Asked after a pass; the answer is the same on every cluster. */
export type Transfer = QuestionBase & {
  readonly kind: 'transfer';
  readonly question: readonly string[];
  /** The keys of the choices that hold; none for an open question. */
  readonly right: readonly string[];
  /** What an open question expects; null where only the reader can tell, or there are choices. */
  readonly expects: ExpectedAnswer | null;
  /** The parts of an answer in one's own words, to compare with; empty for every other question. */
  readonly parts: readonly string[];
  readonly answer: readonly string[];
  readonly passage: string;
};

/** A question that a file of the lesson is about. */
export type AuthoredQuestion = Prediction | Transfer;

/** One question of the quiz: as it is authored, or what stands in for a prediction after a look. */
export type QuizQuestion = AuthoredQuestion | AfterLook;
