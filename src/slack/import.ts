import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { importFields, importPreview, importView, waitingView } from '../blocks/roster-forms.ts';
import { confirmImport, reviewImport } from '../commands/roster-import.ts';
import { worded } from '../commands/words.ts';
import type { Caller } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { audited, showHomes, told } from './effects.ts';
import type { Submitted } from './forms.ts';
import { insteadView } from './instead.ts';
import { type Desk, orLate } from './talk.ts';
import { unable } from './unable.ts';

/** Slack waits three seconds for what follows a form; a list that takes longer is shown when it is read. */
const promptly = 1500;

const uploaded = z.object({ files: z.array(z.object({ url_private: z.string() })) });

async function textIn({ state }: ViewOutput, desk: Desk): Promise<string> {
  const { pasted, file } = importFields;
  const typed = state.values[pasted]?.[pasted]?.value?.trim() ?? '';
  const files = uploaded.safeParse(state.values[file]?.[file]).data?.files ?? [];
  const [first] = files;
  if (typed !== '' && first) throw new Trouble('bad-input', { what: 'either pasted lines or a file, not both' });
  return first ? desk.download(first.url_private) : typed;
}

/** The preview of a list, or the form again with what is wrong with it. */
async function reviewed(view: ViewOutput, caller: Caller, desk: Desk): Promise<ModalView> {
  try {
    return importPreview(await reviewImport(await textIn(view, desk), caller, desk.lab));
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== 'bad-input') throw error;
    const { says } = worded(error);
    return importView({ kind: 'roster-import', note: says });
  }
}

/** What a form becomes, and what is done once that is shown. */
type Shown = { readonly view: ModalView; readonly after?: () => Promise<unknown> };

const update = (view: ModalView): Submitted => ({ response: { response_action: 'update', view }, announce: null });

/** Shows what a form becomes: at once, or, where that takes longer than Slack waits, in the same modal when it is there. */
async function inTime(
  pending: Promise<Shown>,
  meanwhile: string,
  { id, callback_id: form }: Pick<ViewOutput, 'id' | 'callback_id'>,
  caller: Caller,
  desk: Desk,
): Promise<Submitted> {
  const quick = await orLate(pending, promptly);
  if (quick) return { ...update(quick.view), ...(quick.after ? { later: quick.after() } : {}) };
  const late = async () => {
    const shown: Shown = await pending.catch(async (error: unknown) => ({
      view: await unable(error, `form ${form}`, caller, desk),
    }));
    await desk.replies.views
      .update({ view_id: id, view: shown.view })
      .catch((error: unknown) => desk.lab.note(`a form could not be changed: ${String(error)}`));
    await shown.after?.();
  };
  return { ...update(waitingView(meanwhile)), later: late() };
}

/** A list was handed in. Looking people up may take longer than Slack waits, so the preview may come later. */
export function onImport(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const shown = reviewed(view, caller, desk).then((next) => ({ view: next }));
  return inTime(shown, 'Reading the list and looking up who is meant…', view, caller, desk);
}

const carried = z.object({ id: z.string().min(1).max(64), signature: z.string().max(64) });

async function carriedOut(view: ViewOutput, caller: Caller, desk: Desk): Promise<Shown> {
  const confirmed = await confirmImport(carried.parse(JSON.parse(view.private_metadata)), caller, desk.lab);
  if ('changed' in confirmed) {
    const note = 'The roster changed since you looked. Nothing was done; please look again.';
    return { view: importPreview(confirmed.changed, note) };
  }
  const { done, audit, tell, home } = confirmed;
  await audited(audit, caller.user, desk);
  const left = done.faults > 0 ? ` ${done.faults} ${done.faults === 1 ? 'line was' : 'lines were'} left out.` : '';
  const says = `${done.given} got a namespace, ${done.moved} moved to another one.${left}`;
  const whom = tell.length > 0 ? 'Only who had asked for a namespace is written to' : 'Nobody was written to';
  return {
    view: insteadView(says, `${whom}; /netlab broadcast writes to the class.`, 'The roster is changed'),
    after: () => told(tell, desk).then(() => showHomes(home, desk)),
  };
}

/** A preview was confirmed: exactly that is done, or it is shown again where the roster changed meanwhile. */
export function onImportConfirmed(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  return inTime(carriedOut(view, caller, desk), 'Changing the roster…', view, caller, desk);
}
