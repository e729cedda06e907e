import type { ModalView } from '@slack/types';
import { instructorReplyView } from '../../blocks/answer-form.ts';
import { formView } from '../../blocks/forms.ts';
import type { Doc, DocPart } from '../../model/doc.ts';
import type { Form } from '../../model/form.ts';
import { helpRequestDoc } from '../../words/help-request.ts';

/** A Doc with what is folded below the rest: whoever answers a question needs all of it. */
function unfoldDoc(doc: Doc): Doc {
  const folded = doc.details.flatMap(({ title, parts }): readonly DocPart[] => [
    { part: 'heading', text: title },
    ...parts,
  ]);
  return { ...doc, parts: [...doc.parts, ...folded], details: [] };
}

/** A form as a modal. `id` identifies the broadcast that a preview confirms; `note` stands on top of a preview. */
export function createFormView(form: Form, id: string, note: string | null = null): ModalView {
  return form.kind === 'answer' ? instructorReplyView(form, unfoldDoc(helpRequestDoc(form))) : formView(form, id, note);
}
