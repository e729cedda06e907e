// Questions as students type them. Those that are `held` were written after the search was tuned, those named h2-… after it
// was tuned once more on others; those of held-questions.json after it was written anew. It is never tuned on them: do not
// add their words to the lesson.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const goldenQuestion = z.strictObject({
  id: z.string(),
  held: z.boolean(),
  /** How it was typed: `typo`, `half` a sentence, `german`, an `error` text, a wrong `assumption`, `plain`, `out` of scope. */
  kind: z.string().default('earlier'),
  question: z.string(),
  must_cite_any: z.array(z.string()),
  /** Each group has to be met by one of its patterns, in what is shown. */
  expect: z.array(z.array(z.string())),
  /** `check`: only the cluster can tell, so the answer leads there. */
  refusal: z.enum(['none', 'not_in_material', 'check']),
});

/** A question and what is right for it. */
export type Golden = z.output<typeof goldenQuestion>;

const heldQuestion = z.strictObject({
  id: z.string(),
  kind: z.string(),
  q: z.string(),
  accept: z.array(z.string()),
  note: z.string(),
});

/** Questions that nobody who tuned the search has seen, from their file's text. */
export function parseHeldQuestions(text: string): readonly Golden[] {
  return z
    .array(heldQuestion)
    .parse(JSON.parse(text))
    .map(({ id, kind, q, accept }) => {
      const only = accept.join();
      const refusal = only === 'your-cluster' ? 'check' : only === '' ? 'not_in_material' : 'none';
      return { id, held: true, kind, question: q, must_cite_any: accept, expect: [], refusal };
    });
}

const fileAt = (name: string) => new URL(`../explain/${name}`, import.meta.url);

export const golden = z.array(goldenQuestion).parse(JSON.parse(readFileSync(fileAt('golden-questions.json'), 'utf8')));

/** The newest held-out set; none until it is written. */
export const heldQuestions: readonly Golden[] = existsSync(fileAt('held-questions.json'))
  ? parseHeldQuestions(readFileSync(fileAt('held-questions.json'), 'utf8'))
  : [];
