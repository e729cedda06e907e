import { useId } from 'react';
import { findOwnValue } from '../../own-value.ts';
import {
  type BlockElement,
  type BlockHandlers,
  type InputValue,
  isBlockElement,
  textOf,
  valuesOf,
} from './elements.ts';
import { Boxes, type ControlAttributes, Menu } from './menus.tsx';
import type { PageBlock, PageState } from './state.ts';
import { FileChooser } from './uploads.tsx';

const menus = new Set(['static_select', 'users_select', 'conversations_select', 'channels_select']);
const groups = new Set(['radio_buttons', 'checkboxes']);

function firstOf(element: BlockElement): InputValue {
  if (element.initial_options) return element.initial_options.map(({ value }) => value);
  return element.initial_value ?? element.initial_option?.value ?? element.initial_user ?? '';
}

type ControlProps = {
  readonly element: BlockElement;
  readonly state: PageState;
  readonly value: InputValue;
  readonly common: ControlAttributes;
  readonly change: (value: InputValue) => void;
};

function Control({ element, state, value, common, change }: ControlProps) {
  const { type, min_length: least, max_length: most = 3000 } = element;
  if (groups.has(type)) {
    const one = type === 'radio_buttons';
    const pick = (next: readonly string[]) => change(one ? (next[0] ?? '') : next);
    return <Boxes element={element} value={valuesOf(value)} common={common} change={pick} />;
  }
  if (type === 'file_input') {
    const kept = valuesOf(value).length;
    return <FileChooser element={element} user={state.me} kept={kept} common={common} change={change} />;
  }
  const text = String(value);
  if (menus.has(type)) return <Menu element={element} state={state} common={common} value={text} change={change} />;
  const typed = { value: text, minLength: least, maxLength: most };
  if (element.multiline)
    return <textarea {...common} {...typed} rows={4} onChange={({ target }) => change(target.value)} />;
  return <input {...common} {...typed} onChange={({ target }) => change(target.value)} />;
}

function Label({ id, group, title }: { readonly id: string; readonly group: boolean; readonly title: string }) {
  if (!group)
    return (
      <label className="label" htmlFor={id}>
        {title}
      </label>
    );
  return (
    <span id={`${id}-label`} className="label">
      {title}
    </span>
  );
}

/** An input with its label, its error and its hint. */
export function Input({
  block,
  handlers,
  state,
}: {
  readonly block: PageBlock;
  readonly handlers: BlockHandlers;
  readonly state: PageState;
}) {
  const id = useId();
  const { element, label, hint, optional, block_id: own = '' } = block;
  if (!isBlockElement(element)) return null;
  const error = findOwnValue(handlers.errors ?? {}, own);
  const group = groups.has(element.type);
  const described = { 'aria-describedby': `${id}-more` };
  const common = group
    ? { id, 'aria-labelledby': `${id}-label`, ...described }
    : { id, 'aria-invalid': error !== undefined, ...described };
  return (
    <div className="field" data-block={own}>
      <Label id={id} group={group} title={`${textOf(label)}${optional === true ? ' (optional)' : ''}`} />
      <Control
        element={element}
        state={state}
        value={findOwnValue(handlers.values ?? {}, own) ?? firstOf(element)}
        common={common}
        change={(value) => handlers.type?.(own, value)}
      />
      <div id={`${id}-more`}>
        {error ? (
          <p className="fault" role="alert">
            {error}
          </p>
        ) : null}
        {hint ? <p className="hint">{textOf(hint)}</p> : null}
      </div>
    </div>
  );
}
