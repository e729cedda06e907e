import { type ReactNode, useId } from 'react';
import { Message as Drawn, type Block as LibraryBlock } from 'slack-blocks-to-jsx';
import type { Block, State, TextObject } from './state.ts';

type Option = { readonly text: TextObject; readonly value: string };

type Element = {
  readonly type: string;
  readonly action_id: string;
  readonly text?: TextObject;
  readonly style?: string;
  readonly accessibility_label?: string;
  readonly placeholder?: TextObject;
  readonly multiline?: boolean;
  readonly max_length?: number;
  readonly initial_value?: string;
  readonly initial_option?: Option;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly label: TextObject; readonly options: readonly Option[] }[];
};

/** What can be done with blocks: pressing, and in a modal typing. */
export type Hands = {
  readonly press: (block: string, action: string, value?: string) => void;
  readonly values?: Readonly<Record<string, string>>;
  readonly type?: (block: string, value: string) => void;
  readonly errors?: Readonly<Record<string, string>>;
};

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'type' in value && 'action_id' in value;
}

const elementsOf = (value: unknown): readonly Element[] => (Array.isArray(value) ? value.filter(isElement) : []);

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : '';
}

function Options({ options = [], option_groups: groups }: Pick<Element, 'options' | 'option_groups'>) {
  const line = ({ value, text }: Option) => (
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

function Actions({ block, hands }: { readonly block: Block; readonly hands: Hands }) {
  const id = block.block_id ?? '';
  return (
    <div className="actions">
      {elementsOf(block.elements).map((element) =>
        element.type === 'button' ? (
          <button
            key={element.action_id}
            type="button"
            className={`button ${element.style ?? ''}`}
            aria-label={element.accessibility_label}
            onClick={() => hands.press(id, element.action_id)}
          >
            {element.text?.text}
          </button>
        ) : (
          <select
            key={element.action_id}
            aria-label={element.placeholder?.text ?? 'Choose'}
            onChange={({ target }) => hands.press(id, element.action_id, target.value)}
          >
            <option value="">{element.placeholder?.text ?? 'Choose'}</option>
            <Options {...element} />
          </select>
        ),
      )}
    </div>
  );
}

type Field = {
  readonly element: Element;
  readonly block: string;
  readonly hands: Hands;
  readonly id: string;
  readonly described: string;
};

function Control({ element, block, hands, id, described }: Field) {
  const value = hands.values?.[block] ?? element.initial_value ?? element.initial_option?.value ?? '';
  const change = (next: string) => hands.type?.(block, next);
  const invalid = hands.errors?.[block] !== undefined;
  const common = { id, 'aria-describedby': described, 'aria-invalid': invalid };
  if (element.type === 'radio_buttons')
    return (
      <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={described}>
        {element.options?.map(({ value: own, text }) => (
          <label key={own} className="radio">
            <input type="radio" name={id} checked={value === own} onChange={() => change(own)} /> {text.text}
          </label>
        ))}
      </div>
    );
  if (element.type === 'static_select')
    return (
      <select {...common} value={value} onChange={({ target }) => change(target.value)}>
        <option value="">{element.placeholder?.text ?? 'Choose'}</option>
        <Options {...element} />
      </select>
    );
  if (element.multiline)
    return (
      <textarea
        {...common}
        rows={4}
        value={value}
        maxLength={element.max_length}
        onChange={({ target }) => change(target.value)}
      />
    );
  return (
    <input {...common} value={value} maxLength={element.max_length} onChange={({ target }) => change(target.value)} />
  );
}

function Input({ block, hands }: { readonly block: Block; readonly hands: Hands }) {
  const id = useId();
  const { element, label, hint, optional, block_id: own = '' } = block;
  if (!isElement(element)) return null;
  const error = hands.errors?.[own];
  const title = `${textOf(label)}${optional === true ? ' (optional)' : ''}`;
  const head =
    element.type === 'radio_buttons' ? (
      <span id={`${id}-label`} className="label">
        {title}
      </span>
    ) : (
      <label className="label" htmlFor={id}>
        {title}
      </label>
    );
  return (
    <div className="field" data-block={own}>
      {head}
      <Control element={element} block={own} hands={hands} id={id} described={`${id}-more`} />
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

const own = new Set(['actions', 'input']);

/** Pictures come from the workspace's own store. */
function withPictures(block: Block): Block {
  const { slack_file: file } = block;
  const id = typeof file === 'object' && file !== null && 'id' in file ? String(file.id) : null;
  return block.type === 'image' && id !== null ? { ...block, image_url: `/files/${id}` } : block;
}

/** The library takes `10:48:07` for an emoji named 48 and leaves it out; what is no emoji stays as it was written. */
const hooks = {
  emoji: (data: { readonly name: string }, parse: (data: never) => string) => {
    const drawn = parse(data as never);
    return drawn === '' || drawn.includes(data.name) ? `:${data.name}:` : drawn;
  },
};

const drawable = new Set([
  'section',
  'rich_text',
  'header',
  'context',
  'divider',
  'image',
  'table',
  'markdown',
  'alert',
]);

/** Whether the library draws a block; Slack's rules have looked at its inside before. */
function isDrawable(block: Block): block is Block & LibraryBlock {
  return drawable.has(block.type);
}

type Run = { readonly key: string; readonly blocks: readonly Block[]; readonly mine: boolean };

/** Neighbours that the library draws go together. */
function inRuns(blocks: readonly Block[]): readonly Run[] {
  const runs: Run[] = [];
  blocks.forEach((block, index) => {
    const last = runs.at(-1);
    if (own.has(block.type)) runs.push({ key: String(index), blocks: [block], mine: true });
    else if (last && !last.mine) runs[runs.length - 1] = { ...last, blocks: [...last.blocks, block] };
    else runs.push({ key: String(index), blocks: [block], mine: false });
  });
  return runs;
}

/** Draws blocks as Slack would: the library what is to be read, this page what is to be pressed and typed. */
export function Blocks({
  blocks,
  state,
  hands,
}: {
  readonly blocks: readonly Block[];
  readonly state: State;
  readonly hands: Hands;
}): ReactNode {
  const data = {
    users: state.personas.map(({ id, realName }) => ({ id, name: realName })),
    channels: state.channels.map(({ id, name }) => ({ id, name })),
  };
  return inRuns(blocks).map(({ key, blocks: run, mine }) => {
    const [first] = run;
    if (mine && first)
      return first.type === 'actions' ? (
        <Actions key={key} block={first} hands={hands} />
      ) : (
        <Input key={key} block={first} hands={hands} />
      );
    const drawn = run.map(withPictures).filter(isDrawable);
    return <Drawn key={key} blocks={drawn} logo="" name="" withoutWrapper theme="light" data={data} hooks={hooks} />;
  });
}
