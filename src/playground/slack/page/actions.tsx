import { useState } from 'react';
import { Confirm } from './confirm.tsx';
import { type BlockElement, type BlockHandlers, type InputValue, isBlockElement, textOf } from './elements.ts';
import { Boxes, Menu } from './menus.tsx';
import type { PageBlock, PageState } from './state.ts';

type ActionProps = {
  readonly element: BlockElement;
  readonly state: PageState;
  readonly act: (value?: InputValue) => void;
};

function Action({ element, state, act }: ActionProps) {
  if (element.type === 'button')
    return (
      <button
        type="button"
        className={`button ${element.style ?? ''}`}
        aria-label={element.accessibility_label}
        onClick={() => act()}
      >
        {textOf(element.text)}
      </button>
    );
  const label = { 'aria-label': textOf(element.placeholder) || 'Choose' };
  if (element.type === 'checkboxes') return <Ticked element={element} act={act} label={label} />;
  return <Menu element={element} state={state} common={label} change={act} />;
}

function Ticked({
  element,
  act,
  label,
}: Omit<ActionProps, 'state'> & { readonly label: { readonly 'aria-label': string } }) {
  const [ticked, setTicked] = useState<readonly string[]>(element.initial_options?.map(({ value }) => value) ?? []);
  const change = (next: readonly string[]) => {
    setTicked(next);
    act(next);
  };
  return <Boxes element={element} value={ticked} common={label} change={change} />;
}

/** A row of buttons, menus and boxes; what wants to be confirmed is asked before. */
export function Actions({
  block,
  handlers,
  state,
}: {
  readonly block: PageBlock;
  readonly handlers: BlockHandlers;
  readonly state: PageState;
}) {
  const [asked, setAsked] = useState<{ readonly element: BlockElement; readonly value: InputValue | undefined } | null>(
    null,
  );
  const press = ({ action_id: action }: BlockElement, value?: InputValue) =>
    handlers.press(block.block_id ?? '', action, value);
  const act = (element: BlockElement) => (value?: InputValue) =>
    element.confirm ? setAsked({ element, value }) : press(element, value);
  const yes = () => {
    if (asked) press(asked.element, asked.value);
    setAsked(null);
  };
  const elements = Array.isArray(block.elements) ? block.elements.filter(isBlockElement) : [];
  return (
    <div className="actions">
      {elements.map((element) => (
        <Action key={element.action_id} element={element} state={state} act={act(element)} />
      ))}
      {asked?.element.confirm ? <Confirm asked={asked.element.confirm} yes={yes} no={() => setAsked(null)} /> : null}
    </div>
  );
}
