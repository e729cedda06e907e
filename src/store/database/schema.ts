import type { Generated } from 'kysely';

/** A time: written as ISO text, read as a Date, which the reader's zod schema turns into ISO text. */
type IsoTime = string;

/** The columns of the SQL tables, by the types that are written. */
export type Tables = {
  readonly people: { readonly user_id: string; readonly channel: string | null };
  readonly seats: {
    readonly user_id: string;
    readonly namespace: string;
    /** 1, or 2 for the second student of a pair: unique in a namespace, so that no race can add a third. */
    readonly place: number;
    readonly since: IsoTime;
    readonly by_user: string;
  };
  readonly claims: {
    readonly id: string;
    readonly user_id: string;
    readonly namespace: string;
    readonly state: string;
    readonly asked_at: IsoTime;
    readonly settled_at: IsoTime | null;
    readonly settled_by: string | null;
  };
  readonly drafts: { readonly id: string; readonly by_user: string; readonly at: IsoTime; readonly body: string };
  /** Digests of the lines of NETLAB_ROSTER that were taken over, so that each is taken over once. */
  readonly seeds: { readonly line: string; readonly at: IsoTime };
  readonly attempts: {
    readonly id: Generated<number>;
    readonly user_id: string;
    readonly namespace: string;
    readonly at: IsoTime;
    readonly task: number | null;
    readonly statuses: string;
    readonly problems: string;
    readonly signature: string;
    readonly lesson: string;
    readonly next: string;
  };
  readonly audit: {
    readonly id: Generated<number>;
    readonly at: IsoTime;
    readonly by_user: string;
    readonly did: string;
    readonly what: string;
    readonly about_user: string | null;
    readonly namespace: string | null;
    readonly account: string | null;
  };
  readonly notebooks: {
    readonly user_id: string;
    readonly kind: string;
    readonly key: string;
    readonly at: IsoTime;
    readonly body: string;
  };
  readonly pictures: {
    readonly team: string;
    /** A digest of what the file shows and is said to show. */
    readonly content: string;
    readonly file: string;
    readonly at: IsoTime;
  };
  readonly questions: {
    readonly id: string;
    readonly user_id: string;
    readonly namespace: string;
    readonly subject: string;
    readonly at: IsoTime;
    readonly evidence: string;
    readonly state: string;
    readonly claimed_by: string | null;
    readonly claimed_at: IsoTime | null;
    readonly answerers: string;
    readonly answered_by: string | null;
    readonly answered_at: IsoTime | null;
    readonly told_at: IsoTime | null;
  };
  /** What is to be delivered in a conversation; it goes with its delivery, and its words with it. */
  readonly question_lines: {
    readonly id: string;
    readonly question: string;
    readonly kind: string;
    readonly from_user: string;
    readonly to_user: string;
    readonly words: string | null;
    readonly at: IsoTime;
    readonly position: Generated<number>;
    /** The run of netlab that has it. */
    readonly sender: string;
    readonly tried_at: IsoTime | null;
  };
  /** Where messages of a conversation stand in Slack. */
  readonly question_posts: {
    readonly channel: string;
    readonly ts: string;
    readonly question: string;
    readonly kind: string;
    readonly person: string;
    readonly other: string;
  };
  /** What people let the class keep; `by_user` is null for students. */
  readonly class_words: {
    readonly id: string;
    readonly kind: string;
    readonly subject: string;
    readonly words: string;
    readonly day: IsoTime;
    readonly by_user: string | null;
  };
  /** What instructors were told of the lab, by whoever it was that saw it. */
  readonly told_faults: {
    readonly fault: string;
    readonly claimed_at: IsoTime;
    readonly told_at: IsoTime | null;
  };
  /** What people said of a page or a card on a day, in UTC; nobody's id stands here. */
  readonly feedback: {
    readonly kind: string;
    readonly subject: string;
    readonly day: IsoTime;
    readonly yes: number;
    readonly no: number;
  };
  readonly broadcasts: {
    readonly id: string;
    readonly by_user: string;
    readonly at: IsoTime;
    readonly body: string;
    /** The channel that it goes to; null where it goes to people. */
    readonly channel: string | null;
    /** When whoever sends it last gave a sign of life: it may be another process. */
    readonly alive_at: IsoTime;
    readonly ended_at: Generated<IsoTime | null>;
    /** The run of netlab that has it; '' for one from before that was kept. */
    readonly sender: string;
  };
  readonly broadcast_recipients: {
    readonly broadcast: string;
    readonly position: number;
    /** A user or channel id. */
    readonly recipient: string;
    /** Null for a channel. */
    readonly namespace: string | null;
    readonly fate: string;
    readonly why: string;
  };
  /** At most one row, `id` 1: which time of day the retention goes by. */
  readonly retention_clock: {
    readonly id: number;
    readonly believed: IsoTime;
    /** A later time of day that is not believed yet; null where there is none. */
    readonly doubted: IsoTime | null;
    /** What the clock said at the last look. */
    readonly looked: IsoTime;
  };
};
