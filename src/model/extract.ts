import type { ExplanationSource } from './explanation.ts';
import type { Status } from './finding.ts';
import type { ReadAs } from './sentence-choice.ts';
import type { Snapshot } from './snapshot.ts';

/** Chosen sentences of one page: those that stand together there are a paragraph. */
export type Extract = {
  readonly id: string;
  readonly title: string;
  /** The status of the finding whose card it is; null for other pages. */
  readonly status: Status | null;
  /** The name of the model that the page is about, where the cluster's is another one; else null. */
  readonly model: string | null;
  readonly paragraphs: readonly (readonly string[])[];
};

/** Where the cluster was looked at, when and how. */
export type ExtractLook = Pick<Snapshot, 'namespace' | 'source' | 'readAt'>;

/** The answer to “explain result”, and to a question for which a language model chose sentences or a command. */
export type ExtractAnswer = {
  readonly kind: 'extract';
  /** What was asked about: the results of a look, or a question in free words. */
  readonly about: 'result' | 'question';
  /** Who chose: the tutor, or the order in which the pages stand. */
  readonly by: ExplanationSource;
  readonly pages: readonly Extract[];
  readonly readAs: ReadAs | null;
  readonly look: ExtractLook | null;
};
