import { instructorReplyCallback } from '../../blocks/answer-form.ts';
import { askFormIds } from '../../blocks/ask-form.ts';
import { broadcastCallbacks } from '../../blocks/broadcast-forms.ts';
import { guessFormIds } from '../../blocks/hint-form.ts';
import { pasteFormIds } from '../../blocks/paste-form.ts';
import { policyFormIds } from '../../blocks/policy-form.ts';
import { quizFormIds } from '../../blocks/quiz-form.ts';
import { rosterFormCallbacks } from '../../blocks/roster-forms.ts';
import { wordFormCallback } from '../../blocks/word-form.ts';
import { findOwnValue } from '../../model/own-value.ts';
import { handleInstructorReply } from './answer.ts';
import { handleQuestion, handleStudentReply } from './ask.ts';
import { handleBroadcastConfirmation, handleBroadcastDraft } from './broadcast.ts';
import { handleGuess } from './guess.ts';
import { handlePaste } from './paste.ts';
import { handlePolicyTrial } from './policy-trial.ts';
import { handleQuizAnswer } from './quiz-answer.ts';
import { handleImportConfirmation, handleRosterImport } from './roster-import.ts';
import type { FormEntry } from './submission.ts';
import { handleWordForm } from './words.ts';

/** Every form, by its callback id. */
const forms: Readonly<Record<string, FormEntry>> = {
  [broadcastCallbacks.draft]: { right: 'instructor', word: 'broadcast', handle: handleBroadcastDraft },
  [broadcastCallbacks.preview]: { right: 'instructor', word: 'broadcast', handle: handleBroadcastConfirmation },
  [instructorReplyCallback]: { right: 'instructor', word: 'answers', handle: handleInstructorReply },
  [askFormIds.callback]: { right: 'roster', word: 'ask', handle: handleQuestion },
  [askFormIds.reply]: { right: 'roster', word: 'ask', handle: handleStudentReply },
  [rosterFormCallbacks.import]: { right: 'instructor', word: 'roster', handle: handleRosterImport },
  [rosterFormCallbacks.preview]: { right: 'instructor', word: 'roster', handle: handleImportConfirmation },
  [guessFormIds.callback]: { right: 'roster', word: 'hint', handle: handleGuess },
  [quizFormIds.callback]: { right: 'roster', word: 'quiz', handle: handleQuizAnswer },
  [policyFormIds.callback]: { right: 'roster', word: 'reach', handle: handlePolicyTrial },
  [pasteFormIds.callback]: { right: 'reader', word: 'explain', handle: handlePaste },
  // Each command asks for its own right.
  [wordFormCallback]: { right: 'anyone', word: 'help', handle: handleWordForm },
};

/** A form by its callback id; null for none of this netlab. */
export function findForm(callback: string): FormEntry | null {
  return findOwnValue(forms, callback) ?? null;
}

/** The names of all forms. */
export const formNames: readonly string[] = Object.keys(forms);

/** The name of a form for the log; nothing that somebody else made up gets there. */
export function knownFormName(callback: unknown): string {
  return formNames.find((name) => name === callback) ?? 'unknown';
}
