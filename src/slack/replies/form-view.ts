import type { ModalView } from '@slack/types';
import { instructorReplyView } from '../../blocks/answer-form.ts';
import { formView } from '../../blocks/forms.ts';
import type { Form } from '../../model/form.ts';
import { helpRequestDoc } from '../../words/help-request.ts';

/** A form as a modal. `id` identifies the broadcast that a preview confirms; `note` stands on top of a preview. */
export function createFormView(form: Form, id: string, note: string | null = null): ModalView {
  return form.kind === 'answer' ? instructorReplyView(form, helpRequestDoc(form)) : formView(form, id, note);
}
