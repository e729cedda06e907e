import type { Next, Outcome } from '../model/answer.ts';
import type { Trouble } from '../model/trouble.ts';

const ways: readonly Next[] = [
  { label: 'Common problems', command: 'walk' },
  { label: 'All topics', command: 'explain' },
  { label: 'Help', command: 'help' },
];

/** What is offered below a refusal: the word that was nearly said, or the same again once the database is back. */
export function offerAfterTrouble({ kind, detail }: Trouble, typed: readonly string[]): Pick<Outcome, 'next'> {
  if (kind === 'store-down') return { next: [{ label: 'Try again', command: typed.join(' ') }] };
  if (kind === 'not-yours' && detail.own) return { next: [{ label: 'Check mine', command: 'check' }] };
  if (kind !== 'unknown-command') return {};
  if (detail.near === undefined) return { next: ways };
  const say = [detail.near, ...typed.slice(1)].join(' ');
  return { next: [{ label: say, command: say }] };
}
