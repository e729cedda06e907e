import type { KnownBlock, ModalView, PlainTextOption, RichTextBlock } from '@slack/types';
import type { Audience, Recipient } from '../model/broadcast.ts';
import type { BroadcastDraftForm, BroadcastPreviewForm } from '../model/form.ts';
import { broadcastBodyBlocks } from './broadcast.ts';
import { boldRun, contextBlock, divider, paragraphBlock, plainTextObject, splitIntoGroups } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView, noteBlocks } from './modal.ts';

/** The callback ids of the two forms. */
export const broadcastCallbacks = { draft: 'broadcast-draft', preview: 'broadcast-preview' } as const;

/** The form's fields: each is the id of a block and of the element inside. */
export const broadcastFields = { content: 'content', own: 'own', audience: 'audience' } as const;

const option = (value: string, label: string): PlainTextOption => ({
  text: plainTextObject(label, limits.option),
  value,
});

function audienceOptions({ channel, people }: BroadcastDraftForm): readonly PlainTextOption[] {
  const everybody = `Everybody on the roster (${people}), each in a direct message`;
  return [...(channel === null ? [] : [option('channel', 'The course channel')]), option('roster', everybody)];
}

/** The lists to choose from; a choice whose value Slack would refuse is left out. */
function contentGroups({ groups }: BroadcastDraftForm) {
  return groups.map(({ label, choices }) => ({
    label: plainTextObject(label, limits.option),
    options: choices
      .filter(({ value }) => value.length <= limits.optionValue)
      .slice(0, limits.options)
      .map(({ value, label: text }) => option(value, text)),
  }));
}

/** The form in which an instructor writes a broadcast. */
export function broadcastDraftView(form: BroadcastDraftForm): ModalView {
  const { content, own, audience } = broadcastFields;
  const nothing = plainTextObject('Nothing: only my own words', limits.option);
  const words = { title: 'Write to the class', submit: 'Preview', close: 'Cancel' };
  return modalView(broadcastCallbacks.draft, words, [
    inputBlock(
      'A task or a hint',
      { type: 'static_select', action_id: content, placeholder: nothing, option_groups: contentGroups(form) },
      { optional: true },
    ),
    inputBlock(
      'Your own words',
      { type: 'plain_text_input', action_id: own, multiline: true, max_length: 2000 },
      {
        optional: true,
        hint: 'They stand above the task or the hint. Formatting and mentions are sent as plain text.',
      },
    ),
    inputBlock('To', { type: 'radio_buttons', action_id: audience, options: [...audienceOptions(form)] }),
  ]);
}

function recipientList(people: readonly Recipient[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        // In a modal a user element shows a name and notifies nobody.
        elements: people.map(({ user, namespace }) => ({
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: `${namespace}: ` },
            { type: 'user', user_id: user },
          ],
        })),
      },
    ],
  };
}

/** So many recipients are read at once; all of them stand in a list beside. */
const namesAtOnce = 10;

/** All recipients as a list to look through, in groups as Slack wants them; choosing one does nothing. */
function allNamesBlock(people: readonly Recipient[]): KnownBlock {
  const groups = splitIntoGroups(people, limits.options).slice(0, limits.options);
  return {
    type: 'actions',
    block_id: 'all-names',
    elements: [
      {
        type: 'static_select',
        action_id: 'all-names',
        placeholder: plainTextObject(`All ${people.length} names`, limits.option),
        option_groups: groups.map((group, at) => ({
          label: plainTextObject(`${at * limits.options + 1} to ${at * limits.options + group.length}`, limits.option),
          options: group.map(({ namespace }, index) => ({
            text: plainTextObject(namespace, limits.option),
            value: String(at * limits.options + index),
          })),
        })),
      },
    ],
  };
}

function recipientBlocks(to: Audience): readonly KnownBlock[] {
  if (to.kind === 'channel')
    return [
      paragraphBlock(boldRun('To everybody in the course channel')),
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'channel', channel_id: to.channel }] }],
      },
    ];
  const many = to.people.length === 1 ? 'one person' : `${to.people.length} people`;
  return [
    paragraphBlock(boldRun(`To ${many}, each in a direct message`)),
    ...(to.people.length > 0 ? [recipientList(to.people.slice(0, namesAtOnce))] : []),
    ...(to.people.length > namesAtOnce ? [allNamesBlock(to.people)] : []),
  ];
}

/** What a preview carries along; it comes back when the instructor confirms. */
export type BroadcastPreviewMetadata = Pick<BroadcastPreviewForm, 'draft' | 'signature'> & { readonly id: string };

/** What everybody would get, and exactly who that is, before anything is sent. `note` stands on top. */
export function broadcastPreviewView(
  { draft, body, to, signature }: BroadcastPreviewForm,
  id: string,
  note: string | null,
): ModalView {
  const carried: BroadcastPreviewMetadata = { draft, signature, id };
  const submit = to.kind === 'channel' ? 'Send to the channel' : `Send to ${to.people.length}`;
  const words = { title: 'Send this?', submit, close: 'Back', metadata: JSON.stringify(carried) };
  const blocks = [
    ...noteBlocks(note),
    contextBlock('This is how it will look:'),
    ...broadcastBodyBlocks(body).slice(0, 50),
    divider,
    ...recipientBlocks(to),
  ];
  return modalView(broadcastCallbacks.preview, words, blocks.slice(0, limits.viewBlocks));
}

/** Whether a preview fits into what Slack lets a modal carry along. */
export function canCarryPreview({ draft, signature }: BroadcastPreviewForm): boolean {
  return JSON.stringify({ draft, signature, id: '0'.repeat(36) }).length <= limits.metadata;
}
