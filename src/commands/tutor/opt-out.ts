import type { Lab } from '../../model/lab.ts';
import type { Page } from '../../model/notebook.ts';

/** Whether somebody has turned the language model off; whatever stands there that is not understood counts as off. */
export function isTurnedOff(pages: readonly Page[]): boolean {
  return pages.length > 0;
}

/** Whether a language model may be asked for somebody; null where none is configured. */
export async function mayAsk(
  user: string,
  { tutor, notebooks }: Pick<Lab, 'tutor' | 'notebooks'>,
): Promise<boolean | null> {
  if (tutor === 'off') return null;
  return !isTurnedOff(await notebooks.read(user, 'tutor'));
}

/** Turns the language model on or off for somebody. */
export async function turn(
  user: string,
  on: boolean,
  { notebooks, mint }: Pick<Lab, 'notebooks' | 'mint'>,
): Promise<void> {
  const pages = [{ key: 'off', body: on ? null : { off: true } }];
  await notebooks.change(user, 'tutor', mint().at, () => ({ pages, result: null }));
}
