import type OpenAI from 'openai';
import { parseJsonReply, type ReplyForm, replySchemas, wireSchemas } from '../protocol/reply-schemas.ts';
import type { TutorFailure } from './failure.ts';
import type { UnsentReason } from './rate-limit.ts';

/** One request: what is asked for, the constant part, and the data. */
export type TutorRequest = {
  readonly form: ReplyForm;
  readonly system: string;
  readonly user: unknown;
  readonly signal: AbortSignal;
};

/** What came back: the JSON of a choice, or the class of what went wrong, never its words. */
export type TutorReply =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly why: TutorFailure | UnsentReason };

/** What a server can be asked for, the strictest first: some know no schema, some no JSON. */
export const responseFormats = ['json_schema', 'json_object', 'text'] as const;

/** A member of `responseFormats`. */
export type ResponseFormat = (typeof responseFormats)[number];

function formatParameter(form: ReplyForm, format: ResponseFormat) {
  if (format === 'text') return {};
  if (format === 'json_object') return { response_format: { type: 'json_object' } } as const;
  const schema = { name: `${form}_choice`, strict: true, schema: wireSchemas[form] };
  return { response_format: { type: 'json_schema', json_schema: schema } } as const;
}

/** Data as JSON in which nothing closes a tag or a line of the surrounding text. */
function escapedJson(data: unknown): string {
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Whether a model reasons before it answers is not known here, so there is room for that. For servers that do
// not know the field, the deadline and the largest body that is read are the limits.
const maxCompletionTokens = 4000;

/** The parameters of a chat completion. */
export function completionParameters(model: string, { form, system, user }: TutorRequest, format: ResponseFormat) {
  return {
    model,
    store: false,
    max_completion_tokens: maxCompletionTokens,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: escapedJson(user) },
    ],
    ...formatParameter(form, format),
  } satisfies OpenAI.ChatCompletionCreateParams;
}

/** The reply in a completion; the server may send anything at all, whatever the types say. */
export function readCompletion({ choices }: Partial<OpenAI.ChatCompletion>, form: ReplyForm): TutorReply {
  const first = Array.isArray(choices) ? choices[0] : undefined;
  if (first?.message?.refusal) return { ok: false, why: 'refusal' };
  if (first?.finish_reason === 'length') return { ok: false, why: 'length' };
  if (first?.finish_reason === 'content_filter') return { ok: false, why: 'filter' };
  const content: unknown = first?.message?.content;
  if (typeof content !== 'string' || content.trim() === '') return { ok: false, why: 'empty' };
  const json = parseJsonReply(content);
  return replySchemas[form].safeParse(json).success ? { ok: true, json } : { ok: false, why: 'form' };
}
