// Every way in which an endpoint can fail ends in nothing, within the deadline, and nothing of it is told on.
import { afterEach, describe, expect, test } from 'vitest';
import { limitResponseSize } from '../../../src/explain/tutor/capped-fetch.ts';
import { createRateLimiter, defaultTutorLimits } from '../../../src/explain/tutor/rate-limit.ts';
import { type Answer, type Llm, type LlmOptions, llmKey, startLlm } from '../../support/llm.ts';
import { choosing, choosingNothing, tutorAt } from '../../support/tutors.ts';

const closing: Llm[] = [];
afterEach(async () => {
  for (const llm of closing.splice(0)) await llm.close();
});
async function start(answer: Llm['answer'], options: LlmOptions = {}) {
  const llm = await startLlm(options);
  llm.answer = answer;
  closing.push(llm);
  return llm;
}

const error = (status: number, message: string, code: string | null = null, headers = {}): Answer => ({
  status,
  body: JSON.stringify({ error: { message, type: 'x', code, param: null } }),
  headers,
});
const secret = 'you asked: my secret question';

const failures: readonly (readonly [string, Answer, string])[] = [
  ['401', error(401, secret), 'auth'],
  ['403', error(403, secret), 'auth'],
  ['429 with a short wait', error(429, secret, 'rate_limit_exceeded', { 'retry-after': '1' }), 'rate'],
  ['429 with a long wait', error(429, secret, 'insufficient_quota', { 'retry-after': '30' }), 'rate'],
  ['500', error(500, secret), 'server'],
  ['silence', 'hang', 'timeout'],
  ['a body that stalls', 'stall', 'timeout'],
  ['a body that is cut', 'cut', 'unreachable'],
  ['HTML', { status: 200, body: '<html>login</html>', headers: { 'content-type': 'text/html' } }, 'empty'],
  ['half of its JSON', { status: 200, body: '{"choices":[' }, 'form'],
  ['an error with 200', { status: 200, body: '{"error":{"message":"x"}}' }, 'empty'],
  ['no choices', { status: 200, body: '{"choices":[]}' }, 'empty'],
  ['null', { status: 200, body: 'null' }, 'empty'],
  ['nothing', '', 'empty'],
  ['another shape', '{"answerable":"maybe"}', 'form'],
  ['prose', 'Sure! Your cluster is perfectly healthy.', 'form'],
  ['a filter', { finish: 'content_filter', content: '' }, 'filter'],
  ['a filter as Azure tells it', error(400, 'filtered', 'content_filter'), 'filter'],
  ['an answer that was cut off', { finish: 'length', content: '{"answerable":true' }, 'length'],
  ['a refusal', { refusal: 'I cannot help with that.' }, 'refusal'],
  ['30 MB', { chunks: 480 }, 'too-large'],
  ['30 MB that it announces', { status: 200, body: 'x'.repeat(400_000) }, 'too-large'],
  ['a request that it does not like', error(422, secret), 'bad-request'],
];

describe('whatever goes wrong', () => {
  test.each(failures)('%s', async (_, answer, why) => {
    const llm = await start(() => answer);
    const tutor = tutorAt(llm.url, { replyTimeoutMs: 1300 });
    const started = performance.now();
    expect(await tutor.choose('who calls whom?', 'U1')).toBeNull();
    expect(performance.now() - started).toBeLessThan(2200);
    const figures = tutor.metrics();
    expect(figures).toContainEqual({ name: 'failures', label: why, count: expect.any(Number) });
    expect(JSON.stringify(figures)).not.toContain('secret');
    expect(llm.refusals).toEqual([]);
    // Nothing is asked twice by itself: each request is one that was counted.
    expect(figures).toContainEqual({ name: 'calls', label: '', count: llm.requests.length });
  });

  test.each(failures)('%s is not kept, but for what a model says of itself', async (_, answer, why) => {
    let well = false;
    const llm = await start(() => (well ? choosing('passage/overlay') : answer));
    const tutor = tutorAt(llm.url, { replyTimeoutMs: 500, limits: { ...defaultTutorLimits, failures: 100 } });
    await tutor.choose('who calls whom?', 'U1');
    well = true;
    const again = await tutor.choose('who calls whom?', 'U1');
    expect(again === null).toBe(['refusal', 'filter'].includes(why));
  });

  test('an endpoint that is not there', async () => {
    const tutor = tutorAt('http://127.0.0.1:9/v1');
    expect(await tutor.choose('x?', 'U1')).toBeNull();
    expect(tutor.metrics()).toContainEqual({ name: 'failures', label: 'unreachable', count: 1 });
  });

  test.each([
    ['json_object', 1],
    ['text', 2],
  ] as const)(
    'a server that knows no more than %s: asked again in another way, and from then on in that way',
    async (knows, refused) => {
      const reply = `<think>overlay?</think>\`\`\`json\n${choosing('passage/overlay')}\n\`\`\``;
      const llm = await start(() => reply, { knows });
      const tutor = tutorAt(llm.url);
      expect(await tutor.choose('one?', 'U1')).not.toBeNull();
      expect(llm.refusals.length).toBe(refused);
      expect(await tutor.choose('two?', 'U1')).not.toBeNull();
      expect(llm.refusals.length).toBe(refused);
    },
  );
});

test('a redirect is refused: the question is not sent on', async () => {
  const other = await start(() => choosing('passage/overlay'));
  const llm = await start(() => ({ status: 307, body: '', headers: { location: `${other.url}/chat/completions` } }));
  const tutor = tutorAt(llm.url);
  expect(await tutor.choose('x?', 'U1')).toBeNull();
  expect([other.requests.length, other.refusals.length]).toEqual([0, 0]);
});

test('no other variable of the environment is used for anything', async () => {
  const llm = await start(() => choosing('passage/overlay'));
  const before = { ...process.env };
  Object.assign(process.env, {
    OPENAI_API_KEY: 'sk-of-somebody',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_ORG_ID: 'org',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_ADMIN_KEY: 'admin',
    OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer sk-of-somebody-else\nx-other: y\nContent-Type: text/plain',
  });
  try {
    // Another key would be refused there.
    expect(await tutorAt(llm.url).choose('x?', 'U1')).not.toBeNull();
  } finally {
    process.env = before;
  }
  const {
    host,
    connection,
    'content-length': size,
    'accept-encoding': packed,
    ...headers
  } = llm.requests[0]?.headers ?? {};
  // What goes with any request; all the others are ours.
  expect([host, connection, size, packed].map((each) => typeof each)).toEqual(['string', 'string', 'string', 'string']);
  expect(headers).toEqual({
    accept: 'application/json',
    'accept-language': '*',
    authorization: `Bearer ${llmKey}`,
    'content-type': 'application/json',
    'sec-fetch-mode': 'cors',
    'user-agent': 'netlab',
  });
});

describe('a server that knows less than it is asked for', () => {
  test('four that ask it first at once learn the same: it still knows JSON', async () => {
    const llm = await start(() => choosing('passage/overlay'), { knows: 'json_object' });
    const tutor = tutorAt(llm.url);
    const found = await Promise.all([1, 2, 3, 4].map((n) => tutor.choose(`question ${n}?`, `U${n}`)));
    expect(found.every((each) => each !== null)).toBe(true);
    expect(llm.requests.every(({ body }) => body.includes('json_object'))).toBe(true);
    expect(llm.refusals.length).toBe(4);
  });

  test.each([
    ['repeats the word schema', 'you asked: what is a json schema?'],
    ['repeats the name of a form', 'you asked: what is a json_schema or a json_object?'],
  ])('its healthy neighbour, a refusal that %s: the next one is asked in full', async (_, says) => {
    const llm = await start(({ user }) => (user.includes('schema') ? error(400, says) : choosing('passage/overlay')));
    const tutor = tutorAt(llm.url);
    expect(await tutor.choose('what is a json schema?', 'U1')).toBeNull();
    expect(await tutor.choose('who calls whom?', 'U1')).not.toBeNull();
    expect(llm.requests.at(-1)?.form).toBe('question_choice');
  });
});

test('three failures rest it for a minute; then it is asked again', async () => {
  let [now, well] = [0, false];
  const llm = await start(() => (well ? choosing('passage/overlay') : error(401, 'no')));
  const tutor = tutorAt(llm.url, { now: () => now });
  for (const n of [1, 2, 3]) await tutor.choose(`question ${n}?`, `U${n}`);
  well = true;
  expect(await tutor.choose('question 4?', 'U4')).toBeNull();
  expect(llm.requests.length).toBe(3);
  expect(tutor.metrics()).toContainEqual({ name: 'refused', label: 'resting', count: 1 });
  now = defaultTutorLimits.pauseMs + 1;
  expect(await tutor.choose('question 4?', 'U4')).not.toBeNull();
});

test('a hundred at once at an endpoint that fails: only those under way when it began to rest', async () => {
  const llm = await start(() => error(500, 'no'));
  const tutor = tutorAt(llm.url, { replyTimeoutMs: 10_000 });
  await Promise.all(Array.from({ length: 100 }, (_, n) => tutor.choose(`question ${n}?`, `U${n}`)));
  expect(llm.requests.length).toBeLessThanOrEqual(defaultTutorLimits.atOnce + defaultTutorLimits.failures - 1);
});

test('a question whose first try fails costs one request', async () => {
  const llm = await start(() => error(500, 'no'));
  await tutorAt(llm.url).choose('x?', 'U1');
  expect(llm.requests.length).toBe(1);
});

test('a slow model has the whole deadline', async () => {
  const llm = await start(async () => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return choosing('passage/overlay');
  });
  expect(await tutorAt(llm.url, { replyTimeoutMs: 5000 }).choose('x?', 'U1')).not.toBeNull();
  expect(await tutorAt(llm.url, { replyTimeoutMs: 300 }).choose('x?', 'U1')).toBeNull();
});

test('its healthy neighbour: a model that finds nothing is not resting', async () => {
  const llm = await start(() => choosingNothing);
  const tutor = tutorAt(llm.url);
  for (const n of [1, 2, 3, 4]) expect(await tutor.choose(`question ${n}?`, `U${n}`)).toBeNull();
  expect(llm.requests.length).toBe(4);
});

describe('limits', () => {
  test('five new questions a minute for a student; others are not held up', async () => {
    let now = 0;
    const llm = await start(() => choosing('passage/overlay'));
    const tutor = tutorAt(llm.url, { now: () => now });
    const asked = [];
    for (const n of [1, 2, 3, 4, 5, 6]) asked.push(await tutor.choose(`question ${n}?`, 'U1'));
    expect(asked.map((each) => each !== null)).toEqual([true, true, true, true, true, false]);
    expect(await tutor.choose('question 6?', 'U2')).not.toBeNull();
    now = 60_001;
    expect(await tutor.choose('question 7?', 'U1')).not.toBeNull();
  });

  test('so many requests a day', async () => {
    let now = 0;
    const llm = await start(() => choosing('passage/overlay'));
    const tutor = tutorAt(llm.url, { now: () => now, limits: { ...defaultTutorLimits, perDay: 2 } });
    const asked = [];
    for (const n of [1, 2, 3]) asked.push(await tutor.choose(`question ${n}?`, `U${n}`));
    expect(asked.map((each) => each !== null)).toEqual([true, true, false]);
    now = 24 * 60 * 60_000;
    expect(await tutor.choose('question 3?', 'U3')).not.toBeNull();
  });

  test('two hundred at once ask no more than a day has', async () => {
    const llm = await start(() => choosing('passage/overlay'));
    const tutor = tutorAt(llm.url, { replyTimeoutMs: 10_000, limits: { ...defaultTutorLimits, perDay: 10 } });
    const found = await Promise.all(Array.from({ length: 200 }, (_, n) => tutor.choose(`question ${n}?`, `U${n}`)));
    expect([llm.requests.length, found.filter((each) => each !== null).length]).toEqual([10, 10]);
  });

  test('what a question asks beside its first request counts for the day as well', async () => {
    // Refused, and asked again in another way: two requests for the first question.
    const llm = await start(() => choosing('passage/overlay'), { knows: 'json_object' });
    const tutor = tutorAt(llm.url, { limits: { ...defaultTutorLimits, perDay: 2 } });
    const found = [];
    for (const n of [1, 2]) found.push(await tutor.choose(`question ${n}?`, 'U1'));
    expect(found.map((each) => each !== null)).toEqual([true, false]);
    expect([llm.requests.length, llm.refusals.length]).toEqual([1, 1]);
    expect(tutor.metrics()).toContainEqual({ name: 'refused', label: 'day', count: 1 });
  });

  test('four at once; the others wait their turn', async () => {
    let [running, most] = [0, 0];
    const llm = await start(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running--;
      return choosing('passage/overlay');
    });
    const tutor = tutorAt(llm.url, { replyTimeoutMs: 10_000 });
    const found = await Promise.all(Array.from({ length: 12 }, (_, n) => tutor.choose(`question ${n}?`, `U${n}`)));
    expect([most, found.filter((each) => each !== null).length]).toEqual([4, 12]);
  });

  test('whoever gives up in the queue takes nobody’s turn', async () => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const llm = await start(async ({ user }) => {
      if (user.includes('held')) await held;
      return choosing('passage/overlay');
    });
    const tutor = tutorAt(llm.url, {
      replyTimeoutMs: 400,
      limits: { ...defaultTutorLimits, atOnce: 1, failures: 100 },
    });
    const first = tutor.choose('held?', 'U1');
    const others = [2, 3].map((n) => tutor.choose(`question ${n}?`, `U${n}`));
    expect(await Promise.all([first, ...others])).toEqual([null, null, null]);
    free();
    expect(await tutor.choose('question 4?', 'U4')).not.toBeNull();
  });

  test('waiting in our own queue is no failure of the endpoint, and is counted apart', async () => {
    let held = true;
    const llm = await start(() => (held ? 'hang' : choosing('passage/overlay')));
    const tutor = tutorAt(llm.url, { replyTimeoutMs: 300, limits: { ...defaultTutorLimits, atOnce: 1 } });
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => tutor.choose(`question ${n}?`, `U${n}`)));
    held = false;
    expect(await tutor.choose('question 7?', 'U7')).not.toBeNull();
    const figures = tutor.metrics();
    expect(figures).toContainEqual({ name: 'failures', label: 'timeout', count: 1 });
    expect(figures).toContainEqual({ name: 'refused', label: 'queue', count: 5 });
  });

  test('a turn goes to whoever waits, not to who comes just then', async () => {
    const order: string[] = [];
    const allowance = createRateLimiter({ ...defaultTutorLimits, atOnce: 1 }, () => 0);
    const { signal } = new AbortController();
    const ask = (name: string, run: () => Promise<unknown> = async () => undefined) => {
      const pass = allowance.admit(name);
      if (typeof pass === 'string') throw new Error(pass);
      const said = async () => {
        order.push(name);
        await run();
      };
      return pass.during(said, () => Promise.resolve(), signal);
    };
    const { promise: held, resolve: free } = Promise.withResolvers<void>();
    const all = [ask('first', () => held), ask('second'), ask('third')];
    free();
    // The slot is free, and nobody has taken it yet.
    await held;
    all.push(ask('late'));
    await Promise.all(all);
    expect(order).toEqual(['first', 'second', 'third', 'late']);
  });
});

test('a body as large as it may be is read whole, one byte more is not', async () => {
  const of = (size: number) => limitResponseSize(1000, async () => new Response('x'.repeat(size)))('http://x.invalid');
  expect((await (await of(1000)).text()).length).toBe(1000);
  expect((await of(1001)).status).toBe(413);
});
