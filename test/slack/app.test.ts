import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { startApp } from '../../src/slack/app.ts';
import type { SlackConfig } from '../../src/slack/config.ts';
import { afterwards, ask, base, labFor, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { readDetails } from '../support/details.ts';
import { listOf, pod, snapshotOf } from '../support/objects.ts';

describe('Socket Mode', () => {
  test('check: the acknowledgement is the answer, private, within Slack’s rules', async () => {
    const running = await start();
    const { outcome, message } = await ask(running, 'U0ALICE', 'check');
    expect(outcome).toEqual({ acked: true });
    expect(message).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(message?.text).toContain('All 2 Pods have an address outside');
    expect(message?.blocks.length).toBeGreaterThan(5);
    expect(running.slack.messages.length).toBe(1);
    expect(running.slack.refusals).toEqual([]);
    expect(running.notes).toContain('audit: read check of student-07 by U0ALICE');
  });

  test('check 2 answers for task 2 alone; words and dashes as phones write them', async () => {
    const { message } = await ask(await start(), 'U0ALICE', '—check “2”');
    expect(message?.text).toContain('Task 2 is as the exercise says.');
    expect(message?.text).not.toContain('Task 1');
  });

  test('explain overlay shows the student’s own values', async () => {
    const { message } = await ask(await start(), 'U0ALICE', 'explain overlay');
    expect(message?.text).toContain('Azure CNI Overlay');
    expect(message?.text).toContain('node n2 has 172.20.0.6, your Pod api has 192.168.2.18');
  });

  test('an answer that takes longer comes as a second private message', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = await start({
      observe: (namespace) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace)),
    });
    const { outcome } = await ask(running, 'U0ALICE', 'check');
    expect(outcome).toEqual({ acked: true });
    expect(running.slack.messages.map(({ text }) => text)).toEqual(['Reading student-07…']);
    resolve();
    const late = await running.slack.waitForMessage(({ text }) => text.includes('Looked from student-07'));
    expect(late).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(running.slack.refusals).toEqual([]);
  });

  test.each([
    ['an unknown word', 'U0ALICE', 'chekc', 'Did you mean “check”'],
    ['an unknown task', 'U0ALICE', 'check 9', 'There is no task 9'],
    ['a misspelt topic', 'U0ALICE', 'explain overlya', 'In an overlay the VNet'],
    ['an unknown topic', 'U0ALICE', 'explain quantum entanglement', 'The lesson says nothing'],
    ['somebody who is on no roster', 'U0CAROL', 'check', '/netlab join NAMESPACE'],
    ['another student’s namespace', 'U0ALICE', 'check student-12', 'That namespace is not yours'],
    ['a namespace outside of the class', 'U0INGE', 'check kube-system', 'not a namespace of this class'],
    ['an instructor who names nobody', 'U0INGE', 'check', 'No namespace was named'],
    ['help without a roster entry', 'U0CAROL', 'help', '/netlab join NAMESPACE'],
    ['nothing at all', 'U0ALICE', '', 'I want to …'],
  ])('%s gets a clear answer', async (_, user, text, said) => {
    const running = await start();
    const { message } = await ask(running, user, text);
    expect(message?.text).toContain(said);
    expect(message).toMatchObject({ to: user, ephemeral: true });
    expect(running.asked).toEqual(text.startsWith('explain overl') ? ['student-07'] : []);
  });

  test('a refused look at somebody else is in the audit', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'check student-12');
    expect(running.notes).toEqual(['audit: refused check: not-yours of student-12 by U0ALICE']);
  });

  test('an instructor may look at any student’s namespace', async () => {
    const running = await start();
    await ask(running, 'U0INGE', 'check 1 student-12');
    expect(running.asked).toEqual(['student-12']);
  });

  test('a bug is an apology with a number, and its stack stays in the log', async () => {
    const running = await start({ observe: () => Promise.reject(new TypeError('secret detail')) });
    const { message, all } = await ask(running, 'U0ALICE', 'check');
    const id = /this number: ([0-9a-f]{8})/u.exec(message?.text ?? '')?.[1];
    expect(id).toBeDefined();
    expect(all).not.toContain('secret detail');
    expect(running.notes.join('\n')).toContain(`bug ${id}: TypeError: secret detail`);
  });

  test('hostile names and words fire no mention', async () => {
    const evil = listOf('Pod', [
      pod('student-07', '<!channel>`*_~', 'n1', '192.168.1.17', '172.20.0.5'),
      pod('student-12', 'x', 'n1', '', ''),
    ]);
    const hostile = [...clusters.overlayCilium.filter((each) => each.kind !== 'PodList'), evil];
    const running = await start({ observe: (namespace) => snapshotOf(hostile, namespace) });
    await ask(running, 'U0ALICE', 'explain overlay');
    await ask(running, 'U0ALICE', 'check');
    await ask(running, 'U0ALICE', 'explain <!channel> @bob \u202Eevil');
    await ask(running, 'U0ALICE', '<!here>');
    expect(running.slack.messages.length).toBe(4);
    const evidence = await readDetails(running, 'U0ALICE', running.slack.messages[1], 'Evidence');
    expect(evidence).toContain('<!channel>');
    expect(running.slack.messages[0]?.text).toContain('&lt;!channel&gt;');
    expect(running.slack.mentions).toEqual([]);
    expect(running.slack.messages.map(({ text }) => text).join('')).not.toContain('\u202E');
  });
});

describe('a start that Slack refuses is one line', () => {
  const refused = async (config: Partial<SlackConfig>) => {
    const slack = await startSlack();
    afterwards(slack.close);
    const error = await startApp({ ...base, apiUrl: slack.apiUrl, ...config }, labFor([], [])).then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof Trouble ? [error.kind, error.detail.what] : error;
  };

  test.each([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong' },
      ['slack-refused', 'Slack refuses to start the app: invalid_auth.'],
    ],
    [
      'a wrong app token',
      { appToken: 'xapp-wrong' },
      ['slack-refused', 'Slack refuses to start the app: invalid_auth.'],
    ],
    ['no bot token', { botToken: null }, ['bad-config', 'SLACK_BOT_TOKEN is not set']],
    [
      'neither app token nor secret',
      { appToken: null },
      ['bad-config', expect.stringContaining('SLACK_SIGNING_SECRET')],
    ],
  ])('%s', async (_, config, expected) => {
    expect(await refused(config)).toEqual(expected);
  });
});
