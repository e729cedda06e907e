import type { ModalView } from '@slack/types';
import type { Form } from '../model/form.ts';
import { askFormView, studentReplyView } from './ask-form.ts';
import { broadcastDraftView, broadcastPreviewView } from './broadcast-forms.ts';
import { guessFormView } from './hint-form.ts';
import { pasteFormView } from './paste-form.ts';
import { policyTrialFormView } from './policy-form.ts';
import { quizAnswerFormView } from './quiz-form.ts';
import { rosterImportPreviewView, rosterImportView } from './roster-forms.ts';
import { wordFormView } from './word-form.ts';

/** A form as a modal. `id` identifies the broadcast that a preview confirms; `note` stands on top of a preview. */
export function formView(
  form: Exclude<Form, { readonly kind: 'answer' }>,
  id: string,
  note: string | null = null,
): ModalView {
  switch (form.kind) {
    case 'broadcast-draft':
      return broadcastDraftView(form);
    case 'broadcast-preview':
      return broadcastPreviewView(form, id, note);
    case 'ask':
      return askFormView(form);
    case 'student-reply':
      return studentReplyView(form);
    case 'hint-guess':
      return guessFormView(form);
    case 'quiz-answer':
      return quizAnswerFormView(form);
    case 'words':
      return wordFormView(form);
    case 'policy-trial':
      return policyTrialFormView(form);
    case 'paste':
      return pasteFormView();
    case 'roster-import':
      return rosterImportView(form);
    case 'roster-preview':
      return rosterImportPreviewView(form, note);
  }
}
