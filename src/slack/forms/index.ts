import { instructorReplyCallback } from '../../blocks/answer-form.ts';
import { broadcastCallbacks } from '../../blocks/broadcast-forms.ts';
import { guessFormIds } from '../../blocks/hint-form.ts';
import { policyFormIds } from '../../blocks/policy-form.ts';
import { rosterFormCallbacks } from '../../blocks/roster-forms.ts';
import { wordFormCallback } from '../../blocks/word-form.ts';
import { handleInstructorReply } from './answer.ts';
import { handleBroadcastConfirmation, handleBroadcastDraft } from './broadcast.ts';
import { handleGuess } from './guess.ts';
import { handlePolicyTrial } from './policy-trial.ts';
import { handleImportConfirmation, handleRosterImport } from './roster-import.ts';
import type { FormHandler } from './submission.ts';
import { handleWordForm } from './words.ts';

/** Every form, by its callback id. */
export const formHandlers: Readonly<Record<string, FormHandler>> = {
  [broadcastCallbacks.draft]: handleBroadcastDraft,
  [broadcastCallbacks.preview]: handleBroadcastConfirmation,
  [instructorReplyCallback]: handleInstructorReply,
  [rosterFormCallbacks.import]: handleRosterImport,
  [rosterFormCallbacks.preview]: handleImportConfirmation,
  [guessFormIds.callback]: handleGuess,
  [policyFormIds.callback]: handlePolicyTrial,
  [wordFormCallback]: handleWordForm,
};
