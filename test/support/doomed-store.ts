// A store whose process or database can go away, as the process and the database see it.
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import type { Store } from '../../src/store/store.ts';

type Kept = Pick<Lab, 'broadcasts' | 'audit'>;

export type DoomedStore = {
  /** What the app is given. */
  readonly books: Kept;
  /** From now on nothing that the process asks of the database is answered, as if it were gone; resolves once it asked. */
  readonly kill: () => Promise<void>;
  /** The database does not answer this many times, or until it comes back. */
  readonly goAway: (times?: number) => void;
  readonly comeBack: () => void;
};

export function doomedStore({ broadcasts, audit }: Store): DoomedStore {
  let killed = false;
  let refusals = 0;
  const asked = Promise.withResolvers<void>();
  const guard =
    <In extends readonly unknown[], Out>(work: (...given: In) => Promise<Out>) =>
    (...given: In): Promise<Out> => {
      if (killed) {
        asked.resolve();
        return new Promise(() => undefined);
      }
      refusals -= 1;
      return refusals < 0 ? work(...given) : Promise.reject(new Trouble('store-down'));
    };
  const { accept, mark, end, unfinished, find } = broadcasts;
  return {
    books: {
      broadcasts: {
        accept: guard(accept),
        mark: guard(mark),
        end: guard(end),
        unfinished: guard(unfinished),
        find: guard(find),
      },
      audit: { keep: guard(audit.keep) },
    },
    kill: () => {
      killed = true;
      return asked.promise;
    },
    goAway: (times = Number.POSITIVE_INFINITY) => {
      refusals = times;
    },
    comeBack: () => {
      refusals = 0;
    },
  };
}
