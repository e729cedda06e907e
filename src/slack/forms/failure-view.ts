import type { ModalView } from '@slack/types';
import { refusal } from '../../commands/access/admit.ts';
import { worded } from '../../commands/trouble-words.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { audited } from '../replies/effects.ts';
import type { Desk } from '../replies/reply.ts';
import { insteadView } from './result-view.ts';

/** What went wrong with a form, in its place: a refusal, which is audited, or an apology with a number. */
export async function unable(error: unknown, form: string, caller: Caller, desk: Desk): Promise<ModalView> {
  if (error instanceof Trouble) {
    const audit = refusal(error, form);
    if (audit) await audited(audit, caller.user, desk);
    const { says, todo } = worded(error);
    return insteadView(says, todo);
  }
  desk.metrics.bugs.inc();
  const id = desk.lab.mint().id.slice(0, 8);
  desk.lab.note(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  return insteadView('Something went wrong inside netlab; nothing was done.', `Its number is ${id}.`);
}
