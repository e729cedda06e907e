import { z } from 'zod';
import { list } from './common.ts';

/** `netlab.notes/1`. */
export const notesSchema = z.strictObject({
  schema: z.literal('netlab.notes/1'),
  notes: list(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      where: z.string(),
      exercise: z.string(),
      today: list(z.string()),
      sources: list(z.string()),
      date: z.string(),
    }),
  ),
});
