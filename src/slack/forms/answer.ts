import { z } from 'zod';
import { instructorKeepField, instructorReplyField } from '../../blocks/answer-form.ts';
import { answerHelpRequest } from '../../commands/help-request/answers.ts';
import { performEffects } from '../replies/effects.ts';
import { createFormView } from '../replies/form-view.ts';
import { promptAnswerTimeoutMs } from '../replies/waiting-line.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, isTicked, readCarried, showFieldErrors, showInstead } from './submission.ts';

const carried = z.object({ id: z.string().min(1).max(64), knew: z.string().max(40).nullable() });

/** An instructor answered a student's question: it goes to the student, or is shown again where somebody was faster. */
export const handleInstructorReply: FormEntry['handle'] = async ({ view, caller }, context) => {
  const words = fieldOf(view, instructorReplyField).value ?? '';
  const submission = { ...readCarried(carried, view), words, forClass: isTicked(view, instructorKeepField) };
  const answered = await answerHelpRequest(submission, caller, context.lab);
  if ('fault' in answered) return showFieldErrors({ [instructorReplyField]: answered.fault });
  if ('again' in answered) return showInstead(createFormView(answered.again, ''));
  // Slack waits three seconds for what follows a form; a direct message may have to wait longer.
  const effects = performEffects(answered.outcome, caller.user, context);
  const remarks = await withTimeout(effects, promptAnswerTimeoutMs);
  const says =
    remarks === null
      ? 'Your answer is on its way to the student. If it does not arrive, I tell you.'
      : 'The student has your answer.';
  return showInstead(resultView(remarks?.[0] ?? says, '', 'Answered'), () => effects);
};
