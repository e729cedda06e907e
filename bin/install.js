import { forgetInstalled, inspect, keepDigest } from './installed.js';
import { takeLock } from './lock.js';
import { npmCi } from './npm.js';
import { showProgress } from './progress.js';
import { refuse, say } from './say.js';

// Half a gigabyte over a slow line takes minutes; an npm that waits for a registry which never answers must end too.
const defaults = { limitMs: 10 * 60_000, progressMs: 5_000 };

/** "pg 8.23.1, zod 4.6.7 and 3 others", for a list that is not empty. */
function shortList(names) {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} others` : shown;
}

/** Ends with 2 and says what is missing, for a command that must not install. */
function refuseMissing(home, { recorded, missing, withoutDev }) {
  const what = missing.length === 0 ? 'what package-lock.json names' : shortList(missing);
  const command = recorded && !withoutDev ? 'npm ci' : 'npm ci --omit=dev';
  refuse(`not installed: ${what}. This command installs nothing itself: run \`${command}\` in ${home}`);
}

/** What was left out on purpose is not brought in by the way: that is for whoever left it out to say. */
function refuseWithoutDev(home) {
  refuse(`this needs the development packages, which were left out here: run \`npm ci\` in ${home} to install them`);
}

/** `--omit=dev` keeps an installation as it is; `--include=dev` outweighs NODE_ENV=production and npm's configuration. */
function flagsFor({ withoutDev, needsDev }) {
  if (withoutDev) return ['--omit=dev'];
  return needsDev ? ['--include=dev'] : [];
}

/** Installs, under the lock, and keeps the digest. */
async function install(home, lock, { withoutDev, needsDev, limitMs, progressMs }) {
  lock.write({ withoutDev });
  say(`installing what package-lock.json names (npm ci${withoutDev ? ' --omit=dev' : ''}), once…`);
  try {
    forgetInstalled(home);
  } catch (error) {
    refuse(`node_modules cannot be changed: ${error.message}`);
  }
  const stopProgress = showProgress(home, { withoutDev, everyMs: progressMs });
  const failure = await npmCi(home, { flags: flagsFor({ withoutDev, needsDev }), lock: lock.fd, limitMs });
  stopProgress();
  if (failure !== null) refuse(failure);
  keepDigest(home, inspect(home));
}

/**
 * Installs what the lock file of `home` names where it is not installed, one start at a time, or ends with 2. `mayInstall`
 * is false for a command that only says what is missing; `needsDev` is true for one that needs development packages.
 */
export async function ensureInstalled(home, { mayInstall, needsDev }, { limitMs, progressMs } = defaults) {
  const before = inspect(home);
  if (before.withoutDev && needsDev) refuseWithoutDev(home);
  if (before.complete) return keepDigest(home, before);
  if (!mayInstall) return before.recorded && before.missing.length === 0 ? undefined : refuseMissing(home, before);
  const lock = await takeLock(home, limitMs);
  // Whoever had the lock before may have installed it all.
  const now = inspect(home);
  const withoutDev = now.recorded ? now.withoutDev : lock.note.withoutDev === true;
  if (withoutDev && needsDev) refuseWithoutDev(home);
  if (!now.complete) await install(home, lock, { withoutDev, needsDev, limitMs, progressMs });
  lock.release();
}
