import { LRUCache } from 'lru-cache';
import type { Doc } from '../../model/doc.ts';

/** For how long the details of an answer can be opened, in milliseconds. */
export const keptAnswerMs = 30 * 60_000;

/** How many bytes of answers are kept, about; the oldest go first. */
const mostBytes = 64 * 1024 * 1024;

type AnswerOfOwner = { readonly owner: string; readonly doc: Doc };

/** One answer of one person: whoever else presses its button has another one under the same id. */
const keyOf = (id: string, owner: string): string => JSON.stringify([owner, id]);

/**
 * Answers whose details can be opened, of the same look: in memory alone, since no address and no name of a Pod is stored,
 * and only for whoever asked.
 */
export class KeptAnswers {
  readonly #answers: LRUCache<string, AnswerOfOwner>;

  /** `now` is a clock in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#answers = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ doc }) => JSON.stringify(doc).length * 2,
      ttl: keptAnswerMs,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /** Keeps an answer under an id that nobody can guess. */
  keepAnswer(id: string, owner: string, doc: Doc): void {
    this.#answers.set(keyOf(id, owner), { owner, doc });
  }

  /** The answer; null where it is gone, or somebody else's. */
  findAnswer(id: string, owner: string): Doc | null {
    return this.#answers.get(keyOf(id, owner))?.doc ?? null;
  }

  /** Drops all that is kept of a person. */
  forgetAnswers(owner: string): void {
    for (const [key, kept] of this.#answers) if (kept.owner === owner) this.#answers.delete(key);
  }
}
