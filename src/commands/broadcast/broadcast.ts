import { createHash } from 'node:crypto';
import { checks } from '../../checks/index.ts';
import type { Audit } from '../../model/audit.ts';
import type { Announcement, Audience, BroadcastBody, BroadcastDraft } from '../../model/broadcast.ts';
import type { BroadcastDraftForm, BroadcastPreviewForm } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { Passage } from '../../model/lesson.ts';
import type { Caller } from '../../model/person.ts';
import { admitCaller } from '../access/admit.ts';
import type { Command } from '../command.ts';

/** What came back from the form; nothing of it is trusted. */
export type BroadcastInput = {
  readonly content: string | null;
  readonly own: string | null;
  readonly audience: string | null;
};

/** The fields of the form. */
export type BroadcastField = 'content' | 'own' | 'audience';

const tasks = [1, 2, 3] as const;

/** An instructor's own words are at most this long, so that a draft fits into what Slack keeps with a form. */
export const maxOwnWordsLength = 2000;

async function draftForm(lab: Lab): Promise<BroadcastDraftForm> {
  const choice = ({ id, title }: Passage) => ({ value: `hint:${id}`, label: title });
  const [taught, notes] = [true, false].map((teaches) =>
    lab
      .lesson()
      .passages.filter(({ drift }) => (drift === null) === teaches)
      .map(choice),
  );
  return {
    kind: 'broadcast-draft',
    groups: [
      { label: 'Tasks', choices: tasks.map((task) => ({ value: `task:${task}`, label: `Task ${task}` })) },
      { label: 'Hints from the lesson', choices: taught ?? [] },
      { label: 'Newer than the exercise', choices: notes ?? [] },
    ].filter(({ choices }) => choices.length > 0),
    channel: lab.courseChannel,
    people: (await lab.people()).length,
  };
}

/** `broadcast`: opens the form in which an instructor writes to the class. */
export const broadcast: Command = {
  word: 'broadcast',
  usage: 'broadcast',
  purpose: 'write to the class: a task, a hint or your own words; you see exactly to whom before anything is sent',
  for: 'instructor',
  opensForm: () => true,
  async run(_, lab) {
    const says = 'Slack opens the form only from a command or a button, and did not now.';
    const todo = 'Press the button, or type /netlab broadcast. If that does not help, netlab’s log says why.';
    return {
      answer: { kind: 'trouble', message: says, todo },
      form: await draftForm(lab),
      next: [{ label: 'Write to the class', command: 'broadcast' }],
    };
  },
};

function parseContent(content: string | null): Pick<BroadcastDraft, 'task' | 'hint'> {
  const [kind, id = ''] = (content ?? '').split(/:(.*)/su);
  if (kind === 'hint') return { task: null, hint: id };
  return { task: tasks.find((task) => kind === 'task' && String(task) === id) ?? null, hint: null };
}

function bodyOf({ task, hint, own }: BroadcastDraft, lab: Lab): BroadcastBody {
  const words = own.split(/\n{2,}/u).filter((each) => each.trim() !== '');
  const passage = lab.lesson().passages.find(({ id }) => id === hint);
  if (passage)
    return {
      heading: passage.title,
      paragraphs: [...words, ...passage.body],
      sources: passage.sources,
      offer: { label: 'With my own values', say: `explain ${passage.id}` },
    };
  if (task === null) return { heading: 'From your instructor', paragraphs: words, sources: [], offer: null };
  const asks = Object.values(checks).filter((check) => check.task === task);
  return {
    heading: `Task ${task}`,
    paragraphs: [...words, ...asks.map((check) => check.asks)],
    sources: [],
    offer: { label: `Check task ${task}`, say: `check ${task}` },
  };
}

async function audienceOf({ audience }: BroadcastDraft, lab: Lab): Promise<Audience> {
  if (audience === 'roster') return { kind: 'people', people: await lab.people() };
  return { kind: 'channel', channel: lab.courseChannel ?? '' };
}

function faultsOf(
  input: BroadcastInput,
  draft: BroadcastDraft,
  lab: Lab,
  to: Audience,
): Partial<Record<BroadcastField, string>> {
  const unknownHint = draft.hint !== null && !lab.lesson().passages.some(({ id }) => id === draft.hint);
  if (unknownHint) return { content: 'The lesson no longer has this passage; choose another one.' };
  if (draft.task === null && draft.hint === null && draft.own === '')
    return { own: 'Choose something above, or write something here.' };
  if (draft.own.length > maxOwnWordsLength) return { own: `At most ${maxOwnWordsLength} characters.` };
  if (input.audience !== 'channel' && input.audience !== 'roster') return { audience: 'Choose who gets it.' };
  if (to.kind === 'channel' && to.channel === '') return { audience: 'No course channel is configured.' };
  if (to.kind === 'people' && to.people.length === 0) return { audience: 'Nobody is on the roster.' };
  return {};
}

function signPreview(draft: BroadcastDraft, body: BroadcastBody, to: Audience): BroadcastPreviewForm {
  const signature = createHash('sha256').update(JSON.stringify({ body, to })).digest('hex').slice(0, 16);
  return { kind: 'broadcast-preview', draft, body, to, signature };
}

async function previewOf(draft: BroadcastDraft, lab: Lab): Promise<BroadcastPreviewForm> {
  return signPreview(draft, bodyOf(draft, lab), await audienceOf(draft, lab));
}

/**
 * What an instructor wrote, as it would be sent and to whom; or what is wrong, by field.
 * @throws Trouble `instructors-only`
 */
export async function reviewBroadcast(
  input: BroadcastInput,
  caller: Caller,
  lab: Lab,
): Promise<{ readonly faults: Partial<Record<BroadcastField, string>> } | { readonly form: BroadcastPreviewForm }> {
  await admitCaller(caller, 'instructor', 'broadcast', lab);
  // Control characters but line breaks have no business in a message.
  const own = (input.own ?? '').replaceAll(/[^\P{C}\n\u200D]/gu, '').trim();
  const draft: BroadcastDraft = {
    ...parseContent(input.content),
    own,
    audience: input.audience === 'channel' ? 'channel' : 'roster',
  };
  const form = await previewOf(draft, lab);
  const faults = faultsOf(input, draft, lab, form.to);
  return Object.keys(faults).length > 0 ? { faults } : { form };
}

/**
 * What came of a confirmation: a broadcast that is kept and may be sent, its preview where that changed meanwhile, or
 * the id of one that was confirmed before.
 */
export type BroadcastConfirmation =
  | { readonly changed: BroadcastPreviewForm }
  | { readonly before: string }
  | { readonly announce: Announcement; readonly audit: Audit };

/**
 * Confirms what was shown: keeps exactly that, so that it can be sent, or shows it again where it changed meanwhile.
 * @throws Trouble `instructors-only`, or `store-down` where it cannot be kept; then nothing will be sent
 */
export async function confirmBroadcast(
  { draft, signature, id }: Pick<BroadcastPreviewForm, 'draft' | 'signature'> & { readonly id: string },
  caller: Caller,
  lab: Lab,
): Promise<BroadcastConfirmation> {
  await admitCaller(caller, 'instructor', 'broadcast', lab);
  const form = await previewOf(draft, lab);
  if (form.signature !== signature) return { changed: form };
  const { body, to } = form;
  const announce = { id, by: caller.user, at: lab.newIdAndTime().at, body, to };
  if (!(await lab.broadcasts.accept(announce))) return { before: id };
  const whom = to.kind === 'channel' ? `channel ${to.channel}` : `${to.people.length} people`;
  return { announce, audit: { did: 'accept', what: `broadcast ${id} to ${whom}`, namespace: null, as: null } };
}
