import type { KnownBlock, ModalView, PlainTextOption, RichTextBlock } from '@slack/types';
import type { Audience, BroadcastBody, BroadcastReport, DeliveryStatus, Recipient } from '../model/broadcast.ts';
import type { BroadcastDraftForm, BroadcastPreviewForm, Form } from '../model/form.ts';
import { instructorReplyView } from './answer-form.ts';
import {
  boldRun,
  buttonRow,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  parseRuns,
  plainTextObject,
  textRun,
} from './builders.ts';
import { guessFormView } from './hint-quiz.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import { rosterImportPreviewView, rosterImportView } from './roster-forms.ts';
import type { SlackMessage } from './slack-message.ts';

/** The callback ids of the two forms. */
export const broadcastCallbacks = { draft: 'broadcast-draft', preview: 'broadcast-preview' } as const;

/** The form's fields: each is the id of a block and of the element inside. */
export const broadcastFields = { content: 'content', own: 'own', audience: 'audience' } as const;

const option = (value: string, label: string): PlainTextOption => ({
  text: plainTextObject(label, limits.option),
  value,
});

function bodyBlocks({ heading, paragraphs, sources }: BroadcastBody): readonly KnownBlock[] {
  return [
    headerBlock(heading),
    ...paragraphs.map((each) => paragraphBlock(...parseRuns(each))),
    ...(sources.length > 0 ? [contextBlock(`Sources: ${sources.join('; ')}`)] : []),
  ];
}

/** The broadcast as everybody gets it. Nothing in it can mention, link or be marked up, whatever was written. */
export function broadcastMessage(body: BroadcastBody): SlackMessage {
  const { heading, paragraphs, offer } = body;
  const value = offer && JSON.stringify({ say: offer.say, by: '*' });
  const blocks = [
    ...bodyBlocks(body).slice(0, limits.blocks - 2),
    ...(offer && value ? [buttonRow([{ label: offer.label, value }])] : []),
    contextBlock('Sent by your instructor with netlab.'),
  ];
  return { text: truncateText(escapeMrkdwn([heading, ...paragraphs].join('\n')), limits.text), blocks };
}

function audienceOptions({ channel, people }: BroadcastDraftForm): readonly PlainTextOption[] {
  const everybody = `Everybody on the roster (${people}), each in a direct message`;
  return [...(channel === null ? [] : [option('channel', 'The course channel')]), option('roster', everybody)];
}

function draftView(form: BroadcastDraftForm): ModalView {
  const groups = form.groups.map(({ label, choices }) => ({
    label: plainTextObject(label, limits.option),
    options: choices
      .filter(({ value }) => value.length <= limits.optionValue)
      .slice(0, limits.options)
      .map(({ value, label: text }) => option(value, text)),
  }));
  return {
    type: 'modal',
    callback_id: broadcastCallbacks.draft,
    title: plainTextObject('Write to the class', limits.viewTitle),
    submit: plainTextObject('Preview', limits.viewTitle),
    close: plainTextObject('Cancel', limits.viewTitle),
    blocks: [
      {
        type: 'input',
        block_id: broadcastFields.content,
        optional: true,
        label: plainTextObject('A task or a hint', limits.section),
        element: {
          type: 'static_select',
          action_id: broadcastFields.content,
          placeholder: plainTextObject('Nothing: only my own words', limits.option),
          option_groups: groups,
        },
      },
      {
        type: 'input',
        block_id: broadcastFields.own,
        optional: true,
        label: plainTextObject('Your own words', limits.section),
        hint: plainTextObject(
          'They stand above the task or the hint. Formatting and mentions are sent as plain text.',
          limits.section,
        ),
        element: { type: 'plain_text_input', action_id: broadcastFields.own, multiline: true, max_length: 2000 },
      },
      {
        type: 'input',
        block_id: broadcastFields.audience,
        label: plainTextObject('To', limits.section),
        element: { type: 'radio_buttons', action_id: broadcastFields.audience, options: [...audienceOptions(form)] },
      },
    ],
  };
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

function inChunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
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
    ...inChunks(to.people, 100).map(recipientList),
  ];
}

/** What a preview carries along; it comes back when the instructor confirms. */
export type BroadcastPreviewMetadata = Pick<BroadcastPreviewForm, 'draft' | 'signature'> & { readonly id: string };

function previewView({ draft, body, to, signature }: BroadcastPreviewForm, id: string, note: string | null): ModalView {
  const carried: BroadcastPreviewMetadata = { draft, signature, id };
  const send = to.kind === 'channel' ? 'Send to the channel' : `Send to ${to.people.length}`;
  return {
    type: 'modal',
    callback_id: broadcastCallbacks.preview,
    private_metadata: JSON.stringify(carried),
    title: plainTextObject('Send this?', limits.viewTitle),
    submit: plainTextObject(send, limits.viewTitle),
    close: plainTextObject('Back', limits.viewTitle),
    blocks: [
      ...(note === null ? [] : [paragraphBlock(boldRun(note))]),
      contextBlock('So it will look:'),
      ...bodyBlocks(body).slice(0, 50),
      divider,
      ...recipientBlocks(to),
    ].slice(0, limits.viewBlocks),
  };
}

/** Whether a preview fits into what Slack lets a modal carry along. */
export function canCarryPreview({ draft, signature }: BroadcastPreviewForm): boolean {
  return JSON.stringify({ draft, signature, id: '0'.repeat(36) }).length <= limits.metadata;
}

/** A form as a modal; `id` is what a broadcast is told by, `note` stands on top of a preview. */
export function formView(form: Form, id: string, note: string | null = null): ModalView {
  if (form.kind === 'broadcast-draft') return draftView(form);
  if (form.kind === 'answer') return instructorReplyView(form);
  if (form.kind === 'broadcast-preview') return previewView(form, id, note);
  if (form.kind === 'hint-guess') return guessFormView(form);
  return form.kind === 'roster-import' ? rosterImportView(form) : rosterImportPreviewView(form, note);
}

const fateWords: { readonly [F in DeliveryStatus]: string } = {
  reached: 'Reached',
  refused: 'Not reached, Slack refused',
  unknown: 'Not known, Slack did not say',
  waiting: 'Not reached, not tried',
};

function nameOf(to: string, audience: Audience): string {
  if (audience.kind === 'channel') return 'the course channel';
  return audience.people.find(({ user }) => user === to)?.namespace ?? to;
}

function lineOf(fate: DeliveryStatus, { announcement, deliveries }: BroadcastReport): string | null {
  const own = deliveries.filter((each) => each.fate === fate);
  if (own.length === 0) return null;
  const reasons = new Set(fate === 'refused' || fate === 'unknown' ? own.map(({ why }) => why) : []);
  const told = own.map(({ to, why }) => nameOf(to, announcement.to) + (reasons.size > 1 ? ` (${why})` : '')).join(', ');
  const because = reasons.size === 1 ? ` (${[...reasons][0]})` : '';
  return `${fateWords[fate]}${because}, ${own.length}: ${told}.`;
}

/** How a broadcast stands, for the instructor who sent it: never a number without the names behind it. */
export function broadcastReportMessage(report: BroadcastReport, headline: string): SlackMessage {
  const order: readonly DeliveryStatus[] = ['refused', 'unknown', 'waiting', 'reached'];
  const lines = order.map((fate) => lineOf(fate, report)).filter((line) => line !== null);
  const title = `“${report.announcement.body.heading}”`;
  return {
    text: truncateText(escapeMrkdwn([headline, title, ...lines].join('\n')), limits.text),
    blocks: [
      paragraphBlock(boldRun(headline), textRun(`\n${title}`)),
      ...lines.map((line) => paragraphBlock(textRun(truncateText(line, limits.section)))),
    ],
  };
}
