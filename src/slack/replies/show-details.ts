import { type DetailsAddress, detailsMessages, detailsView } from '../../blocks/details.ts';
import type { Doc } from '../../model/doc.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import { answerDoc } from '../../words/index.ts';
import { createDoc, textRun } from '../../words/runs.ts';
import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from './delivery.ts';
import { performEffects } from './effects.ts';
import { postToDm } from './post-to-dm.ts';
import { reportBug } from './report-bug.ts';

/** A press that asks for details: what is shown, which page, and where. */
export type DetailsRequest = {
  readonly address: DetailsAddress;
  readonly page: number;
  readonly trigger: string;
  /** The modal in which a button was pressed; null where a message's button opens one. */
  readonly view: string | null;
};

/** Details to show; `note` stands on top of them. */
type NotedDoc = { readonly doc: Doc; readonly note: string | null };

const again = 'The look before is no longer kept, so I looked again. This is what I see now.';
const closed = 'I could not open a window for this, so it is here.';

/** Shows a page in the modal, or opens one; resolves with its id. @throws what Slack refuses */
async function showPage({ doc, note }: NotedDoc, request: DetailsRequest, context: SlackContext): Promise<string> {
  const { address, page, trigger, view } = request;
  const drawn = detailsView(doc, page, address, note);
  const { views } = context.replies;
  if (view !== null) {
    await views.update({ view_id: view, view: drawn });
    return view;
  }
  const opened = await views.open({ trigger_id: trigger, view: drawn });
  return opened.view?.id ?? '';
}

/** Sends the details as direct messages, all of them: for where no modal can be opened. */
async function sendDetails({ doc, note }: NotedDoc, user: string, context: SlackContext): Promise<void> {
  for (const message of detailsMessages(doc, note === null ? closed : `${closed} ${note}`))
    await deliverWithFallbacks(message, (each) => postToDm(user, each, context), user, context);
}

/** Looks again for what is no longer kept; a bug becomes its apology, and a refusal is no look. */
async function lookAgain(run: () => Promise<Outcome>, user: string, context: SlackContext): Promise<NotedDoc> {
  try {
    const outcome = await run();
    await performEffects(outcome, user, context);
    return {
      doc: shownWhole(answerDoc(outcome.answer, 'slack')),
      note: outcome.answer.kind === 'trouble' ? null : again,
    };
  } catch (error) {
    const bug = reportBug(error, context);
    const says = `Something went wrong inside netlab. Please tell your instructor this number: ${bug}.`;
    return { doc: shownWhole(createDoc([textRun(says)], [])), note: null };
  }
}

/** An answer without details, as a refusal, is shown as it is. */
const shownWhole = (doc: Doc): Doc =>
  doc.details.length > 0
    ? doc
    : { ...doc, details: [{ title: 'Answer', parts: [{ part: 'paragraph', runs: doc.verdict }, ...doc.parts] }] };

/** What stands in the modal while the cluster is read: a trigger lives three seconds, and a look may take longer. */
const waiting: Doc = createDoc([textRun('')], [], {
  details: [{ title: 'One moment', parts: [{ part: 'paragraph', runs: [textRun('I am looking this up.')] }] }],
});

/** Whether the modal that was to be filled is gone: its reader closed it. */
const isClosed = (error: unknown, { view }: DetailsRequest): boolean =>
  view !== null && error instanceof Error && error.message.includes('not_found');

/** Opens a modal, or fills the one that is open; null where Slack does not let it. One that was closed stays closed. */
async function tryToShow(shown: NotedDoc, request: DetailsRequest, context: SlackContext): Promise<string | null> {
  try {
    return await showPage(shown, request, context);
  } catch (error) {
    if (isClosed(error, request)) return request.view;
    const { by } = request.address;
    context.lab.log(`details of an answer could not be shown to ${by} in a modal: ${firstLineOf(error)}`);
    return null;
  }
}

/**
 * Opens the details of an answer, or another page of them: of the same look where it is kept, else of a new one, which is
 * said. Where no modal can be opened they come as direct messages. `run` gives the same answer anew.
 */
export async function showDetails(
  request: DetailsRequest,
  user: string,
  run: () => Promise<Outcome>,
  context: SlackContext,
): Promise<void> {
  const { keptAnswers } = context;
  const { id } = request.address;
  const kept = keptAnswers.findAnswer(id, user);
  if (kept !== null) {
    const shown = { doc: kept.doc, note: null };
    if ((await tryToShow(shown, request, context)) === null) await sendDetails(shown, user, context);
    return;
  }
  const view = await tryToShow({ doc: waiting, note: null }, request, context);
  const shown = await lookAgain(run, user, context);
  if (shown.note !== null) keptAnswers.keepAnswer(id, user, { doc: shown.doc, remarks: [], next: [] });
  const done = view !== null && (await tryToShow(shown, { ...request, view }, context)) !== null;
  if (!done) await sendDetails(shown, user, context);
}
