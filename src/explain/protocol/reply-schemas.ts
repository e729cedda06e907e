import { z } from 'zod';

/** A reply without the `<think>` block that some models put first. */
function withoutThinking(said: string): string {
  const end = said.startsWith('<think>') ? said.indexOf('</think>') : -1;
  return end < 0 ? said : said.slice(end + '</think>'.length).trim();
}

const fence = '```';

/** What stands between code fences, where a text begins and ends with them. */
function withoutFences(said: string): string {
  const line = said.indexOf('\n');
  const isFenced = said.startsWith(fence) && said.endsWith(fence) && line > 0 && line < said.length - fence.length;
  if (!isFenced || !['', 'json'].includes(said.slice(fence.length, line).trim())) return said;
  return said.slice(line, -fence.length);
}

/**
 * The JSON of a reply, also where a server puts it into fences or behind a `<think>` block; null where there
 * is none.
 */
export function parseJsonReply(content: string): unknown {
  // No regular expression here: a reply may be long, and made to be slow to match.
  const said = withoutFences(withoutThinking(content.replace(/^\uFEFF/u, '').trim()));
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

const numbers = z.array(z.number().int()).max(60);

/** What a model chose for a question: sentences of pages by their numbers, a command, or who or what else answers. */
export const questionReplySchema = z.object({
  answerable: z.boolean(),
  picks: z.array(z.object({ page: z.string().max(80), sentences: numbers })).max(12),
  route: z.string().max(300).nullable(),
  hand_over: z.boolean(),
  beyond: z.boolean(),
});

/** What a model chose for a result: sentences of its pages by their numbers. */
export const resultReplySchema = z.object({
  picks: z.array(z.object({ source: z.string().max(80), sentences: numbers })).max(12),
});

/** The forms of a reply. */
export const replySchemas = { question: questionReplySchema, result: resultReplySchema } as const;

/** What a model is asked for: to choose for a question, or for a result. */
export type ReplyForm = keyof typeof replySchemas;

// On the wire only type, enum, items, required and additionalProperties: what every compatible server
// understands. Bounds and ids are checked here, so that the schema stays the same for every lesson.
const wireObject = <T extends Readonly<Record<string, object>>>(properties: T) =>
  ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false }) as const;
const wireText = { type: 'string' } as const;
const wireBoolean = { type: 'boolean' } as const;
const wirePicks = (page: 'page' | 'source') => ({
  type: 'array',
  items: wireObject({ [page]: wireText, sentences: { type: 'array', items: { type: 'integer' } } }),
});

/** The same as JSON schemas, as a server is asked for them; no route is an empty text there. */
export const wireSchemas = {
  question: wireObject({
    answerable: wireBoolean,
    picks: wirePicks('page'),
    route: wireText,
    hand_over: wireBoolean,
    beyond: wireBoolean,
  }),
  result: wireObject({ picks: wirePicks('source') }),
} as const satisfies { readonly [F in ReplyForm]: object };
