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

/** What a model chose for a question: ids of passages and findings, or that nothing answers it. */
export const choiceSchema = z.object({ answerable: z.boolean(), ids: z.array(z.string().max(80)).max(12) });

// On the wire only type, enum, items, required and additionalProperties: what every compatible server
// understands. Bounds and ids are checked here, so that the schema stays the same for every lesson.
/** `choiceSchema` as JSON schema, as a server is asked for it. */
export const choiceWireSchema = {
  type: 'object',
  properties: { answerable: { type: 'boolean' }, ids: { type: 'array', items: { type: 'string' } } },
  required: ['answerable', 'ids'],
  additionalProperties: false,
} as const;
