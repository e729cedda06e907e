import type { AddressKind } from '../model/picture.ts';
import { type Block, beside, type Look, line, stack } from './layout.ts';
import { folded } from './measure.ts';
import { sizes } from './page.ts';
import { tag } from './svg.ts';
import type { Theme } from './theme.ts';

/** How much room a sign takes before what it stands for. */
export const signWidth = 26;

/** The sign of a kind of address: a square for a node's, a disc for a Pod's. */
export function sign(kind: AddressKind, theme: Theme, size: number = sizes.text): Block {
  const [side, height] = [size * 0.68, size * 1.36];
  const centre = height / 2 + size * 0.04;
  return {
    height,
    at: (x, y) =>
      kind === 'node'
        ? tag('rect', { x, y: y + centre - side / 2, width: side, height: side, fill: theme.node })
        : tag('circle', { cx: x + side / 2, cy: y + centre, r: side / 2, fill: theme.pod }),
  };
}

function addressBlock(text: string, width: number, look: Look): Block {
  return stack(folded(text, width, look).map((each) => line(each, width, look)));
}

/** Addresses one below the other, each behind its sign and with all that it has. */
export function addressLines(
  texts: readonly string[],
  kind: AddressKind,
  width: number,
  look: Look,
  theme: Theme,
): Block {
  return stack(
    texts.map((each) =>
      beside([0, sign(kind, theme, look.size)], [signWidth, addressBlock(each, width - signWidth, look)] as const),
    ),
  );
}
