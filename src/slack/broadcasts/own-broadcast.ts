import type { Announcement, BroadcastReport, RecipientDelivery } from '../../model/broadcast.ts';

/** A broadcast that this netlab has: from its acceptance until its end is kept. What it holds changes as it goes. */
export type OwnBroadcast = {
  readonly announcement: Announcement;
  /** What is known of each recipient, kept here before the database hears of it: that may be away. */
  readonly deliveries: RecipientDelivery[];
  /** What the instructor is told above the report; null until it is over. */
  headline: string | null;
  /** How often it was to be reported. */
  reportTries: number;
  isReported: boolean;
  isAudited: boolean;
  /** Whether its end is being told and kept at this moment. */
  isEnding: boolean;
  /** Says in the message that showed the progress that it is over. */
  closeProgress: () => Promise<void>;
};

/** A broadcast as it was accepted, or as an earlier netlab left it. */
export function createOwnBroadcast(
  { announcement, deliveries }: BroadcastReport,
  headline: string | null,
): OwnBroadcast {
  return {
    announcement,
    deliveries: [...deliveries],
    headline,
    reportTries: 0,
    isReported: false,
    isAudited: false,
    isEnding: false,
    closeProgress: async () => undefined,
  };
}

/** A broadcast of which nothing was sent. */
export function createAcceptedBroadcast(announcement: Announcement): OwnBroadcast {
  const { to } = announcement;
  const all = to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
  const deliveries = all.map((each) => ({ to: each, fate: 'waiting', why: 'not tried' }) as const);
  return createOwnBroadcast({ announcement, deliveries }, null);
}
