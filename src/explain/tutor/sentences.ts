import type { FindingCode } from '../../model/finding.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Situation, SituationFinding } from '../../model/tutor.ts';
import { addressesIn, redactQuestion } from '../protocol/redact.ts';

/** Something that a sentence can rest on: a passage or the card of a finding, as authored sentences. */
export type AuthoredSource = {
  /** `passage/overlay` or `finding/cilium-agents`: both kinds have ids that the other one has too. */
  readonly id: string;
  /** Of a finding it is a question, which states nothing. */
  readonly title: string;
  readonly sentences: readonly string[];
};

/** What a model is told of a situation: all of it authored, but for the question. */
export type Packet = {
  readonly passages: readonly AuthoredSource[];
  readonly findings: readonly (AuthoredSource & { readonly status: SituationFinding['status'] })[];
  readonly question: string | null;
};

/** Passages in one packet: a small model's context holds no more with an answer beside it. */
const most = 8;

/** A text as its sentences; abbreviations and numbers end none. */
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

/** A passage as something to rest on: questions to the reader state nothing. */
export function sourceOf({ id, title, body }: Passage): AuthoredSource {
  const sentences = body.flatMap(sentencesOf).filter((each) => !each.endsWith('?'));
  return { id: passageId(id), title, sentences };
}

function findingSource({ id, asks, status, card }: SituationFinding): Packet['findings'][number] {
  const { concept, why, next } = card ?? { concept: '', why: '', next: '' };
  return { id: findingId(id), title: asks, status, sentences: [concept, why, next].flatMap(sentencesOf) };
}

/** Every address that the lesson itself uses. */
export function exampleAddresses({ passages }: Lesson): ReadonlySet<string> {
  return addressesIn(passages.flatMap(({ body, aliases }) => [...body, ...aliases]));
}

/** What is sent for a situation. */
export function packetOf(lesson: Lesson, { findings, passages, question }: Situation): Packet {
  const wanted = passages.slice(0, most);
  return {
    passages: lesson.passages.filter(({ id }) => wanted.includes(id)).map(sourceOf),
    findings: findings.filter(({ card }) => card !== null).map(findingSource),
    question: question === null ? null : redactQuestion(question, exampleAddresses(lesson)),
  };
}

/** What is sent for a question that a model is to find passages for. */
export function listLessonTitles(
  { passages }: Lesson,
  cards: readonly { readonly id: FindingCode; readonly asks: string }[],
) {
  return {
    passages: passages.map(({ id, title, aliases }) => ({ id: passageId(id), title, aliases })),
    findings: cards.map(({ id, asks }) => ({ id: findingId(id), title: asks })),
  };
}
