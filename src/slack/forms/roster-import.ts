import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { rosterImportFields, rosterImportPreviewView, rosterImportView } from '../../blocks/roster-forms.ts';
import { confirmImport, reviewImport } from '../../commands/roster/import.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { sendDirectMessages, showHomes, writeAudit } from '../replies/effects.ts';
import type { SlackContext } from '../replies/reply.ts';
import type { FormResponse } from './index.ts';
import { resultView } from './result-view.ts';

const uploaded = z.object({ files: z.array(z.object({ url_private: z.string() })) });

async function textIn({ state }: ViewOutput, desk: SlackContext): Promise<string> {
  const { pasted, file } = rosterImportFields;
  const typed = state.values[pasted]?.[pasted]?.value?.trim() ?? '';
  const files = uploaded.safeParse(state.values[file]?.[file]).data?.files ?? [];
  const [first] = files;
  if (typed !== '' && first) throw new Trouble('bad-input', { what: 'either pasted lines or a file, not both' });
  return first ? desk.download(first.url_private) : typed;
}

/** The preview of a list, or the form again with what is wrong with it. */
async function reviewList(view: ViewOutput, caller: Caller, desk: SlackContext): Promise<ModalView> {
  try {
    return rosterImportPreviewView(await reviewImport(await textIn(view, desk), caller, desk.lab));
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== 'bad-input') throw error;
    const { message } = troubleAnswer(error);
    return rosterImportView({ kind: 'roster-import', note: message });
  }
}

/** A list was handed in; looking people up may take longer than Slack waits, which whoever calls takes care of. */
export async function handleRosterImport(view: ViewOutput, caller: Caller, desk: SlackContext): Promise<FormResponse> {
  return { response: { response_action: 'update', view: await reviewList(view, caller, desk) }, announce: null };
}

const carried = z.object({ id: z.string().min(1).max(64), signature: z.string().max(64) });

/** A preview was confirmed: exactly that is done, or it is shown again where the roster changed meanwhile. */
export async function handleImportConfirmation(
  view: ViewOutput,
  caller: Caller,
  desk: SlackContext,
): Promise<FormResponse> {
  const confirmed = await confirmImport(carried.parse(JSON.parse(view.private_metadata)), caller, desk.lab);
  if ('changed' in confirmed) {
    const note = 'The roster changed since you looked. Nothing was done; please look again.';
    return {
      response: { response_action: 'update', view: rosterImportPreviewView(confirmed.changed, note) },
      announce: null,
    };
  }
  const { done, audit, directMessages, changedHomes } = confirmed;
  await writeAudit(audit, caller.user, desk);
  const left = done.faults > 0 ? ` ${done.faults} ${done.faults === 1 ? 'line was' : 'lines were'} left out.` : '';
  const says = `${done.given} got a namespace, ${done.moved} moved to another one.${left}`;
  const whom = directMessages.length > 0 ? 'Only who had asked for a namespace is written to' : 'Nobody was written to';
  return {
    response: {
      response_action: 'update',
      view: resultView(says, `${whom}; /netlab broadcast writes to the class.`, 'The roster is changed'),
    },
    announce: null,
    later: () => sendDirectMessages(directMessages, null, desk).then(() => showHomes(changedHomes, desk)),
  };
}
