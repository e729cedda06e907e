import { type BlockElement, type BlockHandlers, type FeedbackSign, isBlockElement, textOf } from './elements.ts';
import type { PageBlock } from './state.ts';

type SignProps = { readonly sign: FeedbackSign; readonly drawn: string; readonly press: (value: string) => void };

/** A small sign whose words are in its name and in what is shown beside the pointer. */
function Sign({ sign, drawn, press }: SignProps) {
  const words = textOf(sign.text);
  return (
    <button
      type="button"
      title={words}
      aria-label={sign.accessibility_label ?? words}
      onClick={() => press(sign.value)}
    >
      {drawn}
    </button>
  );
}

/** Signs below a message: a thumb up and one down, or a bin. The library draws them, but nothing happens when they are pressed. */
export function ContextActions({ block, handlers }: { readonly block: PageBlock; readonly handlers: BlockHandlers }) {
  const elements = Array.isArray(block.elements) ? block.elements.filter(isBlockElement) : [];
  const press = ({ action_id: action }: BlockElement, value?: string) =>
    handlers.press(block.block_id ?? '', action, value);
  return (
    <div className="context-actions">
      {elements.flatMap((element) => {
        const { action_id: id, text, positive_button: yes, negative_button: no } = element;
        if (!yes || !no)
          return (
            <button key={id} type="button" aria-label={textOf(text)} onClick={() => press(element)}>
              🗑
            </button>
          );
        return [
          <Sign key={`${id} yes`} sign={yes} drawn="👍" press={(value) => press(element, value)} />,
          <Sign key={`${id} no`} sign={no} drawn="👎" press={(value) => press(element, value)} />,
        ];
      })}
    </div>
  );
}
