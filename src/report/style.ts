import { styleText } from 'node:util';

/** How text is decorated: with colour on a terminal, not at all elsewhere. */
export type TerminalStyle = {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  /** Text that begins with the sign of a status, in that status' colour. */
  readonly signed: (text: string) => string;
};

const same = (text: string): string => text;

/** No decoration. */
export const plainStyle: TerminalStyle = { strong: same, faint: same, signed: same };

type Format = Parameters<typeof styleText>[0];

/** Colours by sign; the sign itself carries the meaning. */
const colours: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['✓', ['bold', 'green']],
  ['≠', ['bold', 'cyan']],
  ['✗', ['bold', 'red']],
  ['–', ['bold', 'yellow']],
  ['⊘', ['bold', 'yellow']],
  ['!', ['bold', 'magenta']],
]);

// Whether there is a terminal was decided by the caller, so styleText must not look again.
const paint = (format: Format) => (text: string) => styleText(format, text, { validateStream: false });

/** ANSI colours. */
export const colourStyle: TerminalStyle = {
  strong: paint('bold'),
  faint: paint('dim'),
  signed: (text) => paint(colours.get(text.slice(0, 1)) ?? 'bold')(text),
};
