import type { ChildProcess } from 'node:child_process';

/** Kills a program that was started detached, and what it started itself: they are one process group. */
export function killProcessGroup({ pid }: Pick<ChildProcess, 'pid'>): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `kill` when this process ends, since a group of its own does not get what a terminal sends to ours. Returns how to
 * take that back.
 */
export function killWithThisProcess(kill: () => void): () => void {
  const handlers = deadlySignals.map((signal) => {
    const handler = () => {
      kill();
      takeBack();
      // Whoever else listens decides what the signal means; without them it would have ended the process.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    return [signal, handler] as const;
  });
  const takeBack = () => {
    process.off('exit', kill);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
  process.on('exit', kill);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return takeBack;
}
