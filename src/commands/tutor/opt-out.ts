import type { Lab } from '../../model/lab.ts';
import type { NotebookEntry } from '../../model/notebook.ts';

/** Whether somebody has turned the language model off; whatever stands there that is not understood counts as off. */
export function hasOptedOut(pages: readonly NotebookEntry[]): boolean {
  return pages.length > 0;
}

/** Whether a language model may be asked for somebody; null where none is configured. */
export async function mayAskTutor(
  user: string,
  { tutor, notebooks }: Pick<Lab, 'tutor' | 'notebooks'>,
): Promise<boolean | null> {
  if (tutor === 'off') return null;
  return !hasOptedOut(await notebooks.read(user, 'tutor'));
}

/** Turns the language model on or off for somebody. */
export async function setTutorEnabled(
  user: string,
  on: boolean,
  { notebooks, newIdAndTime }: Pick<Lab, 'notebooks' | 'newIdAndTime'>,
): Promise<void> {
  const pages = [{ key: 'off', body: on ? null : { off: true } }];
  await notebooks.change(user, 'tutor', newIdAndTime().at, () => ({ entries: pages, result: null }));
}
