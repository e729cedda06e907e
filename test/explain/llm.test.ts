// The embedded endpoint refuses what the API refuses: each rule with a wrong client, and beside it a right one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { questionReplySchema, resultReplySchema, wireSchemas } from '../../src/explain/protocol/reply-schemas.ts';
import { type Llm, llmKey, schemaFault, startLlm } from '../support/llm.ts';

let llm: Llm;
beforeAll(async () => {
  llm = await startLlm();
});
afterAll(() => llm.close());

const good = { model: 'm', messages: [{ role: 'user', content: 'hello' }] };
const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };
const format = (json_schema: object) => ({ ...good, response_format: { type: 'json_schema', json_schema } });

async function post(body: unknown, { path = '/chat/completions', key = llmKey, method = 'POST' } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${llm.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: text }),
  });
  return { status: answer.status, body: await answer.text() };
}

test.each([
  ['another key', good, { key: 'sk-other' }, 401, 'Incorrect API key'],
  ['another path', good, { path: '/completions' }, 404, 'Unknown request URL'],
  ['another method', good, { method: 'GET' }, 405, 'Only POST'],
  ['no JSON', '{', {}, 400, 'could not parse'],
  ['no model', { messages: good.messages }, {}, 400, 'expected string'],
  ['no message', { ...good, messages: [] }, {}, 400, 'Too small'],
  ['another role', { ...good, messages: [{ role: 'tutor', content: 'x' }] }, {}, 400, 'Invalid option'],
  ['a field that it does not know', { ...good, prompt: 'x' }, {}, 400, 'Unrecognized key'],
  ['both limits', { ...good, max_tokens: 1, max_completion_tokens: 1 }, {}, 400, 'at the same time'],
  ['JSON without the word', { ...good, response_format: { type: 'json_object' } }, {}, 400, "the word 'json'"],
  ['a schema whose name has blanks', format({ name: 'a b', strict: true, schema }), {}, 400, 'Invalid string'],
  [
    'a field that is not required',
    format({ name: 'a', strict: true, schema: { ...schema, required: [] } }),
    {},
    400,
    "must include 'a'",
  ],
  [
    'other fields allowed',
    format({ name: 'a', strict: true, schema: { ...schema, additionalProperties: true } }),
    {},
    400,
    'additionalProperties',
  ],
  [
    'a pattern',
    format({ name: 'a', strict: true, schema: { ...schema, properties: { a: { type: 'string', pattern: 'x' } } } }),
    {},
    400,
    "'pattern' is not permitted",
  ],
])('%s is refused', async (_, body, how, status, says) => {
  const answer = await post(body, how);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body).error.message).toContain(says);
});

test('their healthy neighbours are answered', async () => {
  llm.answer = () => '{"a":"b"}';
  for (const body of [good, { ...good, max_tokens: 5 }, format({ name: 'a', strict: true, schema })]) {
    const answer = await post(body);
    expect([answer.status, JSON.parse(answer.body).choices[0].message.content]).toEqual([200, '{"a":"b"}']);
  }
});

test('our own form keeps to what strict mode takes, and asks for what is validated', () => {
  const pairs = [
    [wireSchemas.question, questionReplySchema],
    [wireSchemas.result, resultReplySchema],
  ] as const;
  for (const [wire, { shape }] of pairs) {
    expect(schemaFault(wire)).toBeNull();
    expect(Object.keys(wire.properties)).toEqual(Object.keys(shape));
  }
  // What compatible servers understand, and nothing else; `properties` holds names of ours.
  const names = ['answerable', 'picks', 'page', 'source', 'sentences', 'route', 'hand_over', 'beyond', 'properties'];
  const keys = [...JSON.stringify(wireSchemas).matchAll(/"(\w+)":/gu)].map(([, key]) => key ?? '');
  expect([...new Set(keys)].filter((each) => ![...names, 'question', 'result'].includes(each)).sort()).toEqual([
    'additionalProperties',
    'items',
    'required',
    'type',
  ]);
});
