import { LRUCache } from 'lru-cache';
import type { Doc } from '../../model/doc.ts';
import type { ChoiceMenu, Next } from '../../model/outcome.ts';

/** For how long an answer can be opened again, in milliseconds. */
export const keptAnswerMs = 30 * 60_000;

/** How many bytes of answers are kept, about; the oldest go first. */
const mostBytes = 64 * 1024 * 1024;

/** An answer as it was shown: its words, what stood below them, and what it offered. */
export type ShownAnswer = {
  readonly doc: Doc;
  readonly remarks: readonly string[];
  readonly next: readonly Next[];
  readonly menu?: ChoiceMenu;
  /** The page or card that is asked about; absent where nothing is, or it was answered. */
  readonly feedbackOn?: string;
  /** The signature that its buttons carry. */
  readonly was?: string;
  /** Under which id a text is held that they are about. */
  readonly held?: string;
};

type AnswerOfOwner = { readonly owner: string; readonly answer: ShownAnswer };

/** One answer of one person: whoever else presses its button has another one under the same id. */
const keyOf = (id: string, owner: string): string => JSON.stringify([owner, id]);

/**
 * Answers that can be opened or sent again, of the same look: in memory alone, since no address and no name of a Pod is
 * stored, and only for whoever asked.
 */
export class KeptAnswers {
  readonly #answers: LRUCache<string, AnswerOfOwner>;
  /** Those that went to the direct messages, as long as they are kept. */
  readonly #sent = new Set<string>();

  /** `now` is a clock in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#answers = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ answer }) => JSON.stringify(answer).length * 2,
      dispose: (_answer, key, reason) => {
        if (reason !== 'set') this.#sent.delete(key);
      },
      ttl: keptAnswerMs,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /** Keeps an answer under an id that nobody can guess. */
  keepAnswer(id: string, owner: string, answer: ShownAnswer): void {
    this.#answers.set(keyOf(id, owner), { owner, answer });
  }

  /** The answer; null where it is gone, or somebody else's. */
  findAnswer(id: string, owner: string): ShownAnswer | null {
    return this.#answers.get(keyOf(id, owner))?.answer ?? null;
  }

  /** Notes that an answer went to the direct messages; whether it had gone there before. */
  markSent(id: string, owner: string): boolean {
    const before = this.#sent.has(keyOf(id, owner));
    this.#sent.add(keyOf(id, owner));
    return before;
  }

  /** Takes that back, where it did not arrive. */
  unmarkSent(id: string, owner: string): void {
    this.#sent.delete(keyOf(id, owner));
  }

  /** Drops all that is kept of a person, and what has expired of anybody: it is out of reach, and still in memory. */
  forgetAnswers(owner: string): void {
    this.#answers.purgeStale();
    for (const [key, kept] of this.#answers) if (kept.owner === owner) this.#answers.delete(key);
  }
}
