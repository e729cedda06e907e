// One install at a time in a folder. The lock is flock(2)'s, so the kernel releases it: no dead holder is ever taken for a
// living one (process ids are used again), and there is nothing to take over, which two could do at once. It belongs to
// the open file rather than to a process: npm inherits it, so that even an npm that lost all who watched it holds it for
// as long as it writes. Node has no call for flock, but the program of that name (util-linux, BusyBox) locks a file that
// it is given open, and leaves it locked when it ends.
import { spawnSync } from 'node:child_process';
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { whenOrphaned } from './orphan.js';
import { refuse, say } from './say.js';

/** Whether the open file is locked now; false while somebody else has it. */
function tryLock(fd) {
  const { error, status } = spawnSync('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] });
  if (status === 0 || status === 1) return status === 0;
  say(
    `nothing keeps a second start from installing at the same time: ${error?.message ?? `flock ended with ${status}`}`,
  );
  return true;
}

/** What the holder wrote into the lock file: `{ withoutDev }`, or nothing. It outlives a holder that was killed. */
function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function open(file) {
  try {
    return openSync(file, constants.O_RDWR | constants.O_CREAT);
  } catch (error) {
    return refuse(`what package-lock.json names is not installed, and cannot be: ${error.message}`);
  }
}

/** Waits until the lock is free and says so; ends with 2 after `limitMs`. */
async function wait(fd, limitMs) {
  const until = performance.now() + limitMs;
  const unwatch = whenOrphaned(() => refuse('npm, which started this, is gone'));
  for (let told = false; !tryLock(fd); told = true) {
    if (!told) say('another start is installing in this folder; waiting for it');
    if (performance.now() > until)
      refuse(`another start is still installing after ${limitMs / 1000} s; try again later`);
    await pause(300);
  }
  unwatch();
}

/**
 * Takes the folder's lock, and waits for it at most `limitMs`. `fd` is for those who are to hold it too; `note` is what a
 * holder that did not finish has written; `write` replaces it and `release` clears it. The file stays, since whoever
 * waits has it open.
 */
export async function takeLock(home, limitMs) {
  const file = join(home, '.netlab-install');
  const fd = open(file);
  await wait(fd, limitMs);
  const write = (text) => {
    ftruncateSync(fd);
    writeSync(fd, text, 0);
  };
  return {
    fd,
    note: readNote(file),
    write: (note) => write(JSON.stringify(note)),
    release: () => {
      write('');
      closeSync(fd);
    },
  };
}
