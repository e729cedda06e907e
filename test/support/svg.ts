// Reads back what our own SVG holds: where its texts and its boxes stand. That it is XML at all, resvg judges.
import { textWidth } from '../../src/pictures/measure.ts';

/** A box in units of the picture. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A text with the room that its letters take. */
export type Written = Box & { readonly text: string; readonly size: number };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&([^;]+);/gu, (_, name: string) => entities[name] ?? '?');
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  return new Map([...tag.matchAll(/ ([a-z-]+)="([^"]*)"/gu)].map(([, key = '', value = '']) => [key, value]));
}

function numbers(tag: string, ...names: readonly string[]): readonly number[] {
  const found = attributesOf(tag);
  return names.map((name) => Number(found.get(name) ?? 0));
}

/** The texts of a picture; ascent and descent are those of DejaVu Sans Condensed. */
export function textsOf(svg: string): readonly Written[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/gu)].map(([, tag = '', content = '']) => {
    const [x = 0, y = 0, size = 0] = numbers(tag, 'x', 'y', 'font-size');
    const text = unescaped(content);
    const width = textWidth(text, { size, bold: tag.includes('font-weight="bold"') });
    const left = tag.includes('text-anchor="end"') ? x - width : x;
    return { text, size, left, right: left + width, top: y - 0.93 * size, bottom: y + 0.24 * size };
  });
}

/** The boxes of a picture, its background first. */
export function boxesOf(svg: string): readonly Box[] {
  const drawn = svg.replaceAll(/<defs>.*?<\/defs>/gu, '');
  return [...drawn.matchAll(/<rect([^>]*)\/>/gu)].map(([, tag = '']) => {
    const [left = 0, top = 0, width = 0, height = 0] = numbers(tag, 'x', 'y', 'width', 'height');
    return { left, top, right: left + width, bottom: top + height };
  });
}

/** The height of a picture in units. */
export function heightOf(svg: string): number {
  return Number(/viewBox="0 0 \d+ (\d+)"/u.exec(svg)?.[1]);
}

const slack = 0.05;

function apart(a: Box, b: Box): boolean {
  return (
    a.right <= b.left + slack || b.right <= a.left + slack || a.bottom <= b.top + slack || b.bottom <= a.top + slack
  );
}

function inside(a: Box, b: Box): boolean {
  return (
    a.left >= b.left - slack && a.right <= b.right + slack && a.top >= b.top - slack && a.bottom <= b.bottom + slack
  );
}

/** Every text that overlaps another, crosses a border or leaves the picture, in words. */
export function collisions(svg: string): readonly string[] {
  const [page, ...boxes] = boxesOf(svg);
  const texts = textsOf(svg);
  return texts.flatMap((text, i) => [
    ...(page && inside(text, page) ? [] : [`“${text.text}” leaves the picture`]),
    ...boxes.filter((box) => !apart(text, box) && !inside(text, box)).map(() => `“${text.text}” crosses a border`),
    ...texts
      .slice(i + 1)
      .filter((other) => !apart(text, other))
      .map((other) => `“${text.text}” overlaps “${other.text}”`),
  ]);
}
