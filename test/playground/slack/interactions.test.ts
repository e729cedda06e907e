import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { escapeCommand } from '../../../src/playground/slack/acts/escape.ts';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { defaultPersonas } from '../../../src/playground/slack/workspace/personas.ts';
import { call, Link, modal, plain, post, textInput } from '../../support/slack-client.ts';

let slack: EmbeddedSlack;
let link: Link;
let clock = 1_000_000_000_000;
beforeEach(async () => {
  slack = await startSlack({ ackTimeoutMs: 60, now: () => clock });
  link = await Link.open(slack);
});
afterEach(() => slack.close());

const rules = () => slack.refusals.map(({ rule }) => rule);

/** Types a command and acknowledges it. */
async function typed(text = 'check', payload: object = {}) {
  const done = slack.command('U0ALICE', 'C0COURSE', text);
  const envelope = await link.next();
  link.ack(envelope, payload);
  return { shown: await done, payload: envelope.payload };
}

describe('slash commands', () => {
  test('without a link: dispatch_failed', async () => {
    link.close();
    await expect.poll(() => slack.openLinkCount()).toBe(0);
    expect(await slack.command('U0ALICE', 'C0COURSE', 'check')).toEqual({ acked: false, error: 'dispatch_failed' });
  });

  test('acknowledged in time: the payload is the answer, for that person alone', async () => {
    const { shown, payload } = await typed('hello @bob', { text: 'hi' });
    expect(payload.text).toBe('hello <@U0BOB>');
    expect(shown).toEqual({ acked: true });
    expect(slack.messages.at(-1)).toMatchObject({ to: 'U0ALICE', ephemeral: true, text: 'hi' });
  });

  test('in_channel is for everybody, and only then', async () => {
    await typed('check', { text: 'all', response_type: 'in_channel' });
    expect(slack.messages.at(-1)).toMatchObject({ to: '*', ephemeral: false });
  });

  test('acknowledged too late: the person sees operation_timeout, and the late answer nothing', async () => {
    const done = slack.command('U0ALICE', 'C0COURSE', 'slow');
    const envelope = await link.next();
    expect(await done).toEqual({ acked: false, error: 'operation_timeout' });
    link.ack(envelope, { text: 'late' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(slack.messages).toEqual([]);
  });

  test('the same envelope acknowledged twice, one never sent, and no JSON are noted', async () => {
    const done = slack.command('U0ALICE', 'C0COURSE', 'check');
    const envelope = await link.next();
    link.ack(envelope);
    link.ack(envelope);
    link.ack({ envelope_id: 'made-up' });
    link.socket.send('hello');
    await done;
    await expect
      .poll(rules)
      .toEqual([
        'unknown or repeated envelope_id',
        'unknown or repeated envelope_id',
        'an acknowledgement that is no JSON',
      ]);
  });

  test('what somebody types is escaped', () => {
    const around = { personas: defaultPersonas, channels: [{ id: 'C1', name: 'course' }] };
    expect(escapeCommand('a & <b> @bob #course https://x.y/z', around)).toBe(
      'a &amp; &lt;b&gt; <@U0BOB> <#C1|course> <https://x.y/z>',
    );
  });
});

describe('response_url', () => {
  test('of a command: five times, and never an edit', async () => {
    const { payload } = await typed();
    expect((await post(payload.response_url, { text: 'one', replace_original: true })).status).toBe(200);
    expect(rules()).toEqual(['slash replies cannot be edited']);
    expect(slack.messages.length).toBe(1);
    expect((await post(payload.response_url, { blocks: [{ type: 'header' }] })).status).toBe(400);
    for (const text of ['three', 'four', 'five']) expect((await post(payload.response_url, { text })).status).toBe(200);
    expect(await (await post(payload.response_url, { text: 'six' })).json()).toMatchObject({ error: 'used_url' });
  });

  test('after half an hour it is gone', async () => {
    const { payload } = await typed();
    clock += 30 * 60 * 1000 + 1;
    expect(await (await post(payload.response_url, { text: 'late' })).json()).toMatchObject({ error: 'expired_url' });
    expect(await (await post(`${slack.url}/commands/made/up/path`, { text: 'x' })).json()).toMatchObject({
      error: 'expired_url',
    });
  });

  test('of a click: the message that carried the button is changed, or goes', async () => {
    const { ts, response } = await clicked();
    expect((await post(response, { text: 'new words', replace_original: true })).status).toBe(200);
    expect(slack.messages).toMatchObject([{ ts, text: 'new words', edited: true }]);
    expect((await post(response, { text: 'besides', replace_original: false })).status).toBe(200);
    expect(slack.messages[1]).toMatchObject({ to: 'U0ALICE', ephemeral: true, text: 'besides' });
    expect((await post(response, { delete_original: true })).status).toBe(200);
    expect(slack.messages.some((each) => each.ts === ts)).toBe(false);
    expect((await post(response, { text: 'x', replace_original: true })).status).toBe(404);
  });
});

const row = {
  type: 'actions',
  block_id: 'row',
  elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: 'v' }],
};

async function clicked() {
  await call(slack, 'chat.postMessage', { channel: 'U0ALICE', text: 'x', blocks: [row] });
  const ts = slack.messages.at(-1)?.ts ?? '';
  const done = slack.click({ user: 'U0ALICE', on: { message: ts }, block: 'row', action: 'go' });
  const envelope = await link.next();
  link.ack(envelope);
  return { ts, shown: await done, payload: envelope.payload, response: envelope.payload.response_url };
}

describe('clicks', () => {
  test('carry the action, the message and a trigger', async () => {
    const { shown, payload, ts } = await clicked();
    expect(shown).toEqual({ acked: true });
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ALICE' },
      container: { type: 'message', message_ts: ts, is_ephemeral: false },
      actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: 'v' }],
      message: { ts },
    });
  });

  test('on an ephemeral message carry no message', async () => {
    await call(slack, 'chat.postEphemeral', { channel: 'C0COURSE', user: 'U0ALICE', text: 'x', blocks: [row] });
    slack.click({ user: 'U0ALICE', on: { message: slack.messages.at(-1)?.ts ?? '' }, block: 'row', action: 'go' });
    const { payload } = await link.next();
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload.message).toBeUndefined();
  });

  test('that nobody acknowledges show a warning', async () => {
    await call(slack, 'chat.postMessage', { channel: 'U0ALICE', text: 'x', blocks: [row] });
    const on = { message: slack.messages.at(-1)?.ts ?? '' };
    expect(await slack.click({ user: 'U0ALICE', on, block: 'row', action: 'go' })).toMatchObject({
      error: 'operation_timeout',
    });
  });

  test('on what somebody does not see are none', async () => {
    await call(slack, 'chat.postMessage', { channel: 'U0ALICE', text: 'x', blocks: [row] });
    const on = { message: slack.messages.at(-1)?.ts ?? '' };
    expect(await slack.click({ user: 'U0BOB', on, block: 'row', action: 'go' })).toMatchObject({ acked: false });
    expect(await slack.click({ user: 'U0ALICE', on, block: 'row', action: 'stop' })).toMatchObject({ acked: false });
  });

  test('go nowhere for an app without interactivity', async () => {
    const still = await startSlack({ settings: { interactivity: false } });
    await call(still, 'chat.postMessage', { channel: 'U0ALICE', text: 'x', blocks: [row] });
    const on = { message: still.messages.at(-1)?.ts ?? '' };
    expect(await still.click({ user: 'U0ALICE', on, block: 'row', action: 'go' })).toMatchObject({ acked: false });
    await still.close();
  });
});

describe('triggers and modals', () => {
  const open = async (trigger: unknown, view: object = modal([textInput('name')])) =>
    (await call(slack, 'views.open', { trigger_id: trigger, view })).body;
  const trigger = async () => (await typed()).payload.trigger_id;

  test('a trigger opens one modal', async () => {
    const id = await trigger();
    expect(await open(id)).toMatchObject({
      ok: true,
      view: { state: { values: { name: { name: { value: null } } } } },
    });
    expect(await open(id)).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(slack.modals('U0ALICE').length).toBe(1);
    expect(slack.modals('U0BOB')).toEqual([]);
  });

  test('three seconds later it opens nothing', async () => {
    const id = await trigger();
    clock += 3001;
    expect(await open(id)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('its healthy neighbour, just in time, does', async () => {
    const id = await trigger();
    clock += 3000;
    expect(await open(id)).toMatchObject({ ok: true });
  });

  test('three modals lie on top of each other, not four', async () => {
    await open(await trigger());
    for (const expected of [{ ok: true }, { ok: true }, { error: 'push_limit_reached' }]) {
      const pushed = await call(slack, 'views.push', { trigger_id: await trigger(), view: modal([]) });
      expect(pushed.body).toMatchObject(expected);
    }
  });

  test('a push without a modal below is refused', async () => {
    expect((await call(slack, 'views.push', { trigger_id: await trigger(), view: modal([]) })).body).toMatchObject({
      error: 'not_found',
    });
  });

  test('an update of an older picture is a conflict', async () => {
    const { view } = await open(await trigger());
    const update = (hash: string) => call(slack, 'views.update', { view_id: view.id, hash, view: modal([]) });
    expect((await update('old')).body).toMatchObject({ error: 'hash_conflict' });
    expect((await update(view.hash)).body).toMatchObject({ ok: true });
    expect((await call(slack, 'views.update', { view_id: 'V9', view: modal([]) })).body).toMatchObject({
      error: 'not_found',
    });
  });

  test.each([
    ['no title', { title: undefined }],
    ['a title of 25 characters', { title: plain('x'.repeat(25)) }],
    ['an input without a submit', { submit: undefined }],
    ['metadata of 3001 characters', { private_metadata: 'x'.repeat(3001) }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['a markdown block', { blocks: [{ type: 'markdown', text: 'x' }] }],
    ['two blocks of one id', { blocks: [textInput('a'), textInput('a')] }],
  ])('a modal with %s is refused', async (_, more) => {
    const made = await open(await trigger(), modal([textInput('name')], more));
    expect(made).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(made.response_metadata.messages.length).toBeGreaterThan(0);
  });

  test('a modal of 250 kB is too large', async () => {
    const blocks = Array.from({ length: 90 }, () => ({ type: 'section', text: plain('x'.repeat(2900)) }));
    expect(await open(await trigger(), modal(blocks))).toMatchObject({ error: 'view_too_large' });
  });

  /** Submits the modal on top and answers with a payload. */
  async function submit(name: string, payload: object | null) {
    const view = slack.modals('U0ALICE').at(-1);
    const done = slack.submit('U0ALICE', view?.id ?? '', {
      name: { name: { type: 'plain_text_input', value: name === '' ? null : name } },
    });
    if (payload) link.ack(await link.next(), payload);
    return done;
  }

  test('what is required and empty never reaches the app', async () => {
    await open(await trigger());
    expect(await submit('', null)).toEqual({ acked: true, errors: { name: 'Please complete this required field.' } });
  });

  test('errors stand beside their fields; made-up fields are a mistake', async () => {
    await open(await trigger());
    expect(await submit('x', { response_action: 'errors', errors: { name: 'too short' } })).toEqual({
      acked: true,
      errors: { name: 'too short' },
    });
    expect(await submit('x', { response_action: 'errors', errors: { other: 'x' } })).toMatchObject({ acked: false });
    expect(await submit('x', { response_action: 'errors', errors: {} })).toMatchObject({ acked: false });
    expect(slack.modals('U0ALICE').length).toBe(1);
  });

  test('an empty answer closes the modal, clear all of them, push adds one, update changes it', async () => {
    await open(await trigger());
    expect(await submit('x', { response_action: 'push', view: modal([textInput('name')]) })).toEqual({ acked: true });
    expect(slack.modals('U0ALICE').length).toBe(2);
    expect(
      await submit('x', { response_action: 'update', view: modal([textInput('name')], { title: plain('New') }) }),
    ).toEqual({ acked: true });
    expect(slack.modals('U0ALICE').at(-1)).toMatchObject({ title: plain('New') });
    expect(await submit('x', {})).toEqual({ acked: true });
    expect(slack.modals('U0ALICE').length).toBe(1);
    expect(await submit('x', { response_action: 'clear' })).toEqual({ acked: true });
    expect(slack.modals('U0ALICE')).toEqual([]);
  });

  test('a submission that nobody acknowledges, or answers with a broken view, leaves the modal with a warning', async () => {
    await open(await trigger());
    expect(await submit('x', { response_action: 'update', view: { type: 'modal' } })).toMatchObject({
      error: expect.stringContaining('trouble'),
    });
    expect(await submit('x', { response_action: 'dance' })).toMatchObject({ acked: false });
    const view = slack.modals('U0ALICE').at(-1)?.id ?? '';
    const state = { name: { name: { type: 'plain_text_input', value: 'x' } } };
    expect(await slack.submit('U0ALICE', view, state)).toMatchObject({ acked: false });
    expect(slack.modals('U0ALICE').length).toBe(1);
  });

  test('closing is told only to an app that asked for it', async () => {
    await open(await trigger());
    await slack.closeView('U0ALICE', slack.modals('U0ALICE')[0]?.id ?? '');
    await open(await trigger(), modal([], { notify_on_close: true }));
    const closing = slack.closeView('U0ALICE', slack.modals('U0ALICE')[0]?.id ?? '');
    const envelope = await link.next();
    expect(envelope.payload).toMatchObject({ type: 'view_closed' });
    link.ack(envelope);
    await closing;
  });
});
