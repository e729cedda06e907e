import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockedPackages } from './installed.js';
import { say } from './say.js';

/** Tells how far npm has come: every second on a terminal, in one line, else every `everyMs`. Returns what ends it. */
export function showProgress(home, { withoutDev, everyMs }) {
  const started = performance.now();
  const expected = lockedPackages(home).filter(([, { optional, dev }]) => !optional && !(withoutDev && dev));
  const onTerminal = process.stderr.isTTY === true;
  const tell = () => {
    const there = expected.filter(([path]) => existsSync(join(home, path, 'package.json'))).length;
    const seconds = Math.round((performance.now() - started) / 1000);
    const line = `installing: ${there} of ${expected.length} packages after ${seconds} s`;
    if (onTerminal) process.stderr.write(`\r\u001b[K${line}`);
    else say(line);
  };
  const timer = setInterval(tell, onTerminal ? 1000 : everyMs);
  const stop = () => {
    clearInterval(timer);
    if (onTerminal) process.stderr.write('\r\u001b[K');
  };
  process.once('exit', stop);
  return () => {
    process.off('exit', stop);
    stop();
  };
}
