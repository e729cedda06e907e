import type { TutorMetric } from '../../model/tutor.ts';

type CountedName = Exclude<TutorMetric['name'], 'calls' | 'tokens'>;

/** How often each thing happened since the start. */
export type TutorCounters = {
  /** Counts one more. */
  readonly add: (name: CountedName, label?: string) => void;
  /** Every figure that is not 0. */
  readonly all: () => readonly TutorMetric[];
};

/** Counters that all stand at 0. */
export function createTutorCounters(): TutorCounters {
  const metrics = new Map<string, TutorMetric>();
  return {
    add(name, label = '') {
      const key = `${name} ${label}`;
      metrics.set(key, { name, label, count: (metrics.get(key)?.count ?? 0) + 1 });
    },
    all: () => [...metrics.values()],
  };
}
