// What is signed, or comes over a link, and is no request: refused before Bolt, where its rejection would be heard by nobody
// but the process, which it ends.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, start, startHttp } from '../support/app.ts';
import { form, send, signed } from '../support/signed.ts';

let unheard: unknown[] = [];
const hear = (reason: unknown) => {
  unheard.push(reason);
};
beforeEach(() => {
  unheard = [];
  process.on('unhandledRejection', hear);
});
afterEach(() => {
  process.off('unhandledRejection', hear);
});

/** What nobody heard, once whatever was still to be rejected was. */
async function unheardRejections(): Promise<readonly unknown[]> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  return unheard;
}

const noObjects = ['null', '[]', '"x"', '1', 'true', '{}'];
const user = { id: 'U0ALICE', team_id: 'T0NETLAB' };

const interactions = [
  ...noObjects,
  JSON.stringify({ type: 'block_actions' }),
  JSON.stringify({ type: 'block_actions', user }),
  JSON.stringify({ type: 'block_actions', user, actions: [] }),
  JSON.stringify({ type: 'block_actions', user: null, actions: [{}] }),
  JSON.stringify({ type: 'block_actions', user, actions: [{}], channel: null }),
  JSON.stringify({ type: 'view_submission', user }),
  JSON.stringify({ type: 'view_closed', user, view: null }),
  JSON.stringify({ type: 'shortcut' }),
  JSON.stringify({ type: 'constructor', user }),
  JSON.stringify({ type: 'block_actions', user, actions: [{}], event: null }),
];

const events = [
  ...noObjects,
  JSON.stringify({ event: null }),
  JSON.stringify({ event: 'x' }),
  JSON.stringify({ event: {} }),
  JSON.stringify({ event: { type: 'message', user: 5, channel: 'D1' } }),
  JSON.stringify({ event: { type: 'message', user: 'U0ALICE' } }),
];

describe('HTTP mode', () => {
  const json = { type: 'application/json' };
  const made = [
    ...events.map((body) => [body, json] as const),
    ['{', json],
    ...interactions.map((payload) => [new URLSearchParams({ payload }).toString(), { type: form }] as const),
    ['payload=%7B', { type: form }],
    ['payload=1&payload=2', { type: form }],
    ['', { type: form }],
    ['text=help', { type: form }],
    ['command=%2Fnetlab&text=help', { type: form }],
  ] as const;

  test('each is refused, and the app lives', async () => {
    const running = await startHttp();
    const statuses: [string, number][] = [];
    for (const [body, options] of made) statuses.push([body, (await send(running, signed(body, options))).status]);
    expect(statuses).toEqual(made.map(([body]) => [body, 400]));
    expect(await unheardRejections()).toEqual([]);
    expect((await ask(running, 'U0ALICE', 'help')).outcome).toEqual({ acked: true });
    const metrics = await fetch(`http://127.0.0.1:${running.app.port}/metrics`).then((each) => each.text());
    expect(metrics).toContain(`netlab_http_refused_total{why="shape"} ${made.length}`);
  });

  test('what is not signed is refused for that, whatever it holds', async () => {
    const running = await startHttp();
    const unsigned = { body: 'null', headers: { 'content-type': 'application/json' } };
    expect((await send(running, unsigned)).status).toBe(401);
    expect(await unheardRejections()).toEqual([]);
  });
});

describe('Socket Mode', () => {
  const payload = { command: '/netlab', text: 'help', user_id: 'U0ALICE', team_id: 'T0NETLAB' };
  const frame = (type: string, more: object) => JSON.stringify({ type, envelope_id: 'e', ...more });
  const ofEvent = (type: string) => frame('events_api', { payload: { event: { type, user: 'U0ALICE' } } });
  const made = [
    'no JSON',
    ...noObjects,
    '{"type":"events_api"}',
    frame('events_api', {}),
    frame('interactive', {}),
    frame('slash_commands', {}),
    ...events.map((each) => `{"type":"events_api","envelope_id":"e","payload":${each}}`),
    ...interactions.map((each) => `{"type":"interactive","envelope_id":"e","payload":${each}}`),
    JSON.stringify({ type: 'slash_commands', payload }),
    Buffer.from('null'),
    frame('events_api', { payload }),
    // Names that the library's own emitter uses.
    ...['ws_message', 'close', 'error', 'disconnected', 'slack_event'].map((name) => frame(name, { payload })),
    ...['ws_message', 'close', 'error', 'disconnected', 'slack_event'].map(ofEvent),
  ];

  test('none is taken, and the links stay open', async () => {
    const running = await start();
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    const refused = () => running.notes.filter((line) => line === 'slack: a frame that is no request was not taken');
    for (const [index, each] of made.entries()) {
      running.slack.sendFrame(each);
      await expect.poll(() => refused().length, { message: String(each) }).toBe(index + 1);
    }
    expect(await unheardRejections()).toEqual([]);
    const ready = await fetch(`http://127.0.0.1:${running.app.port}/readyz`).then((each) => each.text());
    expect(ready).toContain('2 of 2 links are open');
    expect((await ask(running, 'U0ALICE', 'help')).outcome).toEqual({ acked: true });
    // Neither acknowledged nor answered, nor anything else in the log.
    expect([running.slack.refusals, running.slack.messages.length, running.notes.length]).toEqual([[], 1, made.length]);
  });
});
