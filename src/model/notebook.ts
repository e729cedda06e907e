/**
 * What is kept of somebody's progress: a walk, the hints of a task, the quiz; and whether they turned the
 * language model off.
 */
export type NotebookKind = 'walk' | 'hint' | 'quiz' | 'tutor';

/**
 * Whether entries of a kind are kept for people without a namespace too: anybody may turn the language model
 * off.
 */
export function isKeptWithoutAssignment(kind: NotebookKind): boolean {
  return kind === 'tutor';
}

/**
 * One page of somebody's notebook. `body` is JSON whose shape its kind's command knows and checks; `at` an
 * ISO time.
 */
export type NotebookEntry = { readonly key: string; readonly at: string; readonly body: unknown };

/**
 * What is decided about a notebook: pages to write in place of those of the same key, null takes a page out.
 */
export type NotebookChange<T> = {
  readonly entries: readonly { readonly key: string; readonly body: unknown | null }[];
  readonly result: T;
};

/** Notebooks, kept. Every function can throw Trouble `store-down`. */
export type Notebooks = {
  /** Somebody's pages of a kind, the oldest first. */
  readonly read: (user: string, kind: NotebookKind) => Promise<readonly NotebookEntry[]>;
  /**
   * Shows `decide` somebody's pages of a kind and writes what it returns; a second press at the same time
   * sees what the first one wrote. `at` (ISO) is kept with each page. Nothing is written for somebody without
   * an assignment, but for kinds that are kept without one: who left the roster, or had everything deleted,
   * while a cluster was read leaves nothing behind.
   */
  readonly change: <T>(
    user: string,
    kind: NotebookKind,
    at: string,
    decide: (pages: readonly NotebookEntry[]) => NotebookChange<T>,
  ) => Promise<T>;
};
