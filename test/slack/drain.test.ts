import { describe, expect, test } from 'vitest';
import { start, startHttp } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
  return { observe, release: resolve };
}

describe.each(['Socket Mode', 'HTTP mode'])('the end, in %s', (mode) => {
  const open = (rest: object, pace: object) =>
    mode === 'HTTP mode' ? startHttp(rest, {}, pace) : start(rest, {}, {}, pace);

  test('waits for the acknowledgement and for the answer of what came before', async () => {
    const { observe, release } = held();
    const running = await open({ observe }, { promptAnswerTimeoutMs: 300, drainTimeoutMs: 5000 });
    const typed = running.slack.command('U0ALICE', 'C0COURSE', 'check');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const ended = running.app.stop();
    expect(await typed).toEqual({ acked: true });
    expect(running.slack.messages.map(({ text }) => text)).toEqual(['Reading student-07…']);
    release();
    expect(await ended).toBe(true);
    expect(running.slack.messages.at(-1)?.text).toContain('Looked from student-07');
    await expect.poll(() => running.slack.openLinkCount()).toBe(0);
  });

  test('does not wait for ever, and says what it left', async () => {
    const never = new Promise<never>(() => undefined);
    const running = await open({ observe: () => never }, { promptAnswerTimeoutMs: 50, drainTimeoutMs: 400 });
    await running.slack.command('U0ALICE', 'C0COURSE', 'check');
    const began = performance.now();
    expect(await running.app.stop()).toBe(false);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(running.notes.join()).toContain('1 answers were not finished in time');
  });

  test('with nothing under way is quick', async () => {
    const running = await open({}, {});
    const began = performance.now();
    expect(await running.app.stop()).toBe(true);
    expect(performance.now() - began).toBeLessThan(2500);
  });
});
