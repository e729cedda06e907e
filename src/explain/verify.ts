import type { Packet, Source } from './packet.ts';
import type { Draft } from './reply.ts';
import { type Fault, faultOf } from './verify-claims.ts';
import { type Conduct, conductOf, tokensIn } from './verify-conduct.ts';

/** A sentence and what is wrong with it; null where it stands. */
export type Verified = { readonly draft: Draft; readonly fault: Fault | 'own' | null };

/** What a reply came to: thrown away whole, or sentence by sentence. */
export type Verdict = { readonly conduct: Conduct | null; readonly sentences: readonly Verified[] };

/** The sources that a sentence cites. */
export function citedBy({ cites }: Draft, { passages, findings }: Packet): readonly Source[] {
  return [...passages, ...findings].filter(({ id }) => cites.includes(id));
}

const meanings: Readonly<Record<string, string>> = {
  POD_IP: 'the Pod address',
  NODE_IP: 'the node address',
  POD_RANGE: 'the Pod range',
};

/** The names of values as what they mean. */
function spoken(text: string): string {
  return tokensIn(text).reduce(
    (said, token) => said.replace(token, meanings[token.replace(/_\d+$/u, '')] ?? token),
    text,
  );
}

/** Whether a sentence speaks of the student's own cluster. */
function isOwn(text: string): boolean {
  // "A CNI of your own" is anybody's.
  return /\byours?\b/iu.test(text.replaceAll(/\bof your own\b/giu, '')) || tokensIn(text).length > 0;
}

function verified(draft: Draft, packet: Packet): Verified {
  const cited = citedBy(draft, packet);
  const onFinding = packet.findings.some(({ id }) => draft.cites.includes(id));
  if (isOwn(draft.text) && !onFinding) return { draft, fault: 'own' };
  return { draft, fault: faultOf(spoken(draft.text), cited) };
}

/**
 * What of a reply may be shown, held against the material that it cites: numbers, facts, negations and roles. It knows no
 * other language than English, and does not prove that a sentence is true: only that authored sentences say as much.
 */
export function verify(written: readonly Draft[], packet: Packet): Verdict {
  // Marks of code are only that; the text is shown without.
  const drafts = written.map(({ text, cites }) => ({ text: text.replaceAll('`', ''), cites }));
  const conduct = conductOf(drafts, packet);
  if (conduct !== null) return { conduct, sentences: [] };
  return { conduct, sentences: drafts.map((draft) => verified(draft, packet)) };
}
