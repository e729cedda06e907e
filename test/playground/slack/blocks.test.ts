import { describe, expect, test } from 'vitest';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../../src/playground/slack/validate/mentions.ts';
import { fileInput, input, plain, rich, textInput } from '../../support/slack-client.ts';

const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const option = (value: string, more: object = {}) => ({ text: plain(value), value, ...more });
const select = (more: object) => actions({ type: 'static_select', action_id: 's', ...more });
const boxes = { type: 'checkboxes', options: [option('x')] };
const preformatted = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements }],
});
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));

const sign = (value: string, more: object = {}) => ({ text: plain(value), value, ...more });
const contextActions = (...elements: readonly object[]) => ({ type: 'context_actions', elements });
const feedback = (more: object = {}) => ({
  ...{ type: 'feedback_buttons', action_id: 'f', positive_button: sign('yes'), negative_button: sign('no') },
  ...more,
});
const bin = { type: 'icon_button', action_id: 'i', icon: 'trash', text: plain('Delete') };

describe('Block Kit refuses', () => {
  test.each([
    ['an unknown block', [{ type: 'marquee' }], 'blocks[0].type'],
    ['no array', {}, 'blocks: must be an array'],
    ['51 blocks', many(51, () => ({ type: 'divider' })), 'no more than 50'],
    [
      'two blocks of one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      'unique',
    ],
    ['a block id of 256 characters', [{ type: 'divider', block_id: 'x'.repeat(256) }], 'less than 256'],
    ['a header without text', [{ type: 'header' }], 'blocks[0].text'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'plain_text'],
    ['a header of 151 characters', [{ type: 'header', text: plain('x'.repeat(151)) }], 'less than 151'],
    ['a section of 3001 characters', [{ type: 'section', text: plain('x'.repeat(3001)) }], 'less than 3001'],
    ['an empty section', [{ type: 'section' }], 'text or fields'],
    ['11 fields', [{ type: 'section', fields: many(11, () => plain('x')) }], '1 to 10'],
    [
      'an accessory that is none',
      [{ type: 'section', text: plain('x'), accessory: { type: 'plain_text_input' } }],
      'unsupported element',
    ],
    ['an empty context', [{ type: 'context', elements: [] }], 'is required'],
    ['11 elements of context', [{ type: 'context', elements: many(11, () => plain('x')) }], 'no more than 10'],
    ['an image without alt text', [{ type: 'image', image_url: 'x' }], 'alt_text'],
    [
      'an image of two sources',
      [{ type: 'image', alt_text: 'x', image_url: 'x', slack_file: { id: 'F' } }],
      'exactly one',
    ],
    ['an empty rich text element', [rich({ type: 'text', text: '' })], 'at least 1 character'],
    ['an unknown rich text element', [rich({ type: 'blink', text: 'x' })], 'unsupported'],
    ['a user without an id', [rich({ type: 'user' })], 'user_id'],
    ['rich text of nothing', [{ type: 'rich_text', elements: [] }], 'is required'],
    [
      'a list of loose text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'x' }] }],
        },
      ],
      'rich_text_section',
    ],
    [
      'a list of no style',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_list', elements: [] }] }],
      'bullet or ordered',
    ],
    ['a row of 26 buttons', [actions(...many(26, () => button()))], '1 to 25'],
    [
      'two actions of one id',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      'action_id must be unique',
    ],
    ['a button of 76 characters', [actions(button({ text: plain('x'.repeat(76)) }))], 'less than 76'],
    ['a button in mrkdwn', [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))], 'plain_text'],
    ['a value of 2001 characters', [actions(button({ value: 'x'.repeat(2001) }))], 'less than 2001'],
    ['a style that is none', [actions(button({ style: 'loud' }))], 'primary or danger'],
    [
      'a confirmation without a title',
      [actions(button({ confirm: { text: plain('x'), confirm: plain('y'), deny: plain('n') } }))],
      'confirm.title',
    ],
    ['a text field in a row', [actions({ type: 'plain_text_input', action_id: 'a' })], 'unsupported element'],
    ['a menu without options', [select({})], 'exactly one'],
    ['a menu of 101 options', [select({ options: many(101, (index) => option(`o${index}`)) })], '1 to 100'],
    [
      'an option of 76 characters',
      [select({ options: [option('x', { text: plain('x'.repeat(76)) })] })],
      'less than 76',
    ],
    ['two options of one value', [select({ options: [option('x'), option('x')] })], 'unique'],
    [
      'an initial option of another menu',
      [select({ options: [option('x')], initial_option: option('y') })],
      'one of the options',
    ],
    [
      '11 radio buttons',
      [
        {
          type: 'input',
          label: plain('x'),
          element: { type: 'radio_buttons', action_id: 'r', options: many(11, (index) => option(`o${index}`)) },
        },
      ],
      '1 to 10',
    ],
    ['an input with a button', [{ type: 'input', label: plain('x'), element: button() }], 'unsupported element'],
    [
      'a text field of 3001 characters',
      [textInput('a', { element: { type: 'plain_text_input', max_length: 3001 } })],
      'from 0 to 3000',
    ],
    [
      'markdown of 12,001 characters in two blocks',
      many(2, () => ({ type: 'markdown', text: 'x'.repeat(6001) })),
      'in all',
    ],
    ['a table of 101 rows', [{ type: 'table', rows: many(101, () => [{ type: 'raw_text', text: 'x' }]) }], '1 to 100'],
    ['an empty cell', [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }], 'is required'],
    [
      'boxes ticked that are not there',
      [input('c', { ...boxes, initial_options: [option('z')] })],
      'among the options',
    ],
    ['a file input in a message', [fileInput('f')], 'for modals'],
    ['a file input in a row', [actions({ type: 'file_input', action_id: 'f' })], 'unsupported element'],
    ['a mention in preformatted text', [preformatted({ type: 'user', user_id: 'U0BOB' })], 'preformatted'],
    ['preformatted text of nothing', [preformatted({ type: 'text', text: '' })], 'at least 1 character'],
    ['context actions of nothing', [contextActions()], '1 to 5'],
    ['six context actions', [contextActions(...many(6, (index) => ({ ...bin, action_id: `a${index}` })))], '1 to 5'],
    ['a button among context actions', [contextActions(button())], 'unsupported element'],
    ['feedback buttons in a row', [actions(feedback())], 'unsupported element'],
    ['one sign without the other', [contextActions(feedback({ negative_button: undefined }))], 'negative_button.text'],
    [
      'a sign without a value',
      [contextActions(feedback({ positive_button: { text: plain('x') } }))],
      'positive_button.value: is required',
    ],
    [
      'a sign of 76 characters',
      [contextActions(feedback({ positive_button: sign('x'.repeat(76)) }))],
      'positive_button.text',
    ],
    [
      'a sign that carries 2001 characters',
      [contextActions(feedback({ negative_button: sign('n', { value: 'x'.repeat(2001) }) }))],
      'less than 2001',
    ],
    [
      'a sign whose spoken label has 76 characters',
      [contextActions(feedback({ negative_button: sign('n', { accessibility_label: 'x'.repeat(76) }) }))],
      'less than 76',
    ],
    ['two context actions of one id', [contextActions(feedback(), feedback())], 'action_id must be unique'],
    ['an icon that is none of Slack’s', [contextActions({ ...bin, icon: 'star' })], 'must be trash'],
    ['an alert in a message', [{ type: 'alert', text: plain('x') }], 'unsupported block alert in a message'],
  ])('%s', (_, blocks, said) => {
    expect(blockFaults(blocks).join()).toContain(said);
  });

  test.each([
    ['a table in a modal', 'modal', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }]],
    ['context actions in a modal', 'modal', [contextActions(feedback())]],
    ['context actions on App Home', 'home', [contextActions(feedback())]],
    ['markdown on App Home', 'home', [{ type: 'markdown', text: 'x' }]],
    ['a file input on App Home', 'home', [fileInput('f')]],
    ['a file input for no file', 'modal', [fileInput('f', { max_files: 0 })]],
    ['a file input for 11 files', 'modal', [fileInput('f', { max_files: 11 })]],
    ['a file input of no types', 'modal', [fileInput('f', { filetypes: [] })]],
    ['101 blocks in a modal', 'modal', many(101, () => ({ type: 'divider' }))],
  ] as const)('%s', (_, surface, blocks) => {
    expect(blockFaults(blocks, surface).length).toBe(1);
  });

  test('and takes its healthy neighbours', () => {
    const blocks = [
      { type: 'header', text: plain('x'.repeat(150)) },
      { type: 'section', text: { type: 'mrkdwn', text: '*x*' }, accessory: button() },
      { type: 'divider' },
      rich({ type: 'text', text: 'x' }, { type: 'user', user_id: 'U0BOB' }),
      { type: 'context', elements: [plain('x')] },
      actions(...many(25, (index) => button({ action_id: String(index), value: 'x'.repeat(2000) }))),
      contextActions(feedback({ positive_button: sign('x'.repeat(75), { accessibility_label: 'x'.repeat(75) }) }), bin),
      select({ option_groups: [{ label: plain('g'), options: [option('x')] }], initial_option: option('x') }),
      textInput('a'),
      { type: 'markdown', text: 'x'.repeat(12_000) },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] },
      preformatted({ type: 'text', text: 'user,namespace\n' }, { type: 'link', url: 'https://x.example' }),
      input('c', { ...boxes, initial_options: [option('x')] }),
    ];
    expect(blockFaults(blocks)).toEqual([]);
    expect(blockFaults([fileInput('f', { filetypes: ['csv'], max_files: 1 })], 'modal')).toEqual([]);
  });
});

test.each([
  [{ text: 'hi <!channel>' }, 1],
  [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<@U012> <!here>' } }] }, 2],
  [{ blocks: [rich({ type: 'broadcast', range: 'channel' })] }, 1],
  [{ text: 'hi &lt;!channel&gt;' }, 0],
  [{ blocks: [rich({ type: 'text', text: '<!channel>' })] }, 0],
  [{ blocks: [{ type: 'header', text: plain('<!channel>') }] }, 0],
])('%j fires %i mentions', (payload, count) => {
  expect(mentionsIn(payload).length).toBe(count);
});
