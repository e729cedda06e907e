import { writeFileSync } from 'node:fs';
import { buildPicture, parsePictureKind } from '../commands/picture/picture.ts';
import type { TerminalConfig } from '../config.ts';
import type { ThemeName } from '../model/picture.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { altOf, svgOf } from '../pictures/draw.ts';
import type { CommandOutput } from './print.ts';
import { openSource, type TerminalOptions } from './source.ts';

/** The options of `netlab picture`; its output is a file. */
export type PictureOptions = Omit<TerminalOptions, 'output'> & { readonly output: string; readonly theme: ThemeName };

const formats: Readonly<Record<string, (svg: string) => Promise<string | Uint8Array>>> = {
  svg: async (svg) => svg,
  // The renderer is loaded only where it is needed.
  png: async (svg) => (await import('../pictures/png.ts')).renderPng(svg),
};

function formatOf(file: string) {
  const format = formats[/\.([a-z]+)$/iu.exec(file)?.[1]?.toLowerCase() ?? ''];
  if (format) return format;
  throw new Trouble('bad-input', { what: `${file} must end in .svg or .png` });
}

async function seen(source: TerminalOptions, needed: boolean, config: TerminalConfig): Promise<Snapshot | null> {
  const named = source.namespace ?? source.kubeconfig ?? source.context ?? source.dump ?? source.snapshot;
  if (named === undefined && !needed) return null;
  const { observe, namespace } = await openSource(source, config);
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
export async function runPicture(
  words: readonly string[],
  given: PictureOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const { output, theme, ...source } = given;
  const format = formatOf(output);
  const needed = parsePictureKind(words) === 'map';
  const picture = await buildPicture(words, () => seen(source, needed, config));
  written(output, await format(svgOf(picture, theme)));
  return { stdout: `${altOf(picture)}\n`, stderr: '', code: 0 };
}
