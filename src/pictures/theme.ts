import type { ThemeName } from '../model/picture.ts';

/** The colours of a picture; none of them carries a meaning alone. */
export type Theme = {
  readonly background: string;
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly node: string;
  readonly pod: string;
  readonly own: string;
  readonly warn: string;
};

/** Both sets of colours: text at 4.5:1 or more against background and card, signs and borders at 3:1. */
export const themes: { readonly [T in ThemeName]: Theme } = {
  light: {
    background: '#ffffff',
    card: '#f4f5f7',
    ink: '#1d1c1d',
    muted: '#50505a',
    line: '#868690',
    node: '#0b5cad',
    pod: '#0b6b4a',
    own: '#6b2a8f',
    warn: '#a8321a',
  },
  dark: {
    background: '#1a1d21',
    card: '#25292f',
    ink: '#f4f4f5',
    muted: '#c0c3c9',
    line: '#82868f',
    node: '#7cc0ff',
    pod: '#6fd8a8',
    own: '#dba6f7',
    warn: '#ffb08a',
  },
};
