import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { instructorReplyField, instructorReplyView } from '../../blocks/answer-form.ts';
import { answerHelpRequest } from '../../commands/help-request/answers.ts';
import type { Caller } from '../../model/person.ts';
import { performEffects } from '../replies/effects.ts';
import { promptAnswerTimeoutMs, type SlackContext, withTimeout } from '../replies/reply.ts';
import type { FormResponse } from './index.ts';
import { resultView } from './result-view.ts';

const carried = z.object({ id: z.string().min(1).max(64), knew: z.string().max(40).nullable() });

/** An instructor answered a student's question: it goes to the student, or is shown again where somebody was faster. */
export async function handleInstructorReply(
  view: ViewOutput,
  caller: Caller,
  desk: SlackContext,
): Promise<FormResponse> {
  const words = view.state.values[instructorReplyField]?.[instructorReplyField]?.value ?? '';
  const asked = { ...carried.parse(JSON.parse(view.private_metadata)), words };
  const answered = await answerHelpRequest(asked, caller, desk.lab);
  if ('fault' in answered)
    return {
      response: { response_action: 'errors', errors: { [instructorReplyField]: answered.fault } },
      announce: null,
    };
  if ('again' in answered)
    return { response: { response_action: 'update', view: instructorReplyView(answered.again) }, announce: null };
  // Slack waits three seconds for what follows a form; a direct message may have to wait longer.
  const told = performEffects(answered.outcome, caller.user, desk);
  const remarks = await withTimeout(told, promptAnswerTimeoutMs);
  const says =
    remarks === null
      ? 'Your answer is on its way to the student. If it does not arrive, I tell you.'
      : 'The student has your answer.';
  const shown = resultView(remarks?.[0] ?? says, '', 'Answered');
  return { response: { response_action: 'update', view: shown }, announce: null, later: () => told };
}
