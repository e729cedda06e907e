import { shortenMiddle, type TextFont, wrapText } from './measure.ts';
import { escapeXml, svgElement } from './svg.ts';

/** A part of a picture: its height in units, and its SVG with the upper left corner at a place. */
export type LayoutBlock = { readonly height: number; readonly at: (x: number, y: number) => string };

/** The font and the colour of a text. */
export type TextStyle = TextFont & { readonly fill: string };

const leading = 1.36;

/** Empty space. */
export function verticalGap(height: number): LayoutBlock {
  return { height, at: () => '' };
}

function textElement(text: string, x: number, y: number, { size, bold, fill }: TextStyle, end: boolean): string {
  const attributes = {
    x,
    y: y + size * 1.02,
    'font-size': size,
    fill,
    ...(bold ? { 'font-weight': 'bold' } : {}),
    ...(end ? { 'text-anchor': 'end' } : {}),
  };
  return svgElement('text', attributes, escapeXml(text));
}

/** One line; where it is wider than `width`, its middle is left out. */
export function textLine(text: string, width: number, look: TextStyle): LayoutBlock {
  const shown = shortenMiddle(text, width, look);
  return { height: look.size * leading, at: (x, y) => textElement(shown, x, y, look, false) };
}

/** One line, right-aligned; where it is wider than `width`, its middle is left out. */
export function rightAlignedLine(text: string, width: number, look: TextStyle): LayoutBlock {
  const shown = shortenMiddle(text, width, look);
  return { height: look.size * leading, at: (x, y) => textElement(shown, x + width, y, look, true) };
}

/** A text in at most `most` lines. */
export function wrappedText(text: string, width: number, look: TextStyle, most: number): LayoutBlock {
  return stack(wrapText(text, width, look, most).map((each) => textLine(each, width, look)));
}

/** Blocks one below the other, `between` units apart; one without height takes no gap. */
export function stack(blocks: readonly LayoutBlock[], between = 0): LayoutBlock {
  const shown = blocks.filter(({ height }) => height > 0);
  const height = shown.reduce((sum, block) => sum + block.height, 0) + between * Math.max(0, shown.length - 1);
  return {
    height,
    at(x, y) {
      let top = y;
      return shown
        .map((block) => {
          const drawn = block.at(x, top);
          top += block.height + between;
          return drawn;
        })
        .join('');
    },
  };
}

/** Blocks side by side, each with its distance from the left. */
export function placeSideBySide(...blocks: readonly (readonly [number, LayoutBlock])[]): LayoutBlock {
  return {
    height: Math.max(0, ...blocks.map(([, { height }]) => height)),
    at: (x, y) => blocks.map(([left, block]) => block.at(x + left, y)).join(''),
  };
}

/** The border and the background of a box; `pad` is the space inside its border, in units. */
export type BoxFrame = {
  readonly pad: number;
  readonly fill: string;
  readonly stroke: string;
  readonly strong?: boolean;
  readonly dashed?: boolean;
};

/** A box around a block, at least `height` high. */
export function drawBox(block: LayoutBlock, width: number, frame: BoxFrame, height = 0): LayoutBlock {
  const { pad, fill, stroke, strong = false, dashed = false } = frame;
  const outer = Math.max(height, block.height + 2 * pad);
  const weight = strong ? 5 : 2;
  return {
    height: outer,
    at(x, y) {
      const inside = { x: x + weight / 2, y: y + weight / 2, width: width - weight, height: outer - weight };
      const border = { rx: 8, fill, stroke, 'stroke-width': weight, ...(dashed ? { 'stroke-dasharray': '10 7' } : {}) };
      return svgElement('rect', { ...inside, ...border }) + block.at(x + pad, y + pad);
    },
  };
}

/** Blocks in columns that are `step` apart, each under the shortest column so far. */
export function fillColumns(blocks: readonly LayoutBlock[], many: number, step: number, between: number): LayoutBlock {
  const placed: LayoutBlock[][] = Array.from({ length: many }, () => []);
  const heights = placed.map(() => 0);
  for (const block of blocks) {
    const shortest = heights.indexOf(Math.min(...heights));
    placed[shortest]?.push(block);
    heights[shortest] = (heights[shortest] ?? 0) + block.height + between;
  }
  return placeSideBySide(...placed.map((column, i) => [i * step, stack(column, between)] as const));
}

/** Boxes `step` units apart, all as high as the highest; a cell gets that height, 0 to be measured. */
export function equalHeightRow(cells: readonly ((height: number) => LayoutBlock)[], step: number): LayoutBlock {
  const height = Math.max(0, ...cells.map((cell) => cell(0).height));
  return placeSideBySide(...cells.map((cell, i) => [i * step, cell(height)] as const));
}
