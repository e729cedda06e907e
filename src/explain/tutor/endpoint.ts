import OpenAI from 'openai';
import { parseJsonReply, type ReplyForm, replySchemas, wireSchemas } from '../protocol/reply-schemas.ts';
import { limitResponseSize } from './capped-fetch.ts';
import { classifyFailure, type TutorFailure } from './failure.ts';
import type { UnsentReason } from './rate-limit.ts';

/** How to reach a model; `fetch` is handed in by tests. */
export type TutorEndpointConfig = {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly model: string;
  /** Milliseconds for everything that one answer needs: no request may take longer. */
  readonly replyTimeoutMs: number;
  readonly fetch?: typeof globalThis.fetch;
};

/** One request: the constant part, the data, and the form of the answer. */
export type TutorRequest = {
  readonly system: string;
  readonly user: unknown;
  readonly form: ReplyForm;
  readonly signal: AbortSignal;
};

/** What came back: the JSON of the reply in its form, or the class of what went wrong, never its words. */
export type TutorReply =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly why: TutorFailure | UnsentReason };

/** What each request passes: it may wait, or not be made at all. */
export type RequestGate = (run: () => Promise<TutorReply>) => Promise<TutorReply>;

/** A model behind an endpoint. */
export type TutorEndpoint = {
  readonly ask: (ask: TutorRequest, gate: RequestGate) => Promise<TutorReply>;
  /** Requests that went out, and tokens as far as it told. */
  readonly usageTotals: () => { readonly calls: number; readonly tokens: number };
};

/** More than any answer of ours needs, in bytes. */
const largest = 256 * 1024;

/** What a server can be asked for, the strictest first: some know no schema, some no JSON. */
const responseFormats = ['json_schema', 'json_object', 'text'] as const;
type ResponseFormat = (typeof responseFormats)[number];

function formatFor(way: ResponseFormat, form: ReplyForm) {
  if (way === 'text') return {};
  if (way === 'json_object') return { response_format: { type: 'json_object' } } as const;
  return {
    response_format: { type: 'json_schema', json_schema: { name: form, strict: true, schema: wireSchemas[form] } },
  } as const;
}

/** Data as JSON in which nothing closes a tag or a line of the surrounding text. */
function dataOf(user: unknown): string {
  return JSON.stringify(user).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A fetch that sends these headers and no others, whatever the library adds of its own or of the environment. */
function bare(apiKey: string, fetch: typeof globalThis.fetch, went: () => void): typeof globalThis.fetch {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'netlab',
    authorization: `Bearer ${apiKey}`,
  };
  return (input, init) => {
    went();
    return fetch(input, { ...init, headers });
  };
}

function clientFor({ apiKey, baseURL, replyTimeoutMs, fetch }: TutorEndpointConfig, went: () => void): OpenAI {
  // Everything is set: what is left out, the library fills from other environment variables, the key included. It repeats
  // nothing by itself, since what is repeated has to be counted.
  const fixed = { organization: null, project: null, adminAPIKey: null, logLevel: 'off', maxRetries: 0 } as const;
  return new OpenAI({
    ...fixed,
    apiKey,
    baseURL,
    timeout: replyTimeoutMs,
    fetchOptions: { redirect: 'error' },
    fetch: limitResponseSize(largest, bare(apiKey, fetch ?? globalThis.fetch, went)),
  });
}

// Whether a model reasons before it answers is not known here, so there is room for that. Servers that do not know the field
// are held by the deadline and by the largest answer that is read.
const room = { max_completion_tokens: 4000 };

/** The reply in an answer; the server may send anything at all, whatever the types say. */
function repliedIn({ choices }: Partial<OpenAI.ChatCompletion>, form: ReplyForm): TutorReply {
  const first = Array.isArray(choices) ? choices[0] : undefined;
  if (first?.message?.refusal) return { ok: false, why: 'refusal' };
  if (first?.finish_reason === 'length') return { ok: false, why: 'length' };
  if (first?.finish_reason === 'content_filter') return { ok: false, why: 'filter' };
  const content: unknown = first?.message?.content;
  if (typeof content !== 'string' || content.trim() === '') return { ok: false, why: 'empty' };
  const json = parseJsonReply(content);
  return replySchemas[form].safeParse(json).success ? { ok: true, json } : { ok: false, why: 'form' };
}

/** Opens an endpoint. Its requests never throw: whatever goes wrong is a class of failure. */
export function openTutorEndpoint(config: TutorEndpointConfig): TutorEndpoint {
  let [calls, tokens] = [0, 0];
  const client = clientFor(config, () => {
    calls++;
  });
  // What the server turned out to understand.
  let known = 0;

  async function once({ system, user, form, signal }: TutorRequest, way: ResponseFormat): Promise<TutorReply> {
    const completion = await client.chat.completions.create(
      {
        model: config.model,
        store: false,
        ...room,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: dataOf(user) },
        ],
        ...formatFor(way, form),
      },
      { signal },
    );
    const answer: Partial<typeof completion> = completion ?? {};
    if (typeof answer.usage?.total_tokens === 'number') tokens += answer.usage.total_tokens;
    return repliedIn(answer, form);
  }

  async function attempt(ask: TutorRequest, at: number): Promise<TutorReply> {
    try {
      const replied = await once(ask, responseFormats[at] ?? 'text');
      // Only now it is sure that the form was what the server did not understand.
      known = Math.max(known, at);
      return replied;
    } catch (error) {
      const why = classifyFailure(error, ask.signal);
      return { ok: false, why: why === 'schema' && at === responseFormats.length - 1 ? 'bad-request' : why };
    }
  }

  return {
    usageTotals: () => ({ calls, tokens }),
    ask: async (ask, gate) => {
      for (let at = known; ; at++) {
        const replied = await gate(() => attempt(ask, at));
        if (replied.ok || replied.why !== 'schema') return replied;
      }
    },
  };
}
