import type { Code, ProblemId, Status, Task } from './finding.ts';
import type { PoolModel } from './network.ts';

/** Values of the student's own cluster that a text asks to have shown beside it or in it. */
export const valueNames = [
  'addresses',
  'pod-range',
  'agents',
  'proxy',
  'configmap',
  'annotations',
  'blocks',
  'api-name',
] as const;

/** The name of such a value. */
export type ValueName = (typeof valueNames)[number];

/** One statement of the exercise: where it stands, and what it says in our words. */
export type Line = {
  readonly id: string;
  /** First and last line of the exercise's text that belong to it. */
  readonly from: number;
  readonly to: number;
  /** The first eight hex digits of the SHA-256 of those lines, so that the outline can be held against the text. */
  readonly sha: string;
  readonly gist: string;
};

/** Where newer sources contradict or narrow a line of the exercise. */
export type Drift = {
  /** The part of the exercise, and what it says there, in our words. */
  readonly where: string;
  readonly exercise: string;
  /** Year and month of the newest source: `2026-08`. */
  readonly date: string;
};

/** One authored passage of the lesson. */
export type Passage = {
  readonly id: string;
  readonly title: string;
  /** The topic that it is a part of; null for a topic. */
  readonly under: string | null;
  readonly aliases: readonly string[];
  /** Questions that it answers, as students ask them: what free questions are compared with. */
  readonly questions: readonly string[];
  readonly values: readonly ValueName[];
  /** Ids of the exercise's lines that it is about. */
  readonly covers: readonly string[];
  /** Paragraphs of plain text; Markdown's `code` spans are kept as written. */
  readonly body: readonly string[];
  /** Where its facts come from: name and date. */
  readonly sources: readonly string[];
  /** Null for a passage that teaches; else `body` is what newer sources say. */
  readonly drift: Drift | null;
};

/** A passage that is a drift note. */
export type Note = Passage & { readonly drift: Drift };

/** A task of the exercise that can be done. */
export type TaskNumber = Exclude<Task, null>;

/** A task: what to run, and what to look at in its output. */
export type TaskText = {
  readonly task: TaskNumber;
  readonly title: string;
  readonly findings: readonly Code[];
  readonly covers: readonly string[];
  readonly passages: readonly string[];
  readonly steps: readonly { readonly run: string; readonly look: string }[];
  readonly body: readonly string[];
};

/** The rungs of a hint, from the idea to the student's own values. */
export const rungs = ['idea', 'where', 'read', 'example', 'yours'] as const;

/** The name of a rung. */
export type Rung = (typeof rungs)[number];

/** One rung of a task's hints; only the last one has values, as `{{name}}` in its body. */
export type Hint = {
  readonly task: TaskNumber;
  readonly rung: Rung;
  readonly body: readonly string[];
  readonly values: readonly ValueName[];
};

/** What a card adds to an observation. */
export type Card = {
  readonly finding: Code;
  readonly status: Status;
  /** The models that this wording is for; null for the wording that is true on all the others. */
  readonly models: readonly PoolModel[] | null;
  readonly concept: string;
  readonly why: string;
  readonly next: string;
  /** One question to oneself. */
  readonly ask: string;
};

/** All cards of a finding, and in which statuses it cannot end, because of what. */
export type CardSet = {
  readonly cards: readonly Card[];
  readonly never: Readonly<Partial<Record<Status, string>>>;
};

/** The authored side of a common problem; its live status comes from `checks/problems`. */
export type ProblemText = {
  readonly problem: ProblemId;
  readonly title: string;
  readonly covers: readonly string[];
  readonly passages: readonly string[];
  /** Commands that only read, and how to read what they print. */
  readonly commands: readonly {
    readonly run: string;
    readonly outcomes: readonly { readonly sees: string; readonly means: string }[];
  }[];
  readonly symptom: readonly string[];
  /** What looks the same, and what tells the two apart. */
  readonly lookalike: readonly string[];
  /** What it means when the evidence supports it, rules it out, or cannot be seen. */
  readonly supported: readonly string[];
  readonly ruledOut: readonly string[];
  readonly cannotSee: readonly string[];
  /** What an instructor needs to hear. */
  readonly tell: readonly string[];
};

/**
 * What code can look up in a snapshot to judge a prediction, with the values that it can have. Where the field that it
 * comes from says neither, the fact is not known, and a prediction is neither right nor wrong.
 */
export const facts = {
  /** Finding pods-outside-node-range: differs is yes, pass is no. */
  'pods-inside-node-range': ['yes', 'no'],
  /** Finding cilium-agents: pass is yes, fail is no, and differs is no where cluster.dataplane is kube-proxy or none. */
  'cilium-on-every-node': ['yes', 'no'],
  /** network/cilium `runs(reads, 'kube-proxy')` is yes; finding kube-proxy-absent: pass is no, and so is differs where it does not run. */
  'kube-proxy-present': ['yes', 'no'],
  /** Finding networkmonitor-configmap: differs is yes, pass is no. */
  'configmap-present': ['yes', 'no'],
  /** Finding node-annotations: differs is yes, pass is no. */
  'annotations-name-a-cni': ['yes', 'no'],
  /** reads.nodes, podCIDRs of the Ready nodes: yes where each has one, no where each is an empty list. */
  'pod-cidr-set': ['yes', 'no'],
  /** Finding pod-cidr-per-node: pass is yes; differs is yes on a static Pod subnet, no on a node subnet and a dynamic one. */
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
  /** cluster.dataplane; not known where it is undetermined. */
  dataplane: ['azure-cilium', 'self-managed-cilium', 'kube-proxy', 'none'],
  /** cluster.policyEngine; not known where it is undetermined. */
  'policy-engine': ['azure-npm', 'calico', 'cilium', 'none'],
  /** cluster.windows. */
  'windows-nodes': ['yes', 'no'],
} as const;

/** The id of such a fact. */
export type FactId = keyof typeof facts;

/** A choice of a question: its key, and how it reads. */
export type Choice = { readonly value: string; readonly text: string };

/** Asked before one looks; the cluster has the answer. */
export type Prediction = {
  readonly kind: 'predict';
  readonly id: string;
  readonly task: Task;
  readonly fact: FactId;
  readonly question: readonly string[];
  /** One for each value that the fact can have. */
  readonly choices: readonly Choice[];
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
  readonly choices: readonly Choice[];
  /** What counts as right: the key of a choice, or the ways in which an open answer may be written. */
  readonly right: readonly string[];
  readonly answer: readonly string[];
  readonly passage: string;
};

/** One question of the quiz. */
export type Question = Prediction | Transfer;

/** The lesson of one exercise. */
export type Lesson = {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly passages: readonly Passage[];
  readonly tasks: readonly TaskText[];
  readonly hints: readonly Hint[];
  readonly cards: { readonly [C in Code]: CardSet };
  readonly problems: { readonly [P in ProblemId]: ProblemText };
  readonly quiz: readonly Question[];
};
