import { stepWords } from '../model/display-names.ts';
import type { DocPart, DocSection } from '../model/doc.ts';
import type { WalkStepAnswer, WalkStepPlace } from '../model/walk.ts';
import { paragraphPart, parseRuns, textRun } from './runs.ts';

/** What a step says: where one is, what to do, and what is folded. */
export type StepWords = {
  readonly verdict: string;
  readonly parts: readonly DocPart[];
  readonly details?: readonly DocSection[];
};

/** A place of a step. */
export type PlaceOf<A extends WalkStepPlace['at']> = Extract<WalkStepPlace, { readonly at: A }>;

/** A paragraph of plain text. */
export const says = (text: string): DocPart => paragraphPart(textRun(text));

/** Texts under a title; nothing where there are none. */
export function section(title: string, texts: readonly string[]): readonly DocSection[] {
  return texts.length === 0 ? [] : [{ title, parts: texts.map((each) => paragraphPart(...parseRuns(each))) }];
}

/** The problem with its sign and its state. */
export function headline({ row, text }: WalkStepAnswer): string {
  const { sign, words } = stepWords(row);
  return `${sign} ${text.title}: ${words}.`;
}
