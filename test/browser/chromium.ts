import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

// Without this the package leaves out libraries that a bare Debian does not have (libnspr4).
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

/** The font inside the package has no signs such as ✓ and →; this one has. */
function addFont(): void {
  const folder = join(tmpdir(), 'fonts', 'fonts');
  mkdirSync(folder, { recursive: true });
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  copyFileSync(font, join(folder, 'DejaVuSans.ttf'));
}

/** Starts the Chromium that comes from npm; where none can run (another processor, say), the reason instead. */
export async function launch(): Promise<Browser | string> {
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    addFont();
    return await chromium.launch({ executablePath, args: packed.args, headless: true });
  } catch (error) {
    return `no browser can run here: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
  }
}
