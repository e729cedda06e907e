import type { ExampleRange, ModelPanel, ModelPanels, ThemeName } from '../model/picture.ts';
import {
  drawBox,
  equalHeightRow,
  type LayoutBlock,
  placeSideBySide,
  stack,
  textLine,
  verticalGap,
  wrappedText,
} from './layout.ts';
import { modelsAlt } from './models-alt.ts';
import { columnSize, drawPicture, pictureSize, textStyles } from './page.ts';
import { addressLines, addressSign, signWidth } from './signs.ts';
import { type Theme, themes } from './theme.ts';
import { altLimit } from './words.ts';

/** The title of the picture of the models. */
export const modelsTitle = 'Where nodes and Pods get their addresses';

const pad = 16;
const inner = columnSize.width - 2 * pad;

/** A range as a box, dashed where it is no part of the VNet. */
function rangeBox({ label, block, inVnet, holds }: ExampleRange, theme: Theme): LayoutBlock {
  const { strong, text } = textStyles(theme);
  const width = inner - 2 * 12;
  const half = width / 2;
  const pairs = holds.filter((_, i) => i % 2 === 0).map((first, i) => [first, holds[2 * i + 1]] as const);
  const rows = pairs.map((pair) =>
    placeSideBySide(
      ...pair.flatMap((each, i) =>
        each ? [[i * half, addressLines([each.address], each.kind, half - 8, text, theme)] as const] : [],
      ),
    ),
  );
  const content = stack([textLine(label, width, text), textLine(block, width, strong), ...rows]);
  const stroke = inVnet ? theme.node : theme.pod;
  return drawBox(content, inner, { pad: 12, fill: theme.background, stroke, dashed: !inVnet });
}

function panel(each: ModelPanel, theme: Theme): (height: number) => LayoutBlock {
  const { heading, text, muted, strong } = textStyles(theme);
  const { name, ranges, dataplane, lines, yours } = each;
  const content = stack(
    [
      stack([
        textLine(name, inner, heading),
        yours ? textLine('the model of this cluster', inner, { ...strong, fill: theme.own }) : verticalGap(0),
      ]),
      ...ranges.map((range) => rangeBox(range, theme)),
      textLine(`Service traffic: ${dataplane}`, inner, text),
      ...lines.map((words) => wrappedText(words, inner, muted, 4)),
    ],
    8,
  );
  const frame = { pad, fill: theme.card, stroke: yours ? theme.own : theme.line, strong: yours };
  return (height) => drawBox(content, columnSize.width, frame, height);
}

function legend(theme: Theme): LayoutBlock {
  const { muted } = textStyles(theme);
  return stack([
    placeSideBySide(
      [0, addressSign('node', theme)],
      [signWidth, textLine('a node’s address', 220, muted)],
      [270, addressSign('pod', theme)],
      [270 + signWidth, textLine('a Pod’s address', 220, muted)],
    ),
    wrappedText(
      'Solid border: in the VNet. Dashed: no machine of the VNet has an address there.',
      pictureSize.inner,
      muted,
      2,
    ),
  ]);
}

/** The models side by side as a picture: SVG text. */
export function modelsSvg(models: ModelPanels, theme: ThemeName): string {
  const colours = themes[theme];
  const { panels, note } = models;
  const rows = panels.filter((_, i) => i % 2 === 0).map((_, i) => panels.slice(2 * i, 2 * i + 2));
  const content = stack(
    [
      textLine(modelsTitle, pictureSize.inner, textStyles(colours).title),
      wrappedText(note, pictureSize.inner, textStyles(colours).text, 3),
      ...rows.map((row) =>
        equalHeightRow(
          row.map((each) => panel(each, colours)),
          columnSize.step,
        ),
      ),
      legend(colours),
    ],
    16,
  );
  return drawPicture(content, colours, { title: modelsTitle, alt: modelsAlt(models, altLimit) });
}
