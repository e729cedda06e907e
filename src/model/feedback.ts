/** What somebody may say of that it helped: a page of the lesson by its id, or the card of a finding by its code. */
export type FeedbackSubject = { readonly kind: 'page' | 'card'; readonly id: string };

/** What one person said of one page or card, and when (ISO). */
export type FeedbackPress = {
  readonly subject: FeedbackSubject;
  /** Slack user id; it is in memory alone, so that one person counts once. */
  readonly user: string;
  readonly helped: boolean;
  readonly at: string;
};

/** How many said of a page or card that it helped, and how many that it did not. */
export type FeedbackCount = { readonly subject: FeedbackSubject; readonly yes: number; readonly no: number };

/** What people say of pages and cards, kept as counts of a day without a person. */
export type FeedbackBook = {
  /**
   * Counts a press. One person counts once for each page and card as long as this process runs; a changed mind replaces
   * what was counted. @throws Trouble `store-down`
   */
  readonly count: (press: FeedbackPress) => Promise<void>;
  /** The counts of all days together. @throws Trouble `store-down` */
  readonly read: () => Promise<readonly FeedbackCount[]>;
  /** Forgets what somebody pressed, which is in memory alone; the counts stay. */
  readonly forgetPresses: (user: string) => void;
};

/** With fewer answers than this a count is not shown: it would tell what one person said. */
export const fewestAnswers = 3;

/** What did not help, the most “No” first; what has too few answers, or no “No”, is left out. */
export function rankUnhelpful(counts: readonly FeedbackCount[]): readonly FeedbackCount[] {
  const shown = counts.filter(({ yes, no }) => no > 0 && yes + no >= fewestAnswers);
  return shown.toSorted((a, b) => b.no - a.no || a.yes - b.yes || a.subject.id.localeCompare(b.subject.id));
}
