import type { ModalView } from '@slack/types';

/** A refusal, an apology or a result in place of a form. */
export function resultView(says: string, todo: string, title = 'Not possible'): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [{ type: 'section', text: { type: 'plain_text', text: `${says} ${todo}`.trim().slice(0, 3000) } }],
  };
}
