import type { AddressKind } from '../model/picture.ts';
import { type LayoutBlock, placeSideBySide, stack, type TextStyle, textLine } from './layout.ts';
import { foldAddresses } from './measure.ts';
import { textSizes } from './page.ts';
import { svgElement } from './svg.ts';
import type { Theme } from './theme.ts';

/** Units from the left of a sign to the text that it stands for. */
export const signWidth = 26;

/** The sign of a kind of address: a square for a node's, a disc for a Pod's. */
export function addressSign(kind: AddressKind, theme: Theme, size: number = textSizes.text): LayoutBlock {
  const [side, height] = [size * 0.68, size * 1.36];
  const centre = height / 2 + size * 0.04;
  return {
    height,
    at: (x, y) =>
      kind === 'node'
        ? svgElement('rect', { x, y: y + centre - side / 2, width: side, height: side, fill: theme.node })
        : svgElement('circle', { cx: x + side / 2, cy: y + centre, r: side / 2, fill: theme.pod }),
  };
}

function addressBlock(text: string, width: number, look: TextStyle): LayoutBlock {
  return stack(foldAddresses(text, width, look).map((each) => textLine(each, width, look)));
}

/** Addresses one below the other, each behind its sign and with all that it has. */
export function addressLines(
  texts: readonly string[],
  kind: AddressKind,
  width: number,
  look: TextStyle,
  theme: Theme,
): LayoutBlock {
  return stack(
    texts.map((each) =>
      placeSideBySide([0, addressSign(kind, theme, look.size)], [
        signWidth,
        addressBlock(each, width - signWidth, look),
      ] as const),
    ),
  );
}
