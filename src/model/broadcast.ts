import type { Task } from './finding.ts';

/** Somebody on the roster, as a recipient. */
export type Recipient = { readonly user: string; readonly namespace: string };

/**
 * What an instructor chose: a task, a hint (a passage's id), own words, or own words above one of the two.
 */
export type BroadcastDraft = {
  readonly task: Task;
  readonly hint: string | null;
  readonly own: string;
  readonly audience: 'channel' | 'roster';
};

/** What is sent, in plain words. */
export type BroadcastBody = {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly sources: readonly string[];
  /** What a button below offers; null without one. */
  readonly offer: { readonly label: string; readonly say: string } | null;
};

/** To whom: a channel by its id, or each of these people in a direct message. */
export type Audience =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'people'; readonly people: readonly Recipient[] };

/** A broadcast that was confirmed. `at` is an ISO time. */
export type Announcement = {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly body: BroadcastBody;
  readonly to: Audience;
};

/**
 * What became of one recipient: `reached` and `refused` are Slack's answer; `unknown` means that Slack gave
 * none, so the message may have arrived or not; `waiting` that it was never tried.
 */
export type DeliveryStatus = 'reached' | 'refused' | 'unknown' | 'waiting';

/** One recipient (a user or channel id) with what became of it, and why. */
export type RecipientDelivery = { readonly to: string; readonly fate: DeliveryStatus; readonly why: string };

/** A broadcast with what is known of each recipient. */
export type BroadcastReport = {
  readonly announcement: Announcement;
  readonly deliveries: readonly RecipientDelivery[];
};

/**
 * The record of broadcasts, kept so that a crash can be reported afterwards. Every function throws Trouble
 * `store-down` while the database does not answer.
 */
export type BroadcastJournal = {
  /**
   * Keeps a broadcast that was confirmed, before that is acknowledged; false for an id that was there before.
   */
  readonly accept: (announcement: Announcement) => Promise<boolean>;
  /**
   * Records that one recipient is about to be tried, or what became of it; false where this netlab no longer has
   * the broadcast, since it was silent for so long that another one took it over.
   */
  readonly mark: (
    id: string,
    mark: Pick<RecipientDelivery, 'to' | 'why'> & { readonly fate: DeliveryStatus | 'trying' },
  ) => Promise<boolean>;
  /** Records what is known of each recipient, and that it was reported to whoever sent it. */
  readonly end: (id: string, deliveries: readonly RecipientDelivery[]) => Promise<void>;
  /**
   * Says that this netlab is at work on the broadcasts `own` (ids), and hands out those that nobody works on any
   * more: each to one netlab, which reports and ends it. Whose turn it is follows from no clock's time of day.
   */
  readonly unfinished: (own: readonly string[]) => Promise<readonly BroadcastReport[]>;
  /** What is known of one; null for one that was never accepted. */
  readonly find: (id: string) => Promise<BroadcastReport | null>;
};
