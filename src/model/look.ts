import type { Finding, ProblemRow } from './finding.ts';

/** What a look at a namespace came to: verdicts in words, no objects. `as` is the account that read. */
export type KeptLook = {
  readonly namespace: string;
  readonly readAt: string;
  readonly as: string | null;
  readonly rows: readonly Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because'>[];
  readonly findings: readonly Pick<Finding, 'id' | 'task' | 'status' | 'observed'>[];
};

/** For how long a look may go along with a question, in milliseconds. */
export const keptLookMs = 30 * 60_000;

/** The last look at each namespace, in memory alone. */
export type LookBook = {
  readonly keep: (look: KeptLook) => void;
  /** The last look that is not too old at this time (ISO); null for none. */
  readonly find: (namespace: string, at: string) => KeptLook | null;
  readonly forget: (namespace: string) => void;
};
