/**
 * Who has which namespace. `since` is an ISO time, `by` who gave it: a Slack user id, or `file` for
 * NETLAB_ROSTER.
 */
export type Assignment = {
  readonly user: string;
  readonly namespace: string;
  readonly since: string;
  readonly by: string;
};

/** What became of a request for a namespace. */
export type ClaimState = 'pending' | 'approved' | 'refused' | 'withdrawn';

/**
 * Somebody's request for a namespace. Times are ISO; `settledBy` is a Slack user id, null while it is
 * pending.
 */
export type Claim = {
  readonly id: string;
  readonly user: string;
  readonly namespace: string;
  readonly state: ClaimState;
  readonly askedAt: string;
  readonly settledBy: string | null;
};

/** The roster as it stands: who has which namespace, and who asked for one. */
export type Roster = { readonly assignments: readonly Assignment[]; readonly claims: readonly Claim[] };

/** One change of the roster. `assign` gives a namespace, in place of one that the person has. */
export type RosterChange =
  | { readonly do: 'assign'; readonly user: string; readonly namespace: string }
  | { readonly do: 'release'; readonly user: string }
  | { readonly do: 'ask'; readonly claim: string; readonly user: string; readonly namespace: string }
  | { readonly do: 'settle'; readonly claim: string; readonly state: Exclude<ClaimState, 'pending'> };

/** What is decided about a roster: the changes, and what the caller gets. */
export type RosterDecision<T> = { readonly changes: readonly RosterChange[]; readonly result: T };

/** How many students share one namespace: one, or two where the class works in pairs. */
export type Sharing = 1 | 2;

/** The roster, kept. Every function can throw Trouble `store-down`. */
export type RosterBook = {
  /** How many students may share a namespace. */
  readonly sharing: Sharing;
  /** Somebody's assignment; null for who is on no roster. */
  readonly assignmentOf: (user: string) => Promise<Assignment | null>;
  /** Assignments by namespace, claims in the order in which they were asked. */
  readonly read: () => Promise<Roster>;
  /**
   * Shows `decide` the roster and makes the changes that it returns; nobody else changes anything in between.
   * `by` and `at` (ISO) are kept with each change.
   */
  readonly change: <T>(by: string, at: string, decide: (roster: Roster) => RosterDecision<T>) => Promise<T>;
  /** Keeps the channel of somebody's direct messages with the app, while they are on the roster. */
  readonly keepChannel: (user: string, channel: string) => Promise<void>;
};

/** An import that waits for being confirmed. */
export type RosterDraft = { readonly id: string; readonly by: string; readonly at: string; readonly text: string };

/** Imports between their preview and their confirmation. */
export type RosterDrafts = {
  readonly keep: (draft: RosterDraft) => Promise<void>;
  /** Null for one that is gone: confirmed before, or too old. */
  readonly find: (id: string) => Promise<RosterDraft | null>;
  readonly drop: (id: string) => Promise<void>;
};

/** The answer to `roster`: who has what, and who waits. */
export type RosterAnswer = {
  readonly kind: 'roster';
  readonly assignments: readonly Assignment[];
  readonly waiting: readonly Claim[];
  /** These have the namespace that somebody else is to get: one of them would leave. Absent for the roster itself. */
  readonly full?: true;
};

/** The answer to `roster export`: a text to copy, as it is. */
export type CopyAnswer = { readonly kind: 'copy'; readonly message: string; readonly text: string };
