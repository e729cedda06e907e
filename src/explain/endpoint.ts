import OpenAI from 'openai';
import { capped } from './capped.ts';
import { type Failure, failureOf } from './failure.ts';
import { type FormName, forms, jsonIn } from './reply.ts';

/** How to reach a model; `fetch` is handed in by tests. */
export type EndpointConfig = {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly model: string;
  readonly fetch?: typeof globalThis.fetch;
};

/** One request: the constant part, the data, and the form of the answer. */
export type Ask = {
  readonly system: string;
  readonly user: unknown;
  readonly form: FormName;
  readonly signal: AbortSignal;
};

/** What came back: the JSON of the reply, or the class of what went wrong, never its words. */
export type Replied = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly why: Failure };

/** A model behind an endpoint. */
export type Endpoint = {
  readonly ask: (ask: Ask) => Promise<Replied>;
  /** Requests to the model that were made, and tokens as far as it told. */
  readonly used: () => { readonly calls: number; readonly tokens: number };
};

/** More than any answer of ours needs, in bytes. */
const largest = 256 * 1024;

/** Milliseconds for one attempt; the deadline over everything is the signal. */
const attempt = 30_000;

/** What a server can be asked for, the strictest first: some know no schema, some no JSON. */
const ways = ['json_schema', 'json_object', 'text'] as const;
type Way = (typeof ways)[number];

function formatFor(way: Way, form: FormName) {
  if (way === 'text') return {};
  if (way === 'json_object') return { response_format: { type: 'json_object' } } as const;
  return {
    response_format: { type: 'json_schema', json_schema: { name: form, strict: true, schema: forms[form] } },
  } as const;
}

/** Data as JSON in which nothing closes a tag or a line of the surrounding text. */
function dataOf(user: unknown): string {
  return JSON.stringify(user).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function clientFor({ apiKey, baseURL, fetch }: EndpointConfig): OpenAI {
  // Everything is set: what is left out, the library fills from other environment variables, the key included.
  const fixed = { organization: null, project: null, adminAPIKey: null, logLevel: 'off', maxRetries: 1 } as const;
  return new OpenAI({
    ...fixed,
    apiKey,
    baseURL,
    timeout: attempt,
    fetchOptions: { redirect: 'error' },
    fetch: capped(largest, fetch ?? globalThis.fetch),
  });
}

// Whether a model reasons before it answers is not known here, so there is room for that. Servers that do not know the field
// are held by the deadline and by the largest answer that is read.
const room = { max_completion_tokens: 4000 };

/** Opens an endpoint. Its requests never throw: whatever goes wrong is a class of failure. */
export function openEndpoint(config: EndpointConfig): Endpoint {
  const client = clientFor(config);
  // What the server turned out to understand.
  let known = 0;
  let [calls, tokens] = [0, 0];

  async function once({ system, user, form, signal }: Ask, way: Way): Promise<Replied> {
    calls++;
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
    // The server may send anything at all, whatever the types say.
    const { usage, choices }: Partial<typeof completion> = completion ?? {};
    if (typeof usage?.total_tokens === 'number') tokens += usage.total_tokens;
    const first = Array.isArray(choices) ? choices[0] : undefined;
    if (first?.message?.refusal) return { ok: false, why: 'refusal' };
    if (first?.finish_reason === 'length') return { ok: false, why: 'length' };
    if (first?.finish_reason === 'content_filter') return { ok: false, why: 'filter' };
    const content: unknown = first?.message?.content;
    if (typeof content !== 'string' || content.trim() === '') return { ok: false, why: 'empty' };
    const json = jsonIn(content);
    return json === null ? { ok: false, why: 'form' } : { ok: true, json };
  }

  return {
    used: () => ({ calls, tokens }),
    ask: async (ask) => {
      for (;;) {
        const way = ways[known] ?? 'text';
        try {
          return await once(ask, way);
        } catch (error) {
          const why = failureOf(error, ask.signal);
          if (why !== 'schema' || way === 'text') return { ok: false, why };
          known++;
        }
      }
    },
  };
}
