import type { ModelChoice, SentencePick } from '../../model/sentence-choice.ts';
import { questionReplySchema, resultReplySchema } from '../protocol/reply-schemas.ts';
import type { AskedQuestion, ChoosablePages } from '../protocol/requests.ts';

/** The longest route that is looked at, in characters. */
const longestRoute = 120;

/** Numbers as places in a page, from 0; those that it does not have are left out. */
function placesOf(numbers: readonly number[], count: number): readonly number[] {
  return [...new Set(numbers.map((each) => each - 1))].filter((at) => at >= 0 && at < count);
}

/** A route as it was written; null for none, and for what no command looks like. */
function routeOf(route: string | null): string | null {
  const text = route?.trim() ?? '';
  return text === '' || text.length > longestRoute || /[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? null : text;
}

/** What a reply chose for a question, by the pages that there are; null where that is nothing. */
export function readQuestionReply(
  json: unknown,
  pages: ChoosablePages,
  { near }: Pick<AskedQuestion, 'near'>,
): ModelChoice | null {
  const parsed = questionReplySchema.safeParse(json);
  if (!parsed.success) return null;
  const { answerable, picks, route, hand_over: handOver, beyond } = parsed.data;
  const known = [...pages.pages, ...pages.findings].map(({ id }) => id);
  const chosen = answerable ? picks.filter(({ page }) => known.includes(page)) : [];
  const found = chosen.map(({ page, sentences }): SentencePick => {
    const count = near.find(({ id }) => id === page)?.sentences.length ?? 0;
    return { source: page, sentences: placesOf(sentences, count) };
  });
  const choice = { picks: found, route: routeOf(route), handOver, beyond: beyond && found.length === 0 };
  const isNothing = found.length === 0 && choice.route === null && !handOver && !choice.beyond;
  return isNothing ? null : choice;
}

/** What a reply chose for a result; null where that is nothing. */
export function readResultReply(json: unknown, sources: AskedQuestion['near']): ModelChoice | null {
  const parsed = resultReplySchema.safeParse(json);
  if (!parsed.success) return null;
  const picks = parsed.data.picks.flatMap(({ source, sentences }): readonly SentencePick[] => {
    const count = sources.find(({ id }) => id === source)?.sentences.length ?? 0;
    const places = placesOf(sentences, count);
    return places.length === 0 ? [] : [{ source, sentences: places }];
  });
  return picks.length === 0 ? null : { picks, route: null, handOver: false, beyond: false };
}
