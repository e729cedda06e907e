import { type Command, Option } from 'commander';
import { readClock } from '../app/clock.ts';
import { replaceFile } from '../cluster/replace-file.ts';
import { buildPicture, parsePictureKind } from '../commands/picture/picture.ts';
import type { TerminalConfig } from '../config.ts';
import { findOwnValue } from '../model/own-value.ts';
import type { ThemeName } from '../model/picture.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { altOf, svgOf } from '../pictures/draw.ts';
import { addSourceOptions, type RunAndPrint } from './options.ts';
import type { CommandOutput } from './print.ts';
import { namesSource, openSource, type TerminalOptions } from './source.ts';

/** The options of `netlab picture`; its output is a file's name. */
type PictureOptions = Omit<TerminalOptions, 'output'> & { readonly output: string; readonly theme: ThemeName };

const formats: Readonly<Record<string, (svg: string) => Promise<string | Uint8Array>>> = {
  svg: async (svg) => svg,
  // The renderer is loaded only where it is needed.
  png: async (svg) => (await import('../pictures/png.ts')).renderPng(svg),
};

/** Turns SVG into the format that a file's name ends in. @throws Trouble `bad-input` for another ending */
function formatOf(file: string) {
  const format = findOwnValue(formats, /\.([a-z]+)$/iu.exec(file)?.[1]?.toLowerCase() ?? '');
  if (format) return format;
  throw new Trouble('bad-input', { what: `${file} must end in .svg or .png` });
}

/** The cluster that the picture is of; null where none is named and the picture does without. */
async function observeFor(options: TerminalOptions, needed: boolean, config: TerminalConfig): Promise<Snapshot | null> {
  if (!needed && !namesSource(options)) return null;
  const { observe, namespace } = await openSource(options, config);
  return observe(namespace);
}

/**
 * `netlab picture`: writes the file and prints what the picture says. @throws Trouble for wrong usage or
 * input
 */
async function runPicture(
  words: readonly string[],
  options: PictureOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const { output, theme, ...source } = options;
  const format = formatOf(output);
  const needed = parsePictureKind(words) === 'map';
  const picture = await buildPicture(words, () => observeFor(source, needed, config), readClock());
  replaceFile(output, await format(svgOf(picture, theme)), 0o666);
  return { stdout: `${altOf(picture)}\n`, stderr: '', code: 0 };
}

/** Adds `netlab picture`. */
export function addPicture(program: Command, print: RunAndPrint): void {
  addSourceOptions(program.command('picture'))
    .description('draws the network as a map (or the models, or an address plan), and prints what the picture says')
    .argument('[what...]', 'map, models, or plan MODEL N nodes as in Slack; map without')
    .requiredOption('-o, --output <file>', 'the file to write: its name ends in .svg or .png')
    .addOption(new Option('--theme <theme>', 'for which surroundings').choices(['light', 'dark']).default('light'))
    .addHelpText(
      'after',
      `
Examples:
  netlab picture -n student-07 -o network.png
  netlab picture -n student-07 --dump ./outputs/ --theme dark -o network.svg
  netlab picture models -o models.png
  netlab picture plan node-subnet 50 nodes subnet 10.1.0.0/21 -o plan.png`,
    )
    .action((what: readonly string[], options: PictureOptions) => print((config) => runPicture(what, options, config)));
}
