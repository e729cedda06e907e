import type { Packet, Source } from './packet.ts';
import type { Draft } from './reply.ts';
import { type Fault, faultOf } from './verify-claims.ts';
import { clausesOf } from './verify-clauses.ts';
import { type Conduct, conductOf, tokensIn } from './verify-conduct.ts';

/** A sentence and what is wrong with it; null where it stands. */
export type Verified = { readonly draft: Draft; readonly fault: Fault | 'own' | 'value' | null };

/** What a reply came to: thrown away whole, or sentence by sentence. */
export type Verdict = { readonly conduct: Conduct | null; readonly sentences: readonly Verified[] };

/** The sources that a sentence cites. */
export function citedBy({ cites }: Draft, { passages, findings }: Packet): readonly Source[] {
  return [...passages, ...findings].filter(({ id }) => cites.includes(id));
}

// A value stands in brackets right after what it is, and nowhere else: it is shown, and nothing is said of it.
const roles: Readonly<Record<string, RegExp>> = {
  POD_IP: /\bpod(?:['’]s)? (?:ip )?address \($/iu,
  NODE_IP: /\bnode(?:['’]s)? (?:ip )?address \($/iu,
  POD_RANGE: /\bpod (?:range|cidr) \($/iu,
};

/** A sentence without the values in it; null where one stands where it must not. */
function withoutValues(text: string): string | null {
  let rest = text;
  for (const token of tokensIn(text)) {
    const at = rest.indexOf(token);
    const role = roles[token.replace(/_\d+$/u, '')];
    if (!role?.test(rest.slice(0, at)) || rest[at + token.length] !== ')') return null;
    rest = `${rest.slice(0, at - 1).trimEnd()}${rest.slice(at + token.length + 1)}`;
  }
  return rest;
}

/** Whether a sentence speaks of the student, or of the cluster that they look at. */
function isOwn(text: string): boolean {
  const plain = text.replaceAll(/\bof (?:your|one['’]s) own\b/giu, '');
  return (
    /\b(?:you|yours?|our|we|here|this (?:\w+ )?(?:cluster|namespace|class)|the (?:class|training cluster))\b/iu.test(
      plain,
    ) || tokensIn(text).length > 0
  );
}

// Words that judge: on one's own cluster only the card itself may say them, in its own words.
const judging =
  /\b(?:right|wrong|correct|fine|fault|mistake|lacks?|permissions?|broken|fails?|good|well|normal|expected)\b/iu;
const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether every part of a sentence that judges stands in the material as it is. */
function judgesAsWritten(text: string, sources: readonly Source[]): boolean {
  const written = ` ${sources.map(({ sentences }) => bare(sentences.join(' '))).join(' ')} `;
  return clausesOf(text)
    .filter((clause) => judging.test(clause.text))
    .every((clause) => written.includes(` ${bare(clause.text.replace(/^\s*(?:so|and|but)\s/iu, ''))} `));
}

// "It" and "they" are to be named: what they mean stands in a sentence that is not shown.
const dangling =
  /^\s*(?:so |and |but )?(?:it|its|they|their|that|this|these|those|there|such)\b|\b(?:in|of|from|on|to|with|into) (?:it|them)\b[\s.]*$/iu;

/** A sentence on the student's own cluster rests on findings alone: what a page says of a model may not be so there. */
function verified(draft: Draft, packet: Packet): Verified {
  const cited = citedBy(draft, packet);
  const findings = cited.filter(({ id }) => packet.findings.some((finding) => finding.id === id));
  const text = withoutValues(draft.text);
  if (text === null) return { draft, fault: 'value' };
  const [first] = clausesOf(text);
  if (first === undefined || dangling.test(first.text)) return { draft, fault: 'thin' };
  if (!isOwn(draft.text) && findings.length === 0) return { draft, fault: faultOf(text, cited) };
  if (findings.length === 0) return { draft, fault: 'own' };
  return { draft, fault: judgesAsWritten(text, findings) ? faultOf(text, findings) : 'own' };
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
