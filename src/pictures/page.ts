import type { LayoutBlock, TextStyle } from './layout.ts';
import { svgDocument, svgElement } from './svg.ts';
import type { Theme } from './theme.ts';

/** The width of every picture, and the room at its edges, in units: Slack shows some 480 pixels of it. */
export const pictureSize = { width: 1000, edge: 24, inner: 952 } as const;

/** The width of one of two columns, and the distance from one to the next. */
export const columnSize = { width: 468, step: 484 } as const;

/** Sizes of text in units; the smallest is still 10 pixels high where Slack shows a picture 480 pixels wide. */
export const textSizes = { title: 36, heading: 26, text: 22 } as const;

/** The looks of text in a theme. */
export function textStyles({ ink, muted, warn }: Theme) {
  return {
    title: { size: textSizes.title, bold: true, fill: ink },
    heading: { size: textSizes.heading, bold: true, fill: ink },
    text: { size: textSizes.text, fill: ink },
    strong: { size: textSizes.text, bold: true, fill: ink },
    muted: { size: textSizes.text, fill: muted },
    warn: { size: textSizes.text, bold: true, fill: warn },
  } satisfies Record<string, TextStyle>;
}

/** A whole picture around a block as wide as the page's inner width. */
export function drawPicture(
  content: LayoutBlock,
  theme: Theme,
  words: { readonly title: string; readonly alt: string },
): string {
  const { width, edge } = pictureSize;
  const height = content.height + 2 * edge;
  const background = svgElement('rect', { width, height: Math.ceil(height), fill: theme.background });
  return svgDocument({ width, height }, words, background, content.at(edge, edge));
}
