import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { chosenInputValue, initialInputValue, isFilled } from '../../../src/playground/slack/workspace/inputs.ts';
import { input, Link, modal, openModal, plain } from '../../support/slack-client.ts';

const option = (value: string) => ({ text: plain(value), value });
const [a, b] = [option('a'), option('b')];
const options = [a, b];

describe('what an input holds', () => {
  test.each([
    ['text', { type: 'plain_text_input', initial_value: 'x' }, { value: 'x' }, 'y', { value: 'y' }, { value: null }],
    [
      'a menu',
      { type: 'static_select', options, initial_option: a },
      { selected_option: a },
      'b',
      { selected_option: b },
      { selected_option: null },
    ],
    [
      'boxes',
      { type: 'checkboxes', options, initial_options: [b] },
      { selected_options: [b] },
      ['a', 'b'],
      { selected_options: options },
      { selected_options: [] },
    ],
    [
      'a person',
      { type: 'users_select', initial_user: 'U0BOB' },
      { selected_user: 'U0BOB' },
      'U0ALICE',
      { selected_user: 'U0ALICE' },
      { selected_user: null },
    ],
    [
      'a channel',
      { type: 'conversations_select', initial_conversation: 'C1' },
      { selected_conversation: 'C1' },
      'C2',
      { selected_conversation: 'C2' },
      { selected_conversation: null },
    ],
    ['files', { type: 'file_input' }, { files: [] }, ['F1'], { files: [{ id: 'F1' }] }, { files: [] }],
  ])('%s: at first, after a choice, after none', (_, element, first, choice, then, none) => {
    const { type } = element;
    expect(initialInputValue(element)).toEqual({ type, ...first });
    expect(chosenInputValue(element, choice)).toEqual({ type, ...then });
    expect(chosenInputValue(element, null)).toEqual({ type, ...none });
    expect([isFilled({ type, ...then }), isFilled({ type, ...none }), isFilled(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('an option of another menu is none', () => {
    expect(chosenInputValue({ type: 'static_select', options }, 'c')).toMatchObject({ selected_option: null });
    expect(chosenInputValue({ type: 'checkboxes', options }, ['c', 'a'])).toMatchObject({ selected_options: [a] });
  });
});

describe('a submission', () => {
  let slack: EmbeddedSlack;
  let link: Link;
  beforeAll(async () => {
    slack = await startSlack({ ackTimeoutMs: 60 });
    link = await Link.open(slack);
  });
  beforeEach(() => {
    link.envelopes.splice(0);
  });
  afterAll(() => slack.close());

  const boxes = { type: 'checkboxes', options };
  const person = { type: 'users_select' };
  const text = { type: 'plain_text_input', multiline: true };
  const form = (...elements: readonly object[]) => modal(elements.map((element, index) => input(`i${index}`, element)));
  const submit = (values: readonly object[]) => {
    const state = Object.fromEntries(values.map((value, index) => [`i${index}`, { [`i${index}`]: { ...value } }]));
    return slack.submit('U0ALICE', slack.modals('U0ALICE').at(-1)?.id ?? '', state);
  };

  test('without a tick or a person is incomplete, and the app does not hear of it', async () => {
    await openModal(slack, link, form(boxes, person));
    const required = 'Please complete this required field.';
    expect(await submit([])).toEqual({ acked: true, errors: { i0: required, i1: required } });
    expect(link.envelopes).toEqual([]);
  });

  test('of a text longer than any input takes never arrives', async () => {
    await openModal(slack, link, form(text));
    const value = 'x'.repeat(3001);
    expect((await submit([{ type: 'plain_text_input', value }])).errors?.i0).toContain('No more than 3000');
    expect(link.envelopes).toEqual([]);
  });

  test('of its healthy neighbours arrives as it was filled in', async () => {
    await openModal(slack, link, form(boxes, person, text));
    const values = [
      chosenInputValue(boxes, ['b']),
      chosenInputValue(person, 'U0BOB'),
      chosenInputValue(text, `one\n${'x'.repeat(2996)}`),
    ];
    const done = submit(values);
    const envelope = await link.next();
    link.ack(envelope);
    expect(await done).toEqual({ acked: true });
    const { i0, i1, i2 } = Object(envelope.payload.view).state.values;
    expect([i0.i0, i1.i1, i2.i2]).toEqual([
      { type: 'checkboxes', selected_options: [b] },
      { type: 'users_select', selected_user: 'U0BOB' },
      { type: 'plain_text_input', value: `one\n${'x'.repeat(2996)}` },
    ]);
  });

  test('of what nobody touched is what the input held at first', async () => {
    await openModal(slack, link, form({ ...boxes, initial_options: [a] }, { ...person, initial_user: 'U0BOB' }));
    submit([]);
    const envelope = await link.next();
    link.ack(envelope);
    const { i0, i1 } = Object(envelope.payload.view).state.values;
    expect([i0.i0.selected_options, i1.i1.selected_user]).toEqual([[a], 'U0BOB']);
  });
});
