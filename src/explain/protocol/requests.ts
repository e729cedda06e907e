import type { FindingCode } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import {
  type AuthoredSource,
  findingSourceId,
  passageSourceId,
  type ResultSituation,
} from '../../model/sentence-choice.ts';

/** All pages among which a model chooses for a question: passages, and what inspections ask. */
export type ChoosablePages = {
  readonly pages: readonly { readonly id: string; readonly title: string; readonly aliases: readonly string[] }[];
  readonly findings: readonly { readonly id: string; readonly title: string }[];
};

/** A question, and what goes with it. */
export type AskedQuestion = {
  readonly question: string;
  /** The namespace of who asks: wherever it stands in the question, it is not sent. */
  readonly own: string | null;
  /** The id of the page that was read last; null for none, or one that is not known. */
  readonly topic: string | null;
  /** The pages that come nearest by the local search, with their sentences. */
  readonly near: readonly AuthoredSource[];
};

/** The pages of a lesson, and what its inspections ask. */
export function listChoosablePages(
  { passages }: Lesson,
  inspections: readonly { readonly id: FindingCode; readonly asks: string }[],
): ChoosablePages {
  return {
    pages: passages.map(({ id, title, aliases }) => ({ id: passageSourceId(id), title, aliases })),
    findings: inspections.map(({ id, asks }) => ({ id: findingSourceId(id), title: asks })),
  };
}

/** A page with its sentences, each behind its number. */
function numberedSource({ id, title, sentences }: AuthoredSource) {
  return { id, title, sentences: sentences.map(({ text }, at) => `${at + 1} ${text.replaceAll('`', '')}`) };
}

/** The data of a request for a question; `question` is what may leave of it. */
export function questionData(pages: ChoosablePages, { topic, near }: AskedQuestion, question: string) {
  const known = [...pages.pages, ...pages.findings].some(({ id }) => id === topic);
  return { ...pages, near: near.map(numberedSource), topic: known ? topic : null, question };
}

/** The data of a request for a result: codes, statuses, and authored sentences. */
export function resultData({ about, model, dataplane, findings, problems, sources }: ResultSituation) {
  return {
    about,
    model,
    dataplane,
    findings: findings.map(({ id, status, owner }) => ({ id, status, owner })),
    problems: problems.map(({ id, status }) => ({ id, status })),
    sources: sources.map(numberedSource),
  };
}

const countSentences = (sources: readonly AuthoredSource[]): string =>
  `${sources.length} pages with ${sources.reduce((sum, { sentences }) => sum + sentences.length, 0)} sentences`;

/** What is sent for a question, as JSON to read: a number in place of each list of the lesson. */
export function questionPreview(pages: ChoosablePages, asked: AskedQuestion, question: string): string {
  const { topic } = questionData(pages, asked, question);
  const preview = {
    pages: `${pages.pages.length} pages: id, title, aliases`,
    findings: `${pages.findings.length} findings: id, title`,
    near: countSentences(asked.near),
    topic,
    question,
  };
  return JSON.stringify(preview, null, 1);
}

/** What is sent for a result, as JSON to read: a number in place of the lesson's sentences, an entry a line. */
export function resultPreview(situation: ResultSituation): string {
  const { findings, problems, ...rest } = resultData(situation);
  const preview = {
    ...rest,
    findings: findings.map(({ id, status, owner }) => `${id}: ${status}${owner === null ? '' : `, ${owner}`}`),
    problems: problems.map(({ id, status }) => `${id}: ${status}`),
    sources: countSentences(situation.sources),
  };
  return JSON.stringify(preview, null, 1);
}
