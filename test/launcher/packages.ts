// A lock file with a package of every kind, and what npm leaves of it in a folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One package of a lock file, as npm writes it, and packages by their path. */
type Entry = Readonly<Record<string, string | boolean | readonly string[]>>;
export type Packages = Readonly<Record<string, Entry>>;

const otherArch = process.arch === 'x64' ? 'arm64' : 'x64';

/** A package of every kind that npm may leave out. */
export const locked: Packages = {
  'node_modules/@ours/plain': { version: '1.0.0', integrity: 'sha512-plain' },
  'node_modules/nested': { version: '2.0.0', integrity: 'sha512-nested' },
  'node_modules/nested/node_modules/inner': { version: '0.1.0', integrity: 'sha512-inner' },
  'node_modules/peer': { version: '3.0.0', integrity: 'sha512-peer', peer: true },
  'node_modules/judge': { version: '4.0.0', integrity: 'sha512-judge', dev: true },
  'node_modules/runner': { version: '5.0.0', integrity: 'sha512-runner', dev: true },
  'node_modules/here': { version: '6.0.0', integrity: 'sha512-here', optional: true, cpu: [process.arch] },
  'node_modules/elsewhere': { version: '6.0.0', integrity: 'sha512-elsewhere', optional: true, cpu: [otherArch] },
};

/** The same packages, one of them changed. */
export function changed(name: string, change: Readonly<Record<string, string>>): Packages {
  const path = `node_modules/${name}`;
  return { ...locked, [path]: { ...locked[path], ...change } };
}

/** What npm installs of these packages on this machine. */
export function installedOf(packages: Packages, withoutDev = false): Packages {
  const kept = Object.entries(packages).filter(
    ([, { dev, optional, cpu }]) =>
      !(withoutDev && dev) && !(optional && Array.isArray(cpu) && !cpu.includes(process.arch)),
  );
  return Object.fromEntries(kept);
}

export function lockText(packages: Packages): string {
  return JSON.stringify({ name: 'tiny', lockfileVersion: 3, packages: { '': { name: 'tiny' }, ...packages } });
}

/** Lays packages and npm's record of them below a folder, as an npm that has finished leaves them. */
export function layPackages(home: string, packages: Packages): void {
  for (const [path, entry] of Object.entries(packages)) {
    mkdirSync(join(home, path), { recursive: true });
    writeFileSync(join(home, path, 'package.json'), JSON.stringify({ version: entry.version }));
  }
  mkdirSync(join(home, 'node_modules'), { recursive: true });
  writeFileSync(join(home, 'node_modules', '.package-lock.json'), lockText(packages));
}
