import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { startApp } from '../../src/slack/app.ts';
import { ask, base, labFor, type Running, start, startHttp } from '../support/app.ts';
import { form, send, signed } from '../support/signed.ts';

let count = 0;
const command = (text: string) => {
  count += 1;
  return new URLSearchParams({
    command: '/netlab',
    text,
    user_id: 'U0ALICE',
    team_id: 'T0NETLAB',
    trigger_id: `${count}.1.a`,
  }).toString();
};

describe('what HTTP mode takes', () => {
  test('a request that Slack signed just now, four minutes ago, or with a clock four minutes fast', async () => {
    const running = await startHttp();
    for (const at of [0, -240, 240]) expect((await send(running, signed(command('help'), { at }))).status).toBe(200);
  });

  test.each([
    ['a wrong secret', () => signed(command('check'), { secret: 'other' }), 401],
    ['six minutes in the past', () => signed(command('check'), { at: -360 }), 401],
    ['an hour in the future', () => signed(command('check'), { at: 3600 }), 401],
    ['a body that was changed', () => ({ ...signed(command('check')), body: command('check student-12') }), 401],
    ['no signature', () => ({ body: command('check'), headers: { 'content-type': form } }), 401],
    ['256 kB', () => signed(`${command('check')}&x=${'x'.repeat(262_144)}`), 413],
  ])('but not %s', async (_, made, status) => {
    const running = await startHttp();
    const before = running.asked.length;
    expect((await send(running, made())).status).toBe(status);
    expect(running.asked.length).toBe(before);
    expect((await send(running, signed(command('help')))).status).toBe(200);
  });

  test('the same signed request is taken once', async () => {
    const running = await startHttp();
    const request = signed(command('check'));
    expect((await send(running, request)).status).toBe(200);
    expect((await send(running, request)).status).toBe(401);
    expect(running.asked).toEqual(['student-07']);
    expect(await metrics(running)).toContain('netlab_http_refused_total{why="replay"} 1');
  });

  test('a forged signature does not spoil the real one that comes after it', async () => {
    const running = await startHttp();
    const real = signed(command('check'));
    expect((await send(running, { ...real, body: 'text=other' })).status).toBe(401);
    expect((await send(running, real)).status).toBe(200);
  });

  test.each([`${form}; charset=utf-8`, `${form};charset=UTF-8`, `${form} ; x=1`, 'Application/X-WWW-Form-URLEncoded'])(
    'a type as proxies write it: %s',
    async (type) => {
      const running = await startHttp();
      const response = await send(running, signed(command('help'), { type }));
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('/netlab check')]);
    },
  );

  test('Slack’s own check of the address', async () => {
    const running = await startHttp();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await send(running, signed(body, { type: 'application/json' }));
    expect(await response.json()).toEqual({ challenge: 'abc' });
    const get = await fetch(`http://127.0.0.1:${running.app.port}/slack/events`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('commands, clicks and events of the embedded Slack', async () => {
    const running = await startHttp();
    expect(running.app.mode).toBe('http');
    const { outcome, message } = await ask(running, 'U0ALICE', 'check 1');
    expect(outcome).toEqual({ acked: true });
    expect(message?.text).toContain('Task 1 is as the exercise says.');
    expect(running.slack.refusals).toEqual([]);
  });
});

const get = ({ app }: Running, path: string) => fetch(`http://127.0.0.1:${app.port}${path}`);
const metrics = async (running: Running) => (await get(running, '/metrics')).text();

describe('health and figures', () => {
  test('healthz, readyz and metrics stand beside Socket Mode', async () => {
    const parts = () => [{ name: 'cluster', ok: false, says: 'the API failed' }];
    const running = await start({ componentHealth: parts });
    expect((await get(running, '/healthz')).status).toBe(200);
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    const ready = await get(running, '/readyz');
    // A cluster that is down is told to the student; it does not take the app away.
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ready: true,
        parts: [
          { name: 'slack', ok: true, says: '2 of 2 links are open' },
          { name: 'cluster', ok: false, says: 'the API failed' },
        ],
      },
    ]);
    await ask(running, 'U0ALICE', 'check');
    await ask(running, 'U0ALICE', 'dance');
    const text = await metrics(running);
    for (const line of [
      'netlab_slack_links 2',
      'netlab_slack_ack_seconds_count{kind="command",command="check"} 1',
      'netlab_answer_seconds_count{kind="command",command="check"} 1',
      'netlab_slack_ack_seconds_count{kind="command",command="unknown"} 1',
      'process_cpu_seconds_total',
    ]) {
      expect(text).toContain(line);
    }
    // What people type must not become labels.
    expect(text).not.toContain('dance');
    expect((await get(running, '/slack/events')).status).toBe(404);
    expect((await get(running, '/nothing')).status).toBe(404);
  });

  test('not ready without a link', async () => {
    const running = await start({}, {}, {}, { links: { shortestPauseMs: 60_000, stableAfterMs: 60_000 } });
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    running.slack.failing.set('apps.connections.open', 'invalid_auth');
    running.slack.disconnect('refresh_requested', true);
    await expect.poll(async () => (await get(running, '/readyz')).status).toBe(503);
    expect((await get(running, '/healthz')).status).toBe(200);
  });

  test('a port that is taken is one clear line', async () => {
    const running = await start();
    const again = startApp({ ...base, apiUrl: running.slack.apiUrl, port: running.app.port }, labFor([], []));
    const error = await again.catch((reason: unknown) => reason);
    expect(error instanceof Trouble && error.detail.what).toContain(`PORT ${running.app.port}`);
  });
});
