/**
 * What somebody caused: a read of the cluster or of the whole roster, a change of the roster or of what is
 * stored, a message, or a refusal. A broadcast is `accept` once it is kept and nothing of it was sent, then
 * `send` with whom it reached, or `drop` where nobody was tried.
 */
export type AuditAction = 'read' | 'change' | 'accept' | 'send' | 'drop' | 'refused';

/** One line of the audit as a command reports it. */
export type Audit = {
  readonly did: AuditAction;
  /** The command, and what of it, in a few words; never what a student wrote. */
  readonly what: string;
  /** The namespace that was read or meant; null where there is none. */
  readonly namespace: string | null;
  /** The account that read the cluster; null where none did or it is not known. */
  readonly as: string | null;
  /** Slack user id of somebody else whom it was done to; never in `what`, so that it can be taken out. */
  readonly about?: string;
};

/** One line of the audit, kept: by whom (Slack user id), and when (ISO). */
export type AuditLine = Audit & { readonly by: string; readonly at: string };

/** The audit, kept. */
export type AuditBook = { readonly keep: (line: AuditLine) => Promise<void> };

/** What is stored about somebody, in counts and first and last times (ISO, null where there is nothing). */
export type StoredPersonalData = {
  readonly user: string;
  readonly namespace: string | null;
  readonly claims: number;
  readonly channel: boolean;
  readonly attempts: { readonly count: number; readonly first: string | null; readonly last: string | null };
  /** Pages of the notebook: where they are in a walk, hints, the quiz. */
  readonly notebookEntries: number;
  /** Questions to the instructors, with what the cluster showed then and what was answered. */
  readonly helpRequests: number;
  readonly audit: { readonly count: number; readonly first: string | null; readonly last: string | null };
  readonly broadcasts: number;
  /** After how many days all of it goes by itself. */
  readonly days: number;
};

/** What is stored about people, and how it goes. Every function can throw Trouble `store-down`. */
export type PersonalBook = {
  readonly of: (user: string) => Promise<StoredPersonalData>;
  /**
   * Deletes all of it at once; audit lines stay without the person and the namespace. Tells what there was.
   */
  readonly forget: (user: string) => Promise<StoredPersonalData>;
};

/** The answer to `privacy`: what is stored, and what leaves. */
export type PrivacyAnswer = {
  readonly kind: 'privacy';
  readonly stored: StoredPersonalData;
  /** Where an LLM is asked, what is sent to it, in sentences. */
  readonly sentToModel: readonly string[];
  /** Whether a language model may be asked for this person; null where none is configured. */
  readonly ai: boolean | null;
  /** Whether it was deleted just now, or is about to be. */
  readonly state: 'kept' | 'asked' | 'deleted';
};
