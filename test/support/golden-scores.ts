// How well golden questions are answered, counted one way for the tests and for `npm run eval`.
import type { Golden } from './golden.ts';

/** What was shown for a question, and what was offered to choose from. */
export type Answered = {
  readonly each: Golden;
  readonly cited: readonly string[];
  readonly offered: readonly string[];
};

/** How many of some questions ended how. */
export type GoldenScore = {
  readonly answerable: number;
  readonly alone: number;
  readonly amongTwo: number;
  readonly wrongAlone: number;
  readonly refusedWrongly: number;
  readonly toRefuse: number;
  readonly refused: number;
  readonly forCheck: number;
  readonly toCheck: number;
};

/** Counts how questions were answered. */
export function countScore(answered: readonly Answered[]): GoldenScore {
  const of = (refusal: Golden['refusal']) => answered.filter(({ each }) => each.refusal === refusal);
  const [answerable, out, forCheck] = [of('none'), of('not_in_material'), of('check')];
  const isRight = ({ must_cite_any }: Golden, ids: readonly string[]) => must_cite_any.some((id) => ids.includes(id));
  const isSilent = ({ cited, offered }: Answered) => cited.length + offered.length === 0;
  return {
    answerable: answerable.length,
    alone: answerable.filter(({ each, cited }) => isRight(each, cited)).length,
    amongTwo: answerable.filter(({ each, offered }) => isRight(each, offered)).length,
    wrongAlone: answerable.filter(({ each, cited }) => cited.length > 0 && !isRight(each, cited)).length,
    refusedWrongly: answerable.filter(isSilent).length,
    toRefuse: out.length,
    refused: out.filter(isSilent).length,
    forCheck: forCheck.length,
    toCheck: forCheck.filter(({ cited }) => cited.join() === 'your-cluster').length,
  };
}

/** The same for each kind of question. */
export function countScoreByKind(answered: readonly Answered[]): ReadonlyMap<string, GoldenScore> {
  return new Map([...Map.groupBy(answered, ({ each }) => each.kind)].map(([kind, some]) => [kind, countScore(some)]));
}
