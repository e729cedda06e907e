import { findingCodes, type Problem, type Status } from './finding.ts';
import type { Passage } from './lesson.ts';
import type { Dataplane, NetworkModel, PolicyEngine } from './network.ts';
import type { Semantics, Verdict } from './reach.ts';

/** Names of models as people say them. */
export const modelNames: { readonly [M in NetworkModel]: string } = {
  kubenet: 'kubenet',
  'azure-cni-node-subnet': 'Azure CNI node subnet (traditional)',
  'azure-cni-pod-subnet-dynamic': 'Azure CNI Pod subnet (dynamic)',
  'azure-cni-pod-subnet-static': 'Azure CNI Pod subnet (static block)',
  'azure-cni-overlay': 'Azure CNI Overlay',
  'byo-cni': 'bring-your-own CNI',
  mixed: 'more than one model',
  undetermined: 'not determined',
};

/** Names of data planes as people say them. */
export const dataplaneNames: { readonly [D in Dataplane]: string } = {
  'azure-cilium': 'Azure-managed Cilium',
  'self-managed-cilium': 'Cilium, not managed by AKS',
  'kube-proxy': 'kube-proxy',
  none: 'neither kube-proxy nor Cilium',
  undetermined: 'not determined',
};

/** Names of policy engines as people say them. */
export const policyNames: { readonly [P in PolicyEngine]: string } = {
  'azure-npm': 'Azure NPM',
  calico: 'Calico',
  cilium: 'Cilium',
  none: 'none',
  undetermined: 'not determined',
};

/** A status in two words and a sign, so that neither colour nor picture carries the meaning alone. */
export const statusWords: { readonly [S in Status]: { readonly sign: string; readonly words: string } } = {
  pass: { sign: '✓', words: 'as expected' },
  differs: { sign: '≠', words: 'different, but right' },
  fail: { sign: '✗', words: 'broken' },
  'not-measurable': { sign: '–', words: 'nothing there yet' },
  blocked: { sign: '⊘', words: 'no permission' },
  error: { sign: '!', words: 'no answer' },
};

/** Who can move a finding forward, in words. */
export const ownerNames = {
  you: 'you',
  instructor: 'your instructor',
  lab: 'whoever runs the cluster',
  bot: 'whoever runs netlab',
} as const;

/** The status of a common problem in words and a sign. */
export const problemWords: {
  readonly [S in Problem['status']]: { readonly sign: string; readonly words: string };
} = {
  supported: { sign: '●', words: 'found' },
  'cannot-see': { sign: '?', words: 'not visible' },
  'ruled-out': { sign: '○', words: 'ruled out' },
};

/** Where one outcome of a command leads, in words. */
export const outcomeWords: { readonly [S in Problem['status']]: string } = {
  supported: 'this is your problem',
  'cannot-see': 'this does not tell us',
  'ruled-out': 'ruled out',
};

/** The same of what somebody reported: nobody else saw it. */
export const reportWords: { readonly [S in Problem['status']]: string } = {
  supported: 'reported: this is the problem',
  'cannot-see': 'this does not tell us',
  'ruled-out': 'reported: this is not the problem',
};

/** The sign and the words of a row: what is supported may still be as it should be. */
export function stepWords({ status, normal }: { readonly status: Problem['status']; readonly normal: boolean }) {
  return status === 'supported' && normal ? { sign: '✓', words: 'normal here' } : problemWords[status];
}

/** An answer about traffic in words and a sign. */
export const verdictWords: { readonly [V in Verdict]: { readonly sign: string; readonly words: string } } = {
  allowed: { sign: '✓', words: 'the policies allow it' },
  denied: { sign: '✗', words: 'the policies deny it' },
  unknown: { sign: '?', words: 'it cannot be told' },
};

/** How policies were read, in words. */
export function semanticsWords(semantics: readonly Semantics[]): string {
  if (semantics.length > 1) return 'judged by both rules, Kubernetes’ and Cilium’s, since the data plane is not known';
  return semantics[0] === 'cilium' ? 'judged by Cilium’s rules' : 'judged by Kubernetes’ rules';
}

/** What an entry of `conflicts` is called: a contradiction, or a permission that is missing. */
export function conflictWord({ id }: { readonly id: string }): string {
  return id.startsWith('no-permission-') ? 'no access' : 'conflict';
}

const findings: readonly string[] = findingCodes;

/** What is said where two pages of the lesson fit a question about equally well. */
export const choiceSentence = 'More than one page may be what you mean. Choose one:';

/** What `explain` finds a passage by: its id, or its title where the id is also that of a finding. */
export function passageName({ id, title }: Pick<Passage, 'id' | 'title'>): string {
  return findings.includes(id) ? title : id;
}
