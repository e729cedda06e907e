import { z } from 'zod';

/** What follows the thoughts that some models put first. */
function withoutThoughts(said: string): string {
  const end = said.startsWith('<think>') ? said.indexOf('</think>') : -1;
  return end < 0 ? said : said.slice(end + '</think>'.length).trim();
}

const fence = '```';

/** What stands between fences, where a text begins and ends with them. */
function unfenced(said: string): string {
  const line = said.indexOf('\n');
  const isFenced = said.startsWith(fence) && said.endsWith(fence) && line > 0 && line < said.length - fence.length;
  if (!isFenced || !['', 'json'].includes(said.slice(fence.length, line).trim())) return said;
  return said.slice(line, -fence.length);
}

/** The JSON of a reply: local servers put it into fences, or think aloud before it. Null where there is none. */
export function parseJsonReply(content: string): unknown {
  // No pattern reads it: a reply may be long, and written to be slow to read.
  const said = unfenced(withoutThoughts(content.replace(/^\uFEFF/u, '').trim()));
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

/** What a model chose for a question: ids of passages and findings, or that nothing answers it. */
export const choiceSchema = z.object({ answerable: z.boolean(), ids: z.array(z.string().max(80)).max(12) });

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
export const wireSchemas = {
  choice: object({ answerable: { type: 'boolean' }, ids: strings }),
} as const;

/** What a reply in each form has to be. */
export const replySchemas = { choice: choiceSchema } as const;

/** The name of a form. */
export type ReplyForm = keyof typeof wireSchemas;
