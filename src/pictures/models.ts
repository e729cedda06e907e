import type { ExampleRange, ModelPanel, ModelPanels, ThemeName } from '../model/picture.ts';
import { altLimit } from './alt-limit.ts';
import { type Block, beside, boxed, even, gap, line, paragraph, stack } from './layout.ts';
import { modelsAlt } from './models-alt.ts';
import { column, looks, page, paged } from './page.ts';
import { addressLines, sign, signWidth } from './signs.ts';
import { type Theme, themes } from './theme.ts';

/** What the picture of the models is called. */
export const modelsTitle = 'Where nodes and Pods get their addresses';

const pad = 16;
const inner = column.width - 2 * pad;

/** A range as a box, dashed where it is no part of the VNet. */
function rangeBox({ label, block, inVnet, holds }: ExampleRange, theme: Theme): Block {
  const { strong, text } = looks(theme);
  const width = inner - 2 * 12;
  const half = width / 2;
  const pairs = holds.filter((_, i) => i % 2 === 0).map((first, i) => [first, holds[2 * i + 1]] as const);
  const rows = pairs.map((pair) =>
    beside(
      ...pair.flatMap((each, i) =>
        each ? [[i * half, addressLines([each.address], each.kind, half - 8, text, theme)] as const] : [],
      ),
    ),
  );
  const content = stack([line(label, width, text), line(block, width, strong), ...rows]);
  const stroke = inVnet ? theme.node : theme.pod;
  return boxed(content, inner, { pad: 12, fill: theme.background, stroke, dashed: !inVnet });
}

function panel(each: ModelPanel, theme: Theme): (height: number) => Block {
  const { heading, text, muted, strong } = looks(theme);
  const { name, ranges, dataplane, lines, yours } = each;
  const content = stack(
    [
      stack([
        line(name, inner, heading),
        yours ? line('the model of this cluster', inner, { ...strong, fill: theme.own }) : gap(0),
      ]),
      ...ranges.map((range) => rangeBox(range, theme)),
      line(`Service traffic: ${dataplane}`, inner, text),
      ...lines.map((words) => paragraph(words, inner, muted, 4)),
    ],
    8,
  );
  const frame = { pad, fill: theme.card, stroke: yours ? theme.own : theme.line, strong: yours };
  return (height) => boxed(content, column.width, frame, height);
}

function legend(theme: Theme): Block {
  const { muted } = looks(theme);
  return stack([
    beside(
      [0, sign('node', theme)],
      [signWidth, line('a node’s address', 220, muted)],
      [270, sign('pod', theme)],
      [270 + signWidth, line('a Pod’s address', 220, muted)],
    ),
    paragraph('Solid border: in the VNet. Dashed: no machine of the VNet has an address there.', page.inner, muted, 2),
  ]);
}

/** The models side by side as a picture: SVG text. */
export function modelsSvg(models: ModelPanels, theme: ThemeName): string {
  const colours = themes[theme];
  const { panels, note } = models;
  const rows = panels.filter((_, i) => i % 2 === 0).map((_, i) => panels.slice(2 * i, 2 * i + 2));
  const content = stack(
    [
      line(modelsTitle, page.inner, looks(colours).title),
      paragraph(note, page.inner, looks(colours).text, 3),
      ...rows.map((row) =>
        even(
          row.map((each) => panel(each, colours)),
          column.step,
        ),
      ),
      legend(colours),
    ],
    16,
  );
  return paged(content, colours, { title: modelsTitle, alt: modelsAlt(models, altLimit) });
}
