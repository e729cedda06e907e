import { findOwnValue } from '../model/own-value.ts';

type SvgAttributes = Readonly<Record<string, string | number>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an XML element or attribute; characters that XML does not allow become `?`. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replaceAll(/[&<>"']/gu, (sign) => findOwnValue(entities, sign) ?? sign);
}

function attributeValue(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
}

/** An element; `children` are elements already. */
export function svgElement(name: string, attributes: SvgAttributes, ...children: readonly string[]): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeValue(value)}"`);
  const open = `<${name}${all.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

// Arial and its likes are no wider than the font that lines are measured with.
const family = "'DejaVu Sans Condensed', Arial, 'Liberation Sans', Helvetica, sans-serif";

/** A whole SVG document; title and description are what screen readers read. */
export function svgDocument(
  size: { readonly width: number; readonly height: number },
  words: { readonly title: string; readonly alt: string },
  ...children: readonly string[]
): string {
  const { width, height } = { width: Math.ceil(size.width), height: Math.ceil(size.height) };
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': family,
  };
  return `${svgElement('svg', root, svgElement('title', {}, escapeXml(words.title)), svgElement('desc', {}, escapeXml(words.alt)), ...children)}\n`;
}
