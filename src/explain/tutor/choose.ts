import type { Explanation } from '../../model/explanation.ts';
import { findingCodes } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { choiceSchema } from '../protocol/reply-schemas.ts';
import { findingId, passageId } from './sentences.ts';

/** How many passages are shown for one question. */
const maxPassages = 2;

/**
 * What a reply chose, as the lesson has it: passages, else a finding; null where it chose nothing. Ids that
 * the lesson does not know are left out, and nothing else of a reply is looked at.
 */
export function resolveChoice(lesson: Lesson, json: unknown): Explanation | null {
  const parsed = choiceSchema.safeParse(json);
  if (!parsed.success || !parsed.data.answerable) return null;
  const { ids } = parsed.data;
  const named = ids.flatMap((id) => lesson.passages.find((passage) => passageId(passage.id) === id) ?? []);
  const passages = [...new Set(named)].slice(0, maxPassages);
  if (passages.length > 0) return { by: 'tutor', passages };
  const finding = findingCodes.find((code) => ids.includes(findingId(code)));
  return finding === undefined ? null : { by: 'tutor', passages, finding };
}
