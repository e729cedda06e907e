import type { PlanBar, PlanBars, ShareKind, ThemeName } from '../model/picture.ts';
import {
  type LayoutBlock,
  placeSideBySide,
  rightAlignedLine,
  stack,
  type TextStyle,
  textLine,
  verticalGap,
  wrappedText,
} from './layout.ts';
import { drawPicture, pictureSize, textStyles } from './page.ts';
import { planAlt } from './plan-alt.ts';
import { rangeWords, restWords, shareWords, sumsOf } from './plan-words.ts';
import { svgElement } from './svg.ts';
import { type Theme, themes } from './theme.ts';
import { altLimit, formatNumber } from './words.ts';

/** The title of the picture of a plan. */
export const planTitle = 'Address plan';

const thick = 64;

// Kinds differ by their pattern, and by the order in which they stand in the bar and below it.
const patterns: { readonly [K in ShareKind]: (theme: Theme) => string } = {
  reserved: ({ muted }) => svgElement('path', { d: 'M0 6H12', stroke: muted, 'stroke-width': 6 }),
  nodes: ({ node }) => svgElement('rect', { width: 12, height: 12, fill: node }),
  pods: ({ pod }) => svgElement('circle', { cx: 6, cy: 6, r: 5, fill: pod }),
  surge: ({ own }) => svgElement('path', { d: 'M-3 3L3 -3M0 12L12 0M9 15L15 9', stroke: own, 'stroke-width': 4 }),
};

const strokes = { reserved: 'muted', nodes: 'node', pods: 'pod', surge: 'own' } as const;

function definitions(theme: Theme): string {
  const size = { width: 12, height: 12, patternUnits: 'userSpaceOnUse' };
  const all = Object.entries(patterns).map(([kind, draw]) =>
    svgElement('pattern', { id: `share-${kind}`, ...size }, draw(theme)),
  );
  return svgElement('defs', {}, ...all);
}

function filled(kind: ShareKind, box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>, theme: Theme): string {
  const border = { stroke: theme[strokes[kind]], 'stroke-width': 2 };
  return (
    svgElement('rect', { ...box, fill: theme.background }) +
    svgElement('rect', { ...box, fill: `url(#share-${kind})`, ...border })
  );
}

/** The bar itself, to scale; what is small keeps a sliver. Past the end of the range it goes on below a warning line. */
function barBlock(bar: PlanBar, theme: Theme): LayoutBlock {
  const { whole, over } = sumsOf(bar);
  const scale = pictureSize.inner / Math.max(1, whole + over);
  return {
    height: thick + (over > 0 ? 14 : 4),
    at(x, y) {
      let taken = 0;
      const shares = bar.shares.map(({ kind, addresses }) => {
        const from = x + taken * scale;
        taken += addresses;
        return filled(kind, { x: from, y, width: Math.max(4, addresses * scale), height: thick }, theme);
      });
      const room = { x, y, width: whole * scale, height: thick, fill: 'none', stroke: theme.ink, 'stroke-width': 3 };
      const past = { x: x + whole * scale, y: y + thick + 4, width: over * scale, height: 8, fill: theme.warn };
      return shares.join('') + svgElement('rect', room) + (over > 0 ? svgElement('rect', past) : '');
    },
  };
}

function swatch(kind: ShareKind, theme: Theme): LayoutBlock {
  return { height: 30, at: (x, y) => filled(kind, { x: x + 2, y: y + 3, width: 36, height: 24 }, theme) };
}

/** What the last row stands for: the empty part of the bar, or the line below what lies past its end. */
function restSwatch(over: boolean, theme: Theme): LayoutBlock {
  const empty = { width: 36, height: 24, fill: 'none', stroke: theme.ink, 'stroke-width': 3 };
  const past = { width: 36, height: 8, fill: theme.warn };
  return {
    height: 30,
    at: (x, y) => svgElement('rect', over ? { x: x + 2, y: y + 11, ...past } : { x: x + 2, y: y + 3, ...empty }),
  };
}

function row(before: LayoutBlock, label: string, figure: string, look: TextStyle, theme: Theme): LayoutBlock {
  const end = rightAlignedLine(figure, pictureSize.inner - 530, { ...textStyles(theme).strong, fill: look.fill });
  return placeSideBySide([0, before], [54, textLine(label, 460, look)], [530, end]);
}

function barRows(bar: PlanBar, theme: Theme): LayoutBlock {
  const { heading, text, warn } = textStyles(theme);
  const { whole, over } = sumsOf(bar);
  const rows = bar.shares.map(({ kind, label, addresses }) =>
    row(swatch(kind, theme), label, shareWords(addresses, whole), text, theme),
  );
  const { label, figure } = restWords(bar);
  const last = row(restSwatch(over > 0, theme), label, figure, over > 0 || bar.room === null ? warn : text, theme);
  return stack([wrappedText(rangeWords(bar), pictureSize.inner, heading, 2), barBlock(bar, theme), ...rows, last], 6);
}

function problemLines(problems: readonly string[], theme: Theme): LayoutBlock {
  const { warn, text, muted } = textStyles(theme);
  if (problems.length === 0) return verticalGap(0);
  const more = problems.length - 4;
  return stack([
    textLine('What stands against it', pictureSize.inner, warn),
    ...problems.slice(0, 4).map((each) => wrappedText(each, pictureSize.inner, text, 2)),
    more > 0 ? textLine(`… and ${formatNumber(more)} more`, pictureSize.inner, muted) : verticalGap(0),
  ]);
}

/** A plan as bars: SVG text. */
export function planSvg(plan: PlanBars, theme: ThemeName): string {
  const colours = themes[theme];
  const { title, heading } = textStyles(colours);
  const drawn: LayoutBlock = { height: 0.01, at: () => definitions(colours) };
  const content = stack(
    [
      stack([
        drawn,
        textLine(planTitle, pictureSize.inner, title),
        wrappedText(plan.title, pictureSize.inner, heading, 2),
      ]),
      ...plan.bars.map((bar) => barRows(bar, colours)),
      problemLines(plan.problems, colours),
    ],
    24,
  );
  return drawPicture(content, colours, { title: planTitle, alt: planAlt(plan, altLimit) });
}
