import type { ModalView } from '@slack/types';
import type { PolicyTrialForm } from '../model/form.ts';
import { contextBlock } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';

/** What somebody fills in to try a policy: the callback id, and the field's block and element. */
export const policyFormIds = { callback: 'policy-trial', field: 'policy' } as const;

/** Characters that a policy in the form may have: as many as Slack lets a field have. */
export const policyFormCharacters = 3000;

/** The form in which a student writes a policy to try. */
export function policyTrialFormView({ question }: PolicyTrialForm): ModalView {
  const { callback, field } = policyFormIds;
  const words = { title: 'Try a policy', submit: 'Try', close: 'Cancel', metadata: question };
  return modalView(callback, words, [
    contextBlock(`Tried on: ${question}. Nothing is applied to the cluster.`),
    inputBlock(
      'A NetworkPolicy in YAML',
      { type: 'plain_text_input', action_id: field, multiline: true, max_length: policyFormCharacters },
      { hint: 'For your own namespace. Several are parted by a line ---. Its text is not kept.' },
    ),
  ]);
}

/** What a policy changes, in place of the form. */
export function policyTriedView({ blocks }: SlackMessage): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions').slice(0, limits.viewBlocks - 1);
  const end = contextBlock('You find it again under Messages.');
  return modalView('policy-tried', { title: 'Tried, not applied', close: 'Close' }, [...shown, end]);
}
