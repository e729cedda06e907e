import type { FindingCode } from '../../model/finding.ts';
import type { Card, Lesson, Passage } from '../../model/lesson.ts';
import { addressesIn } from '../protocol/redact.ts';

/**
 * A passage, or the card of a finding, as authored sentences: the place in the list is a sentence's number.
 */
export type AuthoredSource = {
  /** `passage/overlay` or `finding/cilium-agents`: a passage and a finding may share an id. */
  readonly id: string;
  /** Of a finding it is a question, which states nothing. */
  readonly title: string;
  readonly sentences: readonly string[];
};

/** A text as its sentences, without backquotes; abbreviations and numbers end none. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .replaceAll('`', '')
    .split(/(?<=[.?!])\s+(?=[\p{Lu}\d"“]|(?:kubectl|kube-proxy|kubenet|iptables|eBPF|netlab)\b)/u)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** The id of a passage as a model knows it. */
export const passageId = (id: string): string => `passage/${id}`;

/** The id of a finding as a model knows it. */
export const findingId = (code: FindingCode): string => `finding/${code}`;

/** A passage as sentences that state something: questions to the reader are left out. */
export function passageSource({ id, title, body }: Passage): AuthoredSource {
  const sentences = body.flatMap(sentencesOf).filter((each) => !each.endsWith('?'));
  return { id: passageId(id), title, sentences };
}

/** The card of a finding as sentences; `asks` is what its inspection asks. */
export function findingSource(id: FindingCode, asks: string, { concept, why, next }: Card): AuthoredSource {
  return { id: findingId(id), title: asks, sentences: [concept, why, next].flatMap(sentencesOf) };
}

/** Every address that the lesson itself uses. */
export function exampleAddresses({ passages }: Lesson): ReadonlySet<string> {
  return addressesIn(passages.flatMap(({ body, aliases }) => [...body, ...aliases]));
}

/** The titles among which a model chooses for a question: passages, and what inspections ask. */
export function listLessonTitles(
  { passages }: Lesson,
  inspections: readonly { readonly id: FindingCode; readonly asks: string }[],
) {
  return {
    passages: passages.map(({ id, title, aliases }) => ({ id: passageId(id), title, aliases })),
    findings: inspections.map(({ id, asks }) => ({ id: findingId(id), title: asks })),
  };
}
