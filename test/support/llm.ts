// An endpoint that speaks Chat Completions by the rules of the API, on loopback. It knows nothing of netlab: a request that
// breaks a rule is refused as the real one refuses it, and kept in `refusals`.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** One request that was let in. */
export type Request = {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  /** The name of the form that was asked for; null without one. */
  readonly form: string | null;
  /** The whole body as it came. */
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** What is answered: the text of the message, a whole answer, or anything done to the connection. */
export type Answer =
  | string
  | { readonly finish: 'length' | 'content_filter'; readonly content: string }
  | { readonly refusal: string }
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'stall'
  | 'cut'
  | { readonly chunks: number };

export type Llm = {
  readonly url: string;
  readonly requests: readonly Request[];
  readonly refusals: readonly string[];
  answer: (request: Request) => Answer | Promise<Answer>;
  readonly close: () => Promise<void>;
};

export type LlmOptions = {
  /** A server that knows no json_schema, or no response_format at all. */
  readonly knows?: 'json_schema' | 'json_object' | 'text';
};

const key = 'sk-test-0123456789';
export const llmKey = key;

const schemaFormat = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/u),
  description: z.string().optional(),
  strict: z.boolean().optional(),
  schema: z.looseObject({}),
});

const body = z.strictObject({
  model: z.string().min(1),
  store: z.boolean().optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  max_tokens: z.number().int().positive().optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }))
    .min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({ type: z.literal('json_schema'), json_schema: schemaFormat }),
    ])
    .optional(),
});

const strictKeys = ['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'description'];

/** What strict mode holds against a schema; null where it takes it. */
export function schemaFault(schema: unknown, depth = 1): string | null {
  const read = z.looseObject({ type: z.string() }).safeParse(schema);
  if (!read.success) return 'schema must have a type';
  if (depth > 10) return 'schema nests deeper than 10 levels';
  const { type, ...rest } = read.data;
  const unknown = Object.keys(rest).find((each) => !strictKeys.includes(each));
  if (unknown) return `'${unknown}' is not permitted`;
  if (type === 'array') return schemaFault(rest.items, depth + 1);
  if (type !== 'object') return null;
  const object = z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()) })
    .safeParse(rest);
  if (!object.success || rest.additionalProperties !== false)
    return 'additionalProperties must be false, and all required';
  const { properties, required } = object.data;
  const missing = Object.keys(properties).find((name) => !required.includes(name));
  if (missing) return `'required' must include '${missing}'`;
  return (
    Object.values(properties)
      .map((each) => schemaFault(each, depth + 1))
      .find((each) => each !== null) ?? null
  );
}

type Refused = {
  readonly status: number;
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
};

function refusalOf(request: IncomingMessage, text: string, knows: NonNullable<LlmOptions['knows']>): Refused | Request {
  const refuse = (status: number, message: string, param: string | null = null, code: string | null = null) => ({
    status,
    message,
    param,
    code,
  });
  if (request.headers.authorization !== `Bearer ${key}`)
    return refuse(401, 'Incorrect API key provided', null, 'invalid_api_key');
  if (request.url !== '/v1/chat/completions')
    return refuse(404, `Unknown request URL: ${request.method} ${request.url}`);
  if (request.method !== 'POST') return refuse(405, 'Only POST requests are accepted.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse(400, 'We could not parse the JSON body of your request.');
  }
  const parsed = body.safeParse(json);
  if (!parsed.success)
    return refuse(400, parsed.error.issues[0]?.message ?? '', parsed.error.issues[0]?.path.join('.') ?? null);
  const { model, messages, response_format: format, ...rest } = parsed.data;
  if (rest.max_tokens !== undefined && rest.max_completion_tokens !== undefined)
    return refuse(400, 'Setting max_tokens and max_completion_tokens at the same time is not supported.');
  const all = messages.map(({ content }) => content).join('\n');
  if (format?.type === 'json_object' && !/json/iu.test(all))
    return refuse(
      400,
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    );
  if (format?.type === 'json_schema') {
    if (knows !== 'json_schema')
      return refuse(400, "response_format 'json_schema' is not supported", 'response_format');
    const fault = format.json_schema.strict ? schemaFault(format.json_schema.schema) : null;
    if (fault) return refuse(400, `Invalid schema for response_format: ${fault}`, 'response_format');
  }
  if (format?.type === 'json_object' && knows === 'text')
    return refuse(400, 'response_format is not supported', 'response_format');
  return {
    model,
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    user: messages.findLast(({ role }) => role === 'user')?.content ?? '',
    form: format?.type === 'json_schema' ? format.json_schema.name : null,
    body: text,
    headers: request.headers,
  };
}

function completion(model: string, message: object, finish: string): string {
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, finish_reason: finish, logprobs: null, message: { role: 'assistant', ...message } }],
    usage,
  });
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

async function pour(response: ServerResponse, chunks: number): Promise<void> {
  response.setMaxListeners(0);
  response.writeHead(200, { 'content-type': 'application/json' });
  for (let i = 0; i < chunks && !response.destroyed; i++)
    if (!response.write('x'.repeat(64 * 1024)))
      await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  response.end();
}

async function give(response: ServerResponse, answer: Answer, model: string): Promise<void> {
  if (answer === 'hang') return;
  if (answer === 'stall') return void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
  if (answer === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' }).write('{"id":');
    return void setTimeout(() => response.destroy(), 20);
  }
  if (typeof answer === 'string')
    return send(response, 200, completion(model, { content: answer, refusal: null }, 'stop'));
  if ('chunks' in answer) return pour(response, answer.chunks);
  if ('status' in answer) return send(response, answer.status, answer.body, answer.headers);
  if ('refusal' in answer)
    return send(response, 200, completion(model, { content: null, refusal: answer.refusal }, 'stop'));
  return send(response, 200, completion(model, { content: answer.content, refusal: null }, answer.finish));
}

/** Starts an endpoint on a port of its own. */
export async function startLlm({ knows = 'json_schema' }: LlmOptions = {}): Promise<Llm> {
  const [requests, refusals]: [Request[], string[]] = [[], []];
  const llm = { answer: (): Answer => 'hello' } as { answer: Llm['answer'] };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const found = refusalOf(request, text, knows);
    if ('status' in found) {
      const { status, message, param, code } = found;
      refusals.push(message);
      send(response, status, JSON.stringify({ error: { message, type: 'invalid_request_error', param, code } }));
      return;
    }
    requests.push(found);
    await give(response, await llm.answer(found), found.model);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(llm, {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    refusals,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
