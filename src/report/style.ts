import { styleText } from 'node:util';
import type { Status } from '../model/finding.ts';

/** How text is decorated: with colour on a terminal, not at all elsewhere. */
export type TerminalStyle = {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly status: (status: Status, text: string) => string;
};

const same = (text: string): string => text;

/** No decoration. */
export const plainStyle: TerminalStyle = { strong: same, faint: same, status: (_, text) => text };

const colours: { readonly [S in Status]: Parameters<typeof styleText>[0] } = {
  pass: 'green',
  differs: 'cyan',
  fail: 'red',
  'not-measurable': 'yellow',
  blocked: 'yellow',
  error: 'magenta',
};

// Whether there is a terminal was decided by the caller, so styleText must not look again.
const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text, { validateStream: false });

/** ANSI colours. */
export const colourStyle: TerminalStyle = {
  strong: paint('bold'),
  faint: paint('dim'),
  status: (status, text) => paint(colours[status])(text),
};
