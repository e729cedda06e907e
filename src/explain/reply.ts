import { z } from 'zod';

/** The JSON of a reply: local servers put it into fences, or think aloud before it. Null where there is none. */
export function jsonIn(content: string): unknown {
  const said = content
    .replace(/^\uFEFF/u, '')
    .replace(/^\s*<think>[\s\S]*?<\/think>/u, '')
    .trim();
  const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/u.exec(said);
  try {
    return JSON.parse(fenced?.[1] ?? said);
  } catch {
    return null;
  }
}

/** What a model chose for a question: ids of passages and findings, or that nothing answers it. */
export const choice = z.object({ answerable: z.boolean(), ids: z.array(z.string().max(80)).max(12) });

/** One sentence that a model wrote, and what it says it rests on. */
export const draft = z.object({ text: z.string().min(1).max(320), cites: z.array(z.string().max(80)).min(1).max(4) });

/** A paragraph that a model wrote. `answerable` is false where the material does not answer the question. */
export const paragraph = z.object({ answerable: z.boolean(), sentences: z.array(draft).max(8) });

/** Which sentences follow from what they cite, by number. */
export const entailment = z.object({
  verdicts: z.array(z.object({ n: z.number().int(), entailed: z.boolean() })).max(12),
});

/** One sentence that a model wrote. */
export type Draft = z.infer<typeof draft>;

// On the wire only type, enum, items, required and additionalProperties: what every compatible server understands. Bounds
// and ids are checked here, so that the schema stays the same for every lesson.
const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const strings = { type: 'array', items: { type: 'string' } } as const;

/** What a model is asked to answer in: the name of each form, and its schema on the wire. */
export const forms = {
  choice: object({ answerable: { type: 'boolean' }, ids: strings }),
  paragraph: object({
    answerable: { type: 'boolean' },
    sentences: { type: 'array', items: object({ text: { type: 'string' }, cites: strings }) },
  }),
  entailment: object({
    verdicts: { type: 'array', items: object({ n: { type: 'integer' }, entailed: { type: 'boolean' } }) },
  }),
} as const;

/** The name of a form. */
export type FormName = keyof typeof forms;
