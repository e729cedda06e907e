import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ClassWords, HelpRequestBook } from '../../model/conversation.ts';
import { parseSubject, subjectWords } from '../../model/help-subject.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const row = z
  .object({
    id: z.string(),
    kind: z.enum(['question', 'answer']),
    subject: z.string(),
    words: z.string(),
    day: timeColumn,
  })
  .transform(({ subject, ...rest }) => ({
    ...rest,
    subject: parseSubject(subject) ?? ({ about: 'general' } as const),
  }));

/** What people let the class keep, in SQL: students' questions without the student, and instructors' answers. */
export function createClassWords(
  db: Kysely<Tables>,
  health: DatabaseHealth,
): Pick<HelpRequestBook, 'keepQuestion' | 'keepAnswer' | 'forClass'> {
  const keep = async (kind: 'question' | 'answer', { subject, ...rest }: ClassWords, by: string | null) => {
    await db
      .insertInto('class_words')
      .values({ ...rest, kind, subject: subjectWords(subject), by_user: by })
      .execute();
  };
  return {
    keepQuestion: (words) => runOnDatabase(health, () => keep('question', words, null)),
    keepAnswer: (words, by) => runOnDatabase(health, () => keep('answer', words, by)),
    forClass: () =>
      runOnDatabase(health, async () => {
        const rows = await db.selectFrom('class_words').selectAll().orderBy('day', 'desc').orderBy('id').execute();
        const all = z.array(row).parse(rows);
        const of = (wanted: 'question' | 'answer') =>
          all.flatMap(({ kind, ...words }) => (kind === wanted ? [words] : []));
        return { questions: of('question'), answers: of('answer') };
      }),
  };
}
