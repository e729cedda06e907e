import { type KeyboardEvent, useMemo, useState } from 'react';
import type { PageCommand } from './state.ts';

/** What a composer offers to complete its text to: `fill` is the whole text then, `more` what may follow. */
export type Suggestion = { readonly fill: string; readonly label: string; readonly more: string };

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

/** The text of a composer and what it suggests; `selected` is an index, -1 for none. */
export function useSuggestions(commands: readonly PageCommand[]) {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(-1);
  const [closed, setClosed] = useState(false);
  const all = useMemo(() => suggestionsFor(text, commands), [text, commands]);
  const open = all.length > 0 && !closed;
  const change = (next: string) => {
    setText(next);
    setSelected(-1);
    setClosed(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = all[selected];
    if (step !== 0) setSelected((now) => (now + step + all.length) % all.length);
    else if (event.key === 'Tab' && !event.shiftKey) change((chosen ?? all[0])?.fill ?? text);
    else if (event.key === 'Enter' && chosen) change(chosen.fill);
    else if (event.key === 'Escape') setClosed(true);
    else return;
    event.preventDefault();
  };
  return { text, all, open, selected, change, onKeyDown };
}
