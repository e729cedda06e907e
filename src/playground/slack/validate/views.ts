import { limits } from '../workspace/limits.ts';
import { blockFaults } from './blocks.ts';
import { fieldsOf, listOf, type PayloadFault, plainFaults, stringFaults } from './fault.ts';

/** What is wrong with a view, a modal or an App Home; without scopes, of an app that has all that a view can ask for. */
export function viewFaults(
  value: unknown,
  type: 'modal' | 'home',
  scopes: readonly string[] = ['files:read'],
): readonly PayloadFault[] {
  const view = fieldsOf(value);
  if (view.type !== type) return [`view.type: must be ${type}`];
  const blocks = (listOf(view.blocks) ?? []).map(fieldsOf);
  const inputs = blocks.some((block) => block.type === 'input');
  const files = blocks.some(({ element }) => fieldsOf(element).type === 'file_input') && !scopes.includes('files:read');
  const modal =
    type === 'home'
      ? []
      : [
          ...plainFaults(view.title, 'view.title', limits.viewTitle),
          ...(view.submit === undefined ? [] : plainFaults(view.submit, 'view.submit', limits.viewTitle)),
          ...(view.close === undefined ? [] : plainFaults(view.close, 'view.close', limits.viewTitle)),
          ...(inputs && view.submit === undefined ? ['view.submit: is required with an input block'] : []),
        ];
  return [
    ...modal,
    ...(files ? ['view.blocks: file_input needs the scope files:read'] : []),
    ...stringFaults(view.private_metadata, 'view.private_metadata', limits.metadata),
    ...stringFaults(view.callback_id, 'view.callback_id', limits.id),
    ...stringFaults(view.external_id, 'view.external_id', limits.id),
    ...blockFaults(view.blocks, type).map((fault) => `view.${fault}`),
  ];
}

/** Whether a view is larger than Slack takes. */
export function isViewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > limits.viewBytes;
}
