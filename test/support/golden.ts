// Questions as students type them. Half of them (`held`) were written after the search was tuned, those named h2-… after it
// was tuned once more on others. It is never tuned on them: do not add their words to the lesson.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const golden = z
  .array(
    z.strictObject({
      id: z.string(),
      held: z.boolean(),
      question: z.string(),
      must_cite_any: z.array(z.string()),
      /** Each group has to be met by one of its patterns, in what is shown. */
      expect: z.array(z.array(z.string())),
      /** `check`: only the cluster can tell, so the answer leads there. */
      refusal: z.enum(['none', 'not_in_material', 'check']),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../explain/golden-questions.json', import.meta.url), 'utf8')));

export type Golden = (typeof golden)[number];
