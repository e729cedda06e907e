import { z } from 'zod';
import { list, nullableText, source, taskNumber } from './common.ts';

const evidence = z.strictObject({ command: z.string(), value: z.string() });

/** `netlab.quiz/1`. */
export const quizSchema = z.strictObject({
  schema: z.literal('netlab.quiz/1'),
  namespace: nullableText,
  source: source.nullable(),
  readAt: z.iso.datetime().nullable(),
  questions: list(
    z.strictObject({
      id: z.string(),
      task: taskNumber.nullable(),
      kind: z.enum(['predict', 'transfer']),
      fact: nullableText,
      question: list(z.string()),
      choices: list(z.strictObject({ value: z.string(), text: z.string() })),
      observe: nullableText,
      answer: z
        .strictObject({
          value: nullableText,
          text: nullableText,
          observed: nullableText,
          evidence: list(evidence),
          answer: list(z.string()),
          passage: nullableText,
        })
        .nullable(),
    }),
  ),
  leftOut: list(z.strictObject({ why: z.string(), count: z.number() })),
});
