import { randomBytes } from 'node:crypto';
import { fieldsOf } from '../validate/fault.ts';

/** Slack names every block and every interactive element that its app did not name. */
export function withIds(blocks: readonly unknown[]): readonly unknown[] {
  const id = () => randomBytes(4).toString('base64url').slice(0, 5);
  const named = (value: unknown) => {
    const element = fieldsOf(value);
    return element.type === 'image' || element.action_id !== undefined ? element : { ...element, action_id: id() };
  };
  return blocks.map((each) => {
    const block: Record<string, unknown> = { block_id: id(), ...fieldsOf(each) };
    if ((block.type === 'actions' || block.type === 'context_actions') && Array.isArray(block.elements))
      block.elements = block.elements.map(named);
    if (block.type === 'input') block.element = named(block.element);
    if (block.type === 'section' && block.accessory !== undefined) block.accessory = named(block.accessory);
    return block;
  });
}
