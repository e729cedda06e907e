import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { rosterImportFields, rosterImportPreviewView, rosterImportView } from '../../blocks/roster-forms.ts';
import { confirmImport, reviewImport } from '../../commands/roster/import.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { showHomes } from '../replies/app-home.ts';
import { writeAudit } from '../replies/audit.ts';
import { sendDirectMessages } from '../replies/direct-messages.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, readCarried, type SubmittedView, showInstead } from './submission.ts';

const uploaded = z.array(z.object({ url_private: z.string() }));

async function readListText(view: SubmittedView, { download }: SlackContext): Promise<string> {
  const { pasted, file } = rosterImportFields;
  const typed = fieldOf(view, pasted).value?.trim() ?? '';
  const [first] = uploaded.safeParse(fieldOf(view, file).files).data ?? [];
  if (typed !== '' && first) throw new Trouble('bad-input', { what: 'either pasted lines or a file, not both' });
  return first ? download(first.url_private) : typed;
}

/** The preview of a list, or the form again with what is wrong with it. */
async function reviewList(view: SubmittedView, caller: Caller, context: SlackContext): Promise<ModalView> {
  try {
    return rosterImportPreviewView(await reviewImport(await readListText(view, context), caller, context.lab));
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== 'bad-input') throw error;
    const { message } = troubleAnswer(error);
    return rosterImportView({ kind: 'roster-import', note: message });
  }
}

/** A list was handed in; looking people up may take longer than Slack waits, which whoever calls takes care of. */
export const handleRosterImport: FormEntry['handle'] = async ({ view, caller }, context) =>
  showInstead(await reviewList(view, caller, context));

const carried = z.object({ id: z.string().min(1).max(64), signature: z.string().max(64) });

/** A preview was confirmed: exactly that is done, or it is shown again where the roster changed meanwhile. */
export const handleImportConfirmation: FormEntry['handle'] = async ({ view, caller }, context) => {
  const confirmed = await confirmImport(readCarried(carried, view), caller, context.lab);
  if ('changed' in confirmed) {
    const note = 'The roster changed since you looked. Nothing was done; please look again.';
    return showInstead(rosterImportPreviewView(confirmed.changed, note));
  }
  const { done, audit, directMessages, changedHomes } = confirmed;
  await writeAudit(audit, caller.user, context);
  const left = done.faults > 0 ? ` ${done.faults} ${done.faults === 1 ? 'line was' : 'lines were'} left out.` : '';
  const says = `${done.given} got a namespace, ${done.moved} moved to another one.${left}`;
  const shown = resultView(says, 'I welcome each of them in a direct message.', 'The roster is changed');
  return showInstead(shown, async () => {
    // One after the other: a class is more than Slack takes at once.
    for (const each of directMessages) await sendDirectMessages([each], null, context);
    await showHomes(changedHomes, context);
  });
};
