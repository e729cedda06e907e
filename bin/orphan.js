// Asked first thing: a parent that is gone before the watch begins is missed otherwise.
const parent = process.ppid;

/**
 * Calls `act` once, at most half a second after npm, which started this process, is gone: npm does not pass a signal on to
 * what it started, and without it there is no reason to run. npm starts a shell, so its scripts say `exec node …`: a shell
 * in between would be the parent, and stay. Without npm (a service, nohup) the parent may leave as it likes. Returns what
 * ends the watch, which by itself keeps no process running.
 */
export function whenOrphaned(act) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    // A second SIGTERM means "end at once" to the bot.
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
