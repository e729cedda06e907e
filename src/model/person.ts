/** Someone who talks to netlab. */
export type Person = {
  /** Slack user id, or `terminal`. */
  readonly id: string;
  readonly role: 'student' | 'instructor';
  /** The namespace that is theirs; null for an instructor without one. */
  readonly namespace: string | null;
};
