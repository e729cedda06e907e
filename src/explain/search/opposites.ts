/**
 * Words that turn a question into its opposite. A search by terms takes "the same address" and "another address" for
 * one question, so each pair is looked at apart.
 */

const no = String.raw`(?:not|no|never|nothing|n[’']?t) (?:\S+ ){0,3}?`;
const same = 'same|equal|identical|alike|shared?|shares|sharing|match(?:es|ing)?';

// In this order, so that "not the same" is taken for "different" and counts once.
const pairs: readonly (readonly [one: string, other: string])[] = [
  [`${no}(?:${same}|in|from|like|among)|differ\\p{L}*|another|other|distinct|unlike`, same],
  [`${no}(?:empty|blank)|filled|full`, 'empty|blank'],
  ['ingress|incoming|inbound', 'egress|outgoing|outbound'],
].map(([one, other]) => [`\\b(?:${one})\\b`, `\\b(?:${other})\\b`] as const);

const patterns = pairs.map((pair) => pair.map((each) => new RegExp(each, 'giu')));

/** For each pair of opposites the side that a text is on; null where it has neither, or both. */
export type Sides = readonly ('one' | 'other' | null)[];

/** The sides that a text takes. */
export function sidesOf(text: string): Sides {
  return patterns.map(([one, other]) => {
    if (one === undefined || other === undefined) return null;
    const rest = text.replaceAll(one, ' ');
    const [isOne, isOther] = [rest !== text, rest.search(other) >= 0];
    return isOne === isOther ? null : isOne ? 'one' : 'other';
  });
}

/** Whether two texts are on different sides of a pair. */
export function areOpposite(a: Sides, b: Sides): boolean {
  return a.some((side, index) => side !== null && (b[index] ?? side) !== side);
}
