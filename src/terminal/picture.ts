import { writeFileSync } from 'node:fs';
import { kindOf, pictureOf } from '../commands/picture/picture.ts';
import type { TerminalConfig } from '../config.ts';
import type { ThemeName } from '../model/picture.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { altOf, svgOf } from '../pictures/draw.ts';
import type { Asked } from './print.ts';
import { type Given, watch } from './source.ts';

/** The options of `netlab picture`; its output is a file. */
export type PictureOptions = Omit<Given, 'output'> & { readonly output: string; readonly theme: ThemeName };

const formats: Readonly<Record<string, (svg: string) => Promise<string | Uint8Array>>> = {
  svg: async (svg) => svg,
  // The renderer is loaded only where it is needed.
  png: async (svg) => (await import('../pictures/png.ts')).png(svg),
};

function formatOf(file: string) {
  const format = formats[/\.([a-z]+)$/iu.exec(file)?.[1]?.toLowerCase() ?? ''];
  if (format) return format;
  throw new Trouble('bad-input', { what: `${file} must end in .svg or .png` });
}

async function seen(source: Given, needed: boolean, config: TerminalConfig): Promise<Snapshot | null> {
  const named = source.namespace ?? source.kubeconfig ?? source.context ?? source.dump ?? source.snapshot;
  if (named === undefined && !needed) return null;
  const { observe, namespace } = await watch(source, config);
  return observe(namespace);
}

function written(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (cause) {
    throw new Trouble('bad-input', { what: `${file} cannot be written` }, { cause });
  }
}

/** `netlab picture`: writes the file and prints what the picture says. @throws Trouble for wrong usage or input */
export async function answerPicture(
  words: readonly string[],
  given: PictureOptions,
  config: TerminalConfig,
): Promise<Asked> {
  const { output, theme, ...source } = given;
  const format = formatOf(output);
  const needed = kindOf(words) === 'map';
  const picture = await pictureOf(words, () => seen(source, needed, config));
  written(output, await format(svgOf(picture, theme)));
  return { stdout: `${altOf(picture)}\n`, stderr: '', code: 0 };
}
