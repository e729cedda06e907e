import type { Read, Unreadable } from '../../model/read.ts';

/**
 * Policies that could not be read or are not judged, and what they may do: `restrict` and allow, as every NetworkPolicy
 * does; `deny` what others allow; `override` whatever others say.
 */
export type UnreadPolicies = { readonly why: string; readonly may: 'restrict' | 'deny' | 'override' };

/** Whether a read that came to nothing may hide something: a kind that the server does not know cannot. */
export function mayHide(read: Read<unknown>): read is Unreadable {
  return read.outcome !== 'ok' && read.outcome !== 'not-found';
}

/**
 * Those of an engine's own kinds that may hide something; a dump without one is taken at its word, a remark
 * says so.
 */
export function listHidingReads(
  reads: readonly Read<unknown>[],
  may: UnreadPolicies['may'] = 'deny',
): readonly UnreadPolicies[] {
  const hiding = reads.filter(mayHide).filter(({ outcome }) => outcome !== 'not-in-dump');
  return hiding.map(({ because }) => ({ why: because, may }));
}
