import type { Doc, DocPart, DocSection, Line, Run } from '../model/doc.ts';

/** A run of plain text. */
export const textRun = (text: string): Run => ({ text });
/** A run of bold text. */
export const boldRun = (text: string): Run => ({ text, style: 'bold' });
/** A run of code. */
export const codeRun = (text: string): Run => ({ text, style: 'code' });
/** A person by their user id. */
export const userRun = (user: string): Run => ({ user });
/** A time (ISO). */
export const timeRun = (time: string): Run => ({ time });
/** What is typed to netlab. */
export const commandRun = (command: string): Run => ({ command });

// Bare, in angle brackets, or behind its words in brackets; what ends a sentence is no part of a URL.
const urlInText = /(\[[^\]]*\]\(https?:[^\s)]+\)|<?https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]>?)/u;

function linkRuns(written: string): Line {
  const [, words, url] = /^\[(.*)\]\((.*)\)$/u.exec(written) ?? [];
  if (words === undefined || url === undefined) return [{ link: written.replace(/^<|>$/gu, '') }];
  return [textRun(`${words} `), { link: url }];
}

/** Plain text in which each URL is a link. */
function linkedRuns(text: string): Line {
  return text.split(urlInText).flatMap((part, at) => (at % 2 === 1 ? linkRuns(part) : [textRun(part)]));
}

/** Authored text as runs: what stands between backticks is code, and a URL is a link. */
export function parseRuns(text: string): Line {
  return text.split('`').flatMap((part, index) => (index % 2 === 1 ? [codeRun(part)] : linkedRuns(part)));
}

/** A paragraph of runs. */
export const paragraphPart = (...runs: Line): DocPart => ({ part: 'paragraph', runs });
/** A list of lines. */
export const listPart = (items: readonly Line[]): DocPart => ({ part: 'list', items });
/** A heading inside a Doc. */
export const headingPart = (text: string): DocPart => ({ part: 'heading', text });
/** Text to be copied. */
export const codePart = (text: string): DocPart => ({ part: 'code', text });

/** What a Doc may have beside its verdict and parts. */
type DocExtras = {
  readonly smallPrint?: readonly Line[];
  readonly changed?: readonly Line[];
  readonly details?: readonly DocSection[];
  readonly detailsLabel?: string;
};

/** A Doc; what is absent is empty. */
export function createDoc(verdict: Line, parts: readonly DocPart[], extras: DocExtras = {}): Doc {
  const { smallPrint = [], changed = [], details = [], detailsLabel = 'More' } = extras;
  return { verdict, parts, smallPrint, changed, details, detailsLabel };
}
