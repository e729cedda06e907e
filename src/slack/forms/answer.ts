import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { answerField, answerView } from '../../blocks/answer-form.ts';
import { answerQuestion } from '../../commands/help-request/answers.ts';
import type { Caller } from '../../model/person.ts';
import { perform } from '../replies/effects.ts';
import { type Desk, orLate, promptly } from '../replies/reply.ts';
import type { Submitted } from './index.ts';
import { insteadView } from './result-view.ts';

const carried = z.object({ id: z.string().min(1).max(64), knew: z.string().max(40).nullable() });

/** An instructor answered a student's question: it goes to the student, or is shown again where somebody was faster. */
export async function onAnswer(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const words = view.state.values[answerField]?.[answerField]?.value ?? '';
  const asked = { ...carried.parse(JSON.parse(view.private_metadata)), words };
  const answered = await answerQuestion(asked, caller, desk.lab);
  if ('fault' in answered)
    return { response: { response_action: 'errors', errors: { [answerField]: answered.fault } }, announce: null };
  if ('again' in answered)
    return { response: { response_action: 'update', view: answerView(answered.again) }, announce: null };
  // Slack waits three seconds for what follows a form; a direct message may have to wait longer.
  const told = perform(answered.outcome, caller.user, desk);
  const remarks = await orLate(told, promptly);
  const says =
    remarks === null
      ? 'Your answer is on its way to the student. If it does not arrive, I tell you.'
      : 'The student has your answer.';
  const shown = insteadView(remarks?.[0] ?? says, '', 'Answered');
  return { response: { response_action: 'update', view: shown }, announce: null, later: () => told };
}
