import type { Finding, FindingCode, Problem } from './finding.ts';
import type { ClusterNetwork } from './network.ts';

/** A sentence of a page as it was written; `leans`: it is not understood without the one before it. */
export type AuthoredSentence = { readonly text: string; readonly leans: boolean };

/** A page as its sentences that state something, in order: a passage, the card of a finding, or a problem. */
export type AuthoredSource = {
  /** `passage/overlay`, `finding/cilium-agents` or `problem/no-egress`: two of a kind may share a name. */
  readonly id: string;
  /** Of a finding it is a question, which states nothing. */
  readonly title: string;
  readonly sentences: readonly AuthoredSentence[];
};

/** Sentences of a page by their places in it, from 0; none means the page as a whole. */
export type SentencePick = { readonly source: string; readonly sentences: readonly number[] };

/** What a language model chose; `route` is the command that it takes a question for, as it wrote it. */
export type ModelChoice = {
  readonly picks: readonly SentencePick[];
  readonly route: string | null;
  /** Whether the instructor is who can answer. */
  readonly handOver: boolean;
  /** Whether the question is outside of the lesson. */
  readonly beyond: boolean;
};

/** A command that a question was read as, checked by our own grammar; `says` names it without codes of netlab. */
export type ReadAs = { readonly command: string; readonly says: string; readonly label: string };

/** A result as a language model may know it: codes and statuses, and the pages that it may choose from. */
export type ResultSituation = {
  /** `all`, `task 2`, or the id of the page that is asked about. */
  readonly about: string;
  readonly model: ClusterNetwork['model'];
  readonly dataplane: ClusterNetwork['dataplane'];
  readonly findings: readonly Pick<Finding, 'id' | 'status' | 'owner'>[];
  readonly problems: readonly Pick<Problem, 'id' | 'status'>[];
  readonly sources: readonly AuthoredSource[];
};

/** The id of a passage as a page to choose from. */
export const passageSourceId = (id: string): string => `passage/${id}`;

/** The id of a finding as a page to choose from. */
export const findingSourceId = (code: FindingCode): string => `finding/${code}`;

/** The id of a common problem as a page to choose from. */
export const problemSourceId = (id: Problem['id']): string => `problem/${id}`;
