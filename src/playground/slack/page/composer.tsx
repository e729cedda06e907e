import { type FormEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { PageCommand } from './state.ts';

type Suggestion = { readonly fill: string; readonly label: string; readonly more: string };

/** What could be typed next: commands, then the words of a command's own usage hint. */
function suggestionsFor(text: string, commands: readonly PageCommand[]): readonly Suggestion[] {
  if (!text.startsWith('/')) return [];
  const [name = '', ...words] = text.split(' ');
  if (words.length === 0)
    return commands
      .filter(({ command }) => command.startsWith(name))
      .map(({ command, description }) => ({ fill: `${command} `, label: command, more: description }));
  const command = commands.find((each) => each.command === name);
  if (!command || words.length > 1) return [];
  return command.usageHint
    .split('|')
    .map((usage) => usage.trim())
    .filter((usage) => usage.startsWith(words[0] ?? '') && usage.split(' ')[0] !== words[0])
    .map((usage) => {
      const [word = '', ...rest] = usage.split(' ');
      return { fill: `${name} ${word}${rest.length > 0 ? ' ' : ''}`, label: `${name} ${word}`, more: rest.join(' ') };
    });
}

/** Where one types; the arrow keys and Tab take a suggestion, Enter sends. */
export function Composer({
  commands,
  label,
  send,
  attach = false,
}: {
  readonly commands: readonly PageCommand[];
  readonly label: string;
  readonly send: (text: string, files: readonly File[]) => void;
  readonly attach?: boolean;
}) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const [shut, setShut] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  const all = useMemo(() => suggestionsFor(text, commands), [text, commands]);
  const open = all.length > 0 && !shut;
  const change = (next: string) => {
    setText(next);
    setAt(-1);
    setShut(false);
  };
  const key = (event: KeyboardEvent) => {
    if (!open) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = all[at];
    if (step !== 0) setAt((now) => (now + step + all.length) % all.length);
    else if (event.key === 'Tab' && !event.shiftKey) change((chosen ?? all[0])?.fill ?? text);
    else if (event.key === 'Enter' && chosen) change(chosen.fill);
    else if (event.key === 'Escape') setShut(true);
    else return;
    event.preventDefault();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const files = [...(chooser.current?.files ?? [])];
    if (text.trim() !== '' || files.length > 0) send(text.trim(), files);
    if (chooser.current) chooser.current.value = '';
    change('');
  };
  return (
    <form className="composer" onSubmit={submit}>
      {open ? (
        <div className="suggestions" id={`${id}-list`} role="listbox" aria-label="Commands">
          {all.map(({ fill, label: name, more }, index) => (
            <div
              key={fill}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                change(fill);
              }}
            >
              <strong>{name}</strong> <span>{more}</span>
            </div>
          ))}
        </div>
      ) : null}
      <input
        data-testid="composer"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-autocomplete="list"
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder={label}
        value={text}
        onChange={({ target }) => change(target.value)}
        onKeyDown={key}
      />
      {attach ? <input ref={chooser} type="file" multiple className="attach" aria-label="Attach files" /> : null}
      <button type="submit">Send</button>
    </form>
  );
}
