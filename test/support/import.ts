// The form in which an instructor hands in a roster.
import { expect } from 'vitest';
import { type Running, top } from './app.ts';

type RosterInput = { readonly pasted?: string; readonly files?: readonly { readonly id: string }[] };

/** The form's inputs as Slack carries them. */
export const filled = ({ pasted, files = [] }: RosterInput) => ({
  pasted: { pasted: { type: 'plain_text_input', value: pasted ?? null } },
  file: { file: { type: 'file_input', files: [...files] } },
});

/** Opens the form where none is open, and hands a list in; what Slack shows of it. */
export async function handIn(running: Running, input: RosterInput | string, user = 'U0INGE') {
  const { slack } = running;
  if (top(running, user) === undefined)
    expect(await slack.command(user, 'C0COURSE', 'roster import')).toEqual({ acked: true });
  await expect.poll(() => top(running, user)).toBeDefined();
  const fields = typeof input === 'string' ? { pasted: input } : input;
  return slack.submit(user, top(running, user)?.id ?? '', filled(fields));
}

/** Uploads a file as an instructor and hands it in. */
export function handInFile(running: Running, name: string, content: string | Uint8Array, user = 'U0INGE') {
  return handIn(running, { files: [running.slack.upload(user, name, content)] }, user);
}

/** Confirms what the modal shows. */
export const confirmed = (running: Running, user = 'U0INGE') =>
  running.slack.submit(user, top(running, user)?.id ?? '', {});

/** Everything that a modal says, run after run, a line for each entry of a list. */
export function saidIn(view: unknown): string {
  const words = (node: unknown): string => {
    if (Array.isArray(node)) return node.map(words).join('');
    const { type, text, user_id: user, elements, fallback } = Object(node);
    if (type === 'user') return `@${user}`;
    if (type === 'date') return String(fallback);
    if (type === 'mrkdwn') return String(text).replaceAll(/<!date\^[^|]*\|([^>]*)>/gu, '$1');
    const end = ['rich_text_section', 'section', 'context', 'header'].includes(type) ? '\n' : '';
    return (typeof text === 'string' ? text : words(text ?? [])) + words(elements ?? []) + end;
  };
  return words(Object(view).blocks ?? []);
}

export const assignmentsOf = ({ books }: Pick<Running, 'books'>) =>
  Object.fromEntries(books.kept.assignments.map(({ user, namespace }) => [user, namespace]));
