import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

// Without this the package leaves out libraries that a bare Debian does not have (libnspr4).
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

// The font inside the package has no signs such as ✓ and →, and no emoji; these have.
const fonts = [
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  '@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf',
];

function addFonts(): void {
  const folder = join(tmpdir(), 'fonts', 'fonts');
  mkdirSync(folder, { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  for (const font of fonts) copyFileSync(resolve(font), join(folder, basename(font)));
}

/** Unpacks the Chromium that comes from npm, where it is not yet, and gives it its fonts. */
export async function extract(): Promise<{ readonly executablePath: string; readonly args: readonly string[] }> {
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  addFonts();
  return { executablePath, args: packed.args };
}

/** Starts the Chromium that comes from npm; where none can run (another processor, say), the reason instead. */
export async function launch(): Promise<Browser | string> {
  try {
    const { executablePath, args } = await extract();
    return await chromium.launch({ executablePath, args: [...args], headless: true });
  } catch (error) {
    return `no browser can run here: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
  }
}
