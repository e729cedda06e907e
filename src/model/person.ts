/** Someone who talks to netlab. */
export type Person = {
  /** Slack user id, or `terminal`. */
  readonly id: string;
  readonly role: 'student' | 'instructor';
  /** The namespace that is theirs; null for an instructor without one. */
  readonly namespace: string | null;
};

/** Who is asking, by Slack's account of them. Nothing of what they may do follows from it. */
export type Caller = {
  /** Slack user id. */
  readonly user: string;
  /** Whether they belong to another workspace and are here through a shared channel (Slack Connect). */
  readonly outside: boolean;
};

/** An account of the workspace, as Slack lists it. */
export type Member = {
  readonly id: string;
  /** The handle behind the `@`, and what people are shown. */
  readonly name: string;
  readonly displayName: string;
  /** Null where Slack does not show it to this app. */
  readonly email: string | null;
  /** Why nobody can learn with this account; null for a person who can. */
  readonly unusable: 'deactivated' | 'an app' | null;
};

/**
 * The workspace's accounts: `whole` where every one of them is here, else `because` is why not, as a sentence
 * without a full stop.
 */
export type Members = { readonly all: readonly Member[]; readonly whole: boolean; readonly because: string | null };
