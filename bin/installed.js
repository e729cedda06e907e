// Whether node_modules holds what package-lock.json names. Content decides: time stamps change with every checkout, copy
// and restore, and say nothing of what an `npm ci` that was killed has left.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './say.js';

const lockPath = (home) => join(home, 'package-lock.json');
/** npm's own record of what it installed, in the form of a lock file; npm writes it last. */
const recordPath = (home) => join(home, 'node_modules', '.package-lock.json');
const digestPath = (home) => join(home, 'node_modules', '.netlab-installed');

/** A file's text, null where there is none. */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** The value of a JSON text, null where it is none. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The packages of a lock file's text by their path, without the project itself; null where the text is no lock file. */
function packagesOf(text) {
  const packages = text === null ? undefined : parsed(text)?.packages;
  return packages ? Object.entries(packages).filter(([path]) => path !== '') : null;
}

/** The packages that package-lock.json names, as pairs of path and entry. Ends with 2 where it is broken. */
export function lockedPackages(home) {
  return packagesOf(textOf(lockPath(home))) ?? refuse(`${lockPath(home)} is no lock file that can be read`);
}

/** npm's record is part of it, so that whatever npm did since (prune, install --no-save) is seen; the machine too. */
function digestOf(lock, record) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\0`);
  return hash
    .update(lock)
    .update(`\0${record ?? ''}`)
    .digest('hex');
}

/** Whether a package may run here: `os` and `cpu` are absent, a name, or names that may be negated, as in "!win32". */
function suitsMachine({ os, cpu }) {
  const suits = (names, own) =>
    names.length === 0 ||
    names.includes(own) ||
    (names.every((name) => name.startsWith('!')) && !names.includes(`!${own}`));
  return suits([os ?? []].flat(), process.platform) && suits([cpu ?? []].flat(), process.arch);
}

/** Whether what is installed is what the lock names. `resolved` may be left out of either. */
const isSame = (named, installed) =>
  ['version', 'integrity', 'resolved'].every(
    (field) => !named[field] || !installed[field] || named[field] === installed[field],
  );

/** Whether npm was told to leave this kind out (`--omit=dev`): the lock has some of it, and not one is installed. */
function isLeftOut(kind, named, record) {
  const ofKind = ([, entry]) => entry[kind] === true && entry.optional !== true;
  return named.some(ofKind) && !record.some(ofKind);
}

/** What of the lock is not installed, as "name version"; what was left out on purpose does not count. */
function missingOf(home, named, record) {
  const installed = new Map(record);
  const leftOut = ['dev', 'peer'].filter((kind) => isLeftOut(kind, named, record));
  // One optional package at a time may be left out: most of them are for other machines.
  const mayLack = (entry) => entry.optional || entry.devOptional || leftOut.some((kind) => entry[kind]);
  const isMissing = ([path, entry]) => {
    const there = installed.get(path);
    if (there === undefined) return !mayLack(entry);
    return !isSame(entry, there) || !suitsMachine(there) || !existsSync(join(home, path, 'package.json'));
  };
  return named.filter(isMissing).map(([path, { version }]) => `${path.replace(/^.*node_modules\//u, '')} ${version}`);
}

/** Compares every entry. Without a record nothing counts as installed: npm has not finished here. */
function compare(home, lock, recordText) {
  const named = lockedPackages(home);
  const digest = digestOf(lock, recordText);
  const record = packagesOf(recordText);
  if (record === null) return { digest, complete: false, recorded: false, missing: [], withoutDev: false };
  const paths = new Set(named.map(([path]) => path));
  const missing = missingOf(home, named, record);
  const complete = missing.length === 0 && record.every(([path]) => paths.has(path));
  const withoutDev = isLeftOut('dev', named, record);
  return { digest, complete, recorded: true, missing, withoutDev };
}

/**
 * What node_modules holds: `complete` when it matches the lock; `recorded` when an npm finished here; `missing` as
 * "name version", empty where the only difference is that there is more; `withoutDev` when it was installed without
 * development packages; `digest` of it, null when it is kept already. A folder without a lock file is complete.
 */
export function inspect(home) {
  const lock = textOf(lockPath(home));
  if (lock === null) return { digest: null, complete: true, recorded: false, missing: [], withoutDev: false };
  const record = textOf(recordPath(home));
  const kept = parsed(textOf(digestPath(home)));
  if (kept?.digest !== digestOf(lock, record)) return compare(home, lock, record);
  return { digest: null, complete: true, recorded: true, missing: [], withoutDev: kept.withoutDev === true };
}

/** Keeps the digest of what is installed, so that the next start need not compare. */
export function keepDigest(home, { digest, withoutDev }) {
  if (digest === null) return;
  const draft = `${digestPath(home)}.${process.pid}`;
  try {
    // Renamed, not written in place: a copy of the folder may share its files by hard links.
    writeFileSync(draft, JSON.stringify({ digest, withoutDev }));
    renameSync(draft, digestPath(home));
  } catch {
    // Where the folder cannot be written, every start compares: some milliseconds.
  }
}

/** Makes node_modules count as not installed, whatever is left of it. */
export function forgetInstalled(home) {
  for (const file of [digestPath(home), recordPath(home)]) rmSync(file, { force: true });
}
