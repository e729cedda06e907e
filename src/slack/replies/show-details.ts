import { type DetailsAddress, detailsView } from '../../blocks/details.ts';
import type { Doc } from '../../model/doc.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import { answerDoc } from '../../words/index.ts';
import { createDoc, textRun } from '../../words/runs.ts';
import type { SlackContext } from '../context.ts';
import { performEffects } from './effects.ts';
import { reportBug } from './report-bug.ts';

/** A press that asks for details: what is shown, which page, and where. */
export type DetailsRequest = {
  readonly address: DetailsAddress;
  readonly page: number;
  readonly trigger: string;
  /** The modal in which a button was pressed; null where a message's button opens one. */
  readonly view: string | null;
};

const again = 'The look before is no longer kept, so I looked again. This is what I see now.';

async function showPage(
  doc: Doc,
  request: DetailsRequest,
  note: string | null,
  context: SlackContext,
): Promise<string> {
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

/** Looks again for what is no longer kept; a bug becomes its apology. */
async function docOf(run: () => Promise<Outcome>, user: string, context: SlackContext): Promise<Doc> {
  try {
    const outcome = await run();
    await performEffects(outcome, user, context);
    return answerDoc(outcome.answer, 'slack');
  } catch (error) {
    const bug = reportBug(error, context);
    return createDoc(
      [textRun(`Something went wrong inside netlab. Please tell your instructor this number: ${bug}.`)],
      [],
    );
  }
}

/** An answer without details, as a refusal, is shown as it is. */
const shownWhole = (doc: Doc): Doc =>
  doc.details.length > 0
    ? doc
    : { ...doc, details: [{ title: 'Answer', parts: [{ part: 'paragraph', runs: doc.verdict }, ...doc.parts] }] };

/**
 * Opens the details of an answer, or another page of them: of the same look where it is kept, else of a new one, which is
 * said. `run` gives the same answer anew.
 */
export async function showDetails(
  request: DetailsRequest,
  user: string,
  run: () => Promise<Outcome>,
  context: SlackContext,
): Promise<void> {
  const { keptAnswers, lab } = context;
  const { id } = request.address;
  try {
    const kept = keptAnswers.findAnswer(id, user);
    if (kept !== null) {
      await showPage(kept.doc, request, null, context);
      return;
    }
    // A trigger lives three seconds, and a look may take longer.
    const reading = createDoc([textRun('')], [], {
      details: [
        { title: 'Reading', parts: [{ part: 'paragraph', runs: [textRun('I am looking again. One moment.')] }] },
      ],
    });
    const view = await showPage(reading, request, null, context);
    const doc = shownWhole(await docOf(run, user, context));
    keptAnswers.keepAnswer(id, user, { doc, remarks: [], next: [] });
    await showPage(doc, { ...request, view }, again, context);
  } catch (error) {
    lab.log(`details of an answer could not be shown to ${user}: ${firstLineOf(error)}`);
  }
}
