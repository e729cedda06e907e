import { type FormEvent, useId, useRef } from 'react';
import type { PageCommand } from './state.ts';
import { type Suggestion, useSuggestions } from './suggestions.ts';

type SuggestionListProps = {
  /** The beginning of every DOM id in it: `-list` for the list, `-0` and so on for its entries. */
  readonly id: string;
  readonly all: readonly Suggestion[];
  readonly selected: number;
  readonly choose: (fill: string) => void;
};

function SuggestionList({ id, all, selected, choose }: SuggestionListProps) {
  return (
    <div className="suggestions" id={`${id}-list`} role="listbox" aria-label="Commands">
      {all.map(({ fill, label, more }, index) => (
        <div
          key={fill}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === selected}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(fill);
          }}
        >
          <strong>{label}</strong> <span>{more}</span>
        </div>
      ))}
    </div>
  );
}

type ComposerInputProps = {
  readonly id: string;
  readonly label: string;
  readonly suggestions: ReturnType<typeof useSuggestions>;
};

function ComposerInput({ id, label, suggestions: { text, open, selected, change, onKeyDown } }: ComposerInputProps) {
  return (
    <input
      data-testid="composer"
      role="combobox"
      aria-label={label}
      aria-expanded={open}
      aria-autocomplete="list"
      aria-controls={open ? `${id}-list` : undefined}
      aria-activedescendant={open && selected >= 0 ? `${id}-${selected}` : undefined}
      autoComplete="off"
      placeholder={label}
      value={text}
      onChange={({ target }) => change(target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

type ComposerProps = {
  readonly commands: readonly PageCommand[];
  readonly label: string;
  readonly send: (text: string, files: readonly File[]) => void;
  /** Whether files can be attached. */
  readonly attach?: boolean;
};

/** Where one types; the arrow keys and Tab take a suggestion, Enter sends. */
export function Composer({ commands, label, send, attach = false }: ComposerProps) {
  const suggestions = useSuggestions(commands);
  const { text, all, open, selected, change } = suggestions;
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const files = [...(chooser.current?.files ?? [])];
    if (text.trim() !== '' || files.length > 0) send(text.trim(), files);
    if (chooser.current) chooser.current.value = '';
    change('');
  };
  return (
    <form className="composer" onSubmit={submit}>
      {open ? <SuggestionList id={id} all={all} selected={selected} choose={change} /> : null}
      <ComposerInput id={id} label={label} suggestions={suggestions} />
      {attach ? <input ref={chooser} type="file" multiple className="attach" aria-label="Attach files" /> : null}
      <button type="submit">Send</button>
    </form>
  );
}
