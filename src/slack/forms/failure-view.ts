import type { ModalView } from '@slack/types';
import { refusalAuditOf } from '../../commands/access/admit.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { writeAudit } from '../replies/audit.ts';
import { reportBug } from '../replies/report-bug.ts';
import { resultView } from './result-view.ts';

/** What went wrong with a form, in its place: a refusal, which is audited, or an apology with a number. */
export async function failureView(
  error: unknown,
  form: string,
  caller: Caller,
  context: SlackContext,
): Promise<ModalView> {
  if (error instanceof Trouble) {
    const audit = refusalAuditOf(error, form);
    if (audit) await writeAudit(audit, caller.user, context);
    const { message, todo } = troubleAnswer(error);
    return resultView(message, todo);
  }
  const bug = reportBug(error, context);
  return resultView('Something went wrong inside netlab; nothing was done.', `Its number is ${bug}.`);
}
