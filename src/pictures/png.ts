import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import { pictureSize } from './page.ts';

/** Pixels across: sharp on a screen of twice the pixels where Slack shows a picture 600 wide. */
const widthInPixels = 1200;

const fonts = ['DejaVuSansCondensed', 'DejaVuSansCondensed-Bold'].map((name) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)),
);

/**
 * Turns an SVG of this room into a PNG of 1,200 pixels across; all but the last step is done away from the event loop.
 * The fonts of the machine are not looked at, so that the bytes do not depend on them.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const font = { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: 'DejaVu Sans Condensed' };
  const fitTo = { mode: 'zoom', value: widthInPixels / pictureSize.width } as const;
  return (await renderAsync(svg, { font, fitTo, logLevel: 'error' })).asPng();
}
