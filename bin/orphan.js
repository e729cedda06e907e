// Asked first thing: a parent that is gone before the watch begins is missed otherwise.
const parent = process.ppid;

/**
 * Calls `act` twice a second once npm, which started this process, is gone: npm does not pass a signal on to what it
 * started, and without it there is no reason to run. Without npm in between (a service, nohup) the parent may leave as it
 * likes. Returns what ends the watch, which by itself keeps no process running.
 */
export function whenOrphaned(act) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const timer = setInterval(() => process.ppid !== parent && act(), 500);
  timer.unref();
  return () => clearInterval(timer);
}
