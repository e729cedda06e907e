import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labOver, openLesson } from '../../src/compose.ts';
import { type TutorConfig, tutorFor } from '../../src/explain/tutor.ts';

const lesson = openLesson(null);
const prompt = readFileSync(join(import.meta.dirname, '../../prompts/question.md'), 'utf8');

type Sent = { readonly url: string; readonly key: string | null; readonly body: string };

function fake(answer: (sent: Sent) => Response | Promise<Response>, rest: Partial<TutorConfig> = {}) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const one = { url: String(input), key: new Headers(init?.headers).get('authorization'), body: String(init?.body) };
    sent.push(one);
    init?.signal?.throwIfAborted();
    return Promise.race([
      answer(one),
      new Promise<never>((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    ]);
  };
  const tutor = tutorFor({
    apiKey: 'k',
    baseURL: 'http://model.invalid/v1',
    model: 'm',
    prompt,
    deadline: 200,
    fetch,
    ...rest,
  });
  return { sent, tutor };
}

const completion = (content: string | null) =>
  Response.json({
    id: 'x',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
  });
const choice = (...passages: readonly string[]) => JSON.stringify({ answerable: true, passages });

describe('the model can only choose', () => {
  test('a passage that it names is shown, as authored', async () => {
    const { tutor } = fake(() => completion(choice('overlay')));
    const answer = await tutor(lesson, 'why can nobody call my Pod?');
    expect([answer?.by, answer?.passages[0]]).toEqual(['tutor', lesson.passages.find(({ id }) => id === 'overlay')]);
  });

  test('at most two, each once, unknown ids left out', async () => {
    const { tutor } = fake(() => completion(choice('made-up', 'cilium', 'cilium', 'overlay', 'kubenet')));
    expect((await tutor(lesson, 'x'))?.passages.map(({ id }) => id)).toEqual(['cilium', 'overlay']);
  });

  test.each([
    ['says that it does not know', () => completion('{"answerable":false,"passages":["overlay"]}')],
    ['chooses nothing', () => completion(choice())],
    ['makes everything up', () => completion(choice('your cluster is fine'))],
    ['talks', () => completion('Sure! Your cluster is perfectly healthy.')],
    ['thinks aloud', () => completion(`<think>hm</think>${choice('overlay')}`)],
    ['says nothing', () => completion(null)],
    ['answers in another shape', () => completion('{"passages":"overlay"}')],
    ['sends no choices', () => Response.json({ error: 'x' })],
    ['sends HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['401', () => Response.json({ error: { message: 'secret detail' } }, { status: 401 })],
    ['429 with a long wait', () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } })],
    ['500', () => new Response('oops', { status: 500 })],
    ['silence', () => new Promise<Response>(() => undefined)],
  ])('%s: no answer of its, within the deadline', async (_, answer) => {
    const started = performance.now();
    expect(await fake(answer).tutor(lesson, 'x')).toBeNull();
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe('what leaves', () => {
  test('the prompt as it stands, titles of passages, and the question in plain text', async () => {
    const { sent, tutor } = fake(() => completion(choice('overlay')));
    await tutor(lesson, `why\u202E?\n${'x'.repeat(500)}`);
    const { messages, model, store } = JSON.parse(sent[0]?.body ?? '');
    const user = JSON.parse(messages[1].content);
    expect([model, store, messages[0].content]).toEqual(['m', false, prompt]);
    expect([...user.question].length).toBe(300);
    expect(user.question).not.toMatch(/[\u202E\n]/u);
    expect(Object.keys(user)).toEqual(['passages', 'question']);
    expect(Object.keys(user.passages[0])).toEqual(['id', 'title', 'aliases']);
  });

  test('to the configured address with the configured key, whatever the environment says', async () => {
    const { sent, tutor } = fake(() => completion(choice('overlay')));
    await tutor(lesson, 'x');
    expect(sent[0]).toMatchObject({ url: 'http://model.invalid/v1/chat/completions', key: 'Bearer k' });
  });
});

describe('in the lab', () => {
  const observe = () => Promise.reject(new Error('not asked'));
  test('the handbook answers first; the model is asked only where it is silent', async () => {
    const { sent, tutor } = fake(() => completion(choice('private-clusters')));
    const lab = labOver(lesson, observe, {}, tutor);
    expect((await lab.ask('what is an overlay?')).by).toBe('handbook');
    expect(sent.length).toBe(0);
    expect((await lab.ask('who may reach the control plane?')).passages.map(({ id }) => id)).toEqual([
      'private-clusters',
    ]);
    expect(sent.length).toBe(1);
  });

  test('a model that fails leaves the handbook’s answer', async () => {
    const { tutor } = fake(() => new Response('oops', { status: 500 }));
    expect(await labOver(lesson, observe, {}, tutor).ask('who may reach the control plane?')).toEqual({
      by: 'handbook',
      passages: [],
      near: expect.any(Array),
    });
  });
});
