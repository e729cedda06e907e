import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, 'slack', 'page');
const home = join(import.meta.dirname, '..', '..');

/** Changes when a file of the page or a package that it may use does. */
function fingerprint(): string {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/u.test(name));
  const hash = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .update(readFileSync(join(home, 'package-lock.json')));
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(source, name)));
  return hash.digest('hex').slice(0, 16);
}

/** The folder with the built page below `cache`; built with Vite when its sources changed, which takes about a second. */
export async function buildPage(cache: string): Promise<string> {
  const folder = join(cache, fingerprint());
  if (existsSync(join(folder, 'index.html'))) return folder;
  const { build } = await import('vite');
  const draft = `${folder}.${process.pid}`;
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    // A test runner's NODE_ENV would build for development.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { outDir: draft, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  try {
    // Two builds at once end in the same folder; the first one stays.
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
