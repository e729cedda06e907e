import type { BroadcastReport, DeliveryStatus, RecipientDelivery } from '../../model/broadcast.ts';

type Deliveries = readonly RecipientDelivery[];

const countOf = (deliveries: Deliveries, fate: DeliveryStatus) =>
  deliveries.filter((each) => each.fate === fate).length;

const reachedOf = (deliveries: Deliveries) => `${countOf(deliveries, 'reached')} of ${deliveries.length} reached`;

/** Whether not even the first recipient was tried. */
export const isUntried = (deliveries: Deliveries): boolean => deliveries.every(({ fate }) => fate === 'waiting');

const isAllReached = (deliveries: Deliveries) => deliveries.every(({ fate }) => fate === 'reached');

/** How it went, for one that had its whole turn. */
export function endHeadline(deliveries: Deliveries): string {
  return isAllReached(deliveries) ? `Sent to all ${deliveries.length}.` : `${reachedOf(deliveries)}.`;
}

/** How far it came until netlab was told to stop. */
export function stopHeadline(deliveries: Deliveries): string {
  if (isAllReached(deliveries)) return endHeadline(deliveries);
  if (isUntried(deliveries)) return 'Netlab is being stopped before it began your broadcast. Nothing of it was sent.';
  return `Netlab is being stopped; ${reachedOf(deliveries)}.`;
}

/** How far it came until the database no longer answered. */
export function outageHeadline(deliveries: Deliveries): string {
  if (isAllReached(deliveries)) return endHeadline(deliveries);
  const before = 'netlab’s database does not answer, so your broadcast was stopped';
  if (isUntried(deliveries)) return `${before} before it began. Nothing of it was sent.`;
  return `${before}; ${reachedOf(deliveries)}. Nothing is sent again by itself.`;
}

/** How far it came until a bug of netlab ended it. */
export function bugHeadline(deliveries: Deliveries): string {
  return isUntried(deliveries)
    ? 'Your broadcast failed. Nothing of it was sent.'
    : 'Your broadcast failed. This is what is known:';
}

/** What is told of one whose netlab stopped in the middle: by a crash, or since it was killed. */
export function cutHeadline({ announcement: { at }, deliveries }: BroadcastReport): string {
  if (isUntried(deliveries))
    return `netlab was interrupted before it began your broadcast of ${at}. Nothing of it was sent.`;
  if (countOf(deliveries, 'unknown') + countOf(deliveries, 'waiting') === 0)
    return `netlab stopped after it sent your broadcast of ${at}: ${reachedOf(deliveries)}.`;
  return `netlab stopped while it sent your broadcast of ${at}. Nothing is sent again by itself.`;
}

const auditWords: { readonly [F in DeliveryStatus]: string } = {
  reached: 'reached',
  refused: 'refused by Slack',
  unknown: 'not known',
  waiting: 'not tried',
};

/** The audit's words: to whom it went as it was accepted, and what became of them. */
export function auditWordsOf({ announcement: { id, to }, deliveries }: BroadcastReport): string {
  const whom = to.kind === 'channel' ? `channel ${to.channel}` : `${deliveries.length} people`;
  const fates = ['reached', 'refused', 'unknown', 'waiting'] as const;
  const counts = fates
    .map((fate) => [countOf(deliveries, fate), auditWords[fate]] as const)
    .filter(([count]) => count > 0);
  return `broadcast ${id} to ${whom}: ${counts.map((each) => each.join(' ')).join(', ')}`;
}
