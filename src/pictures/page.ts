import type { Block, Look } from './layout.ts';
import { drawing, tag } from './svg.ts';
import type { Theme } from './theme.ts';

/** The width of every picture, and the room at its edges, in units: Slack shows some 480 pixels of it. */
export const page = { width: 1000, edge: 24, inner: 952 } as const;

/** The width of one of two columns, and the distance from one to the next. */
export const column = { width: 468, step: 484 } as const;

/** Sizes of text in units; the smallest is still 10 pixels high where Slack shows a picture 480 pixels wide. */
export const sizes = { title: 36, heading: 26, text: 22 } as const;

/** The looks of text in a theme. */
export function looks({ ink, muted, warn }: Theme) {
  return {
    title: { size: sizes.title, bold: true, fill: ink },
    heading: { size: sizes.heading, bold: true, fill: ink },
    text: { size: sizes.text, fill: ink },
    strong: { size: sizes.text, bold: true, fill: ink },
    muted: { size: sizes.text, fill: muted },
    warn: { size: sizes.text, bold: true, fill: warn },
  } satisfies Record<string, Look>;
}

/** A whole picture around a block as wide as the page's inner width. */
export function paged(content: Block, theme: Theme, words: { readonly title: string; readonly alt: string }): string {
  const { width, edge } = page;
  const height = content.height + 2 * edge;
  const background = tag('rect', { width, height: Math.ceil(height), fill: theme.background });
  return drawing({ width, height }, words, background, content.at(edge, edge));
}
