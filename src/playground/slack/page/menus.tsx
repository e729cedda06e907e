import { type BlockElement, type MenuOption, textOf } from './elements.ts';
import type { PageState } from './state.ts';

/** How a control is labelled and described. */
export type ControlAttributes = Readonly<Record<string, string | boolean | undefined>>;

function Options({ options = [], option_groups: groups }: Pick<BlockElement, 'options' | 'option_groups'>) {
  const line = ({ value, text }: MenuOption) => (
    <option key={value} value={value}>
      {text.text}
    </option>
  );
  if (!groups) return options.map(line);
  return groups.map(({ label, options: own }) => (
    <optgroup key={label.text} label={label.text}>
      {own.map(line)}
    </optgroup>
  ));
}

/** What a menu of people or channels offers. */
function offered({ type }: BlockElement, { personas, channels }: PageState): readonly MenuOption[] | null {
  const option = (value: string, text: string) => ({ value, text: { type: 'plain_text', text } });
  if (type === 'users_select') return personas.map(({ id, realName }) => option(id, realName));
  if (type === 'conversations_select' || type === 'channels_select')
    return channels.map(({ id, name }) => option(id, `#${name}`));
  return null;
}

/** A menu: of options, of people, or of channels. */
export function Menu({
  element,
  state,
  common,
  value,
  change,
}: {
  readonly element: BlockElement;
  readonly state: PageState;
  readonly common: ControlAttributes;
  readonly value?: string;
  readonly change: (value: string) => void;
}) {
  const own = offered(element, state);
  const first = element.initial_option?.value ?? element.initial_user ?? '';
  const held = value === undefined ? { defaultValue: first } : { value };
  return (
    <select {...common} {...held} onChange={({ target }) => change(target.value)}>
      <option value="">{textOf(element.placeholder) || 'Choose'}</option>
      <Options {...(own ? { options: own } : element)} />
    </select>
  );
}

/** Boxes to tick, or buttons of which one is pressed. */
export function Boxes({
  element,
  value,
  common: { id, ...common },
  change,
}: {
  readonly element: BlockElement;
  readonly value: readonly string[];
  readonly common: ControlAttributes;
  readonly change: (value: readonly string[]) => void;
}) {
  const one = element.type === 'radio_buttons';
  const tick = (own: string) => {
    if (one) return change([own]);
    return change(value.includes(own) ? value.filter((each) => each !== own) : [...value, own]);
  };
  return (
    <div role={one ? 'radiogroup' : 'group'} {...common}>
      {element.options?.map(({ value: own, text }) => (
        <label key={own} className="radio">
          <input
            type={one ? 'radio' : 'checkbox'}
            name={String(id)}
            checked={value.includes(own)}
            onChange={() => tick(own)}
          />{' '}
          {text.text}
        </label>
      ))}
    </div>
  );
}
