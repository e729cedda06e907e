import type { SlackImage } from '../../blocks/picture.ts';
import type { Outcome } from '../../model/answer.ts';
import { logUnlessRefused } from './upload-refusal.ts';
import type { PictureUploads } from './uploaded-pictures.ts';

/** The map that a check wants on somebody's App Home. */
export type WantedHomeMap = NonNullable<Outcome['homeMap']>;

/** What hangs on somebody's App Home. */
export type HomeMap = WantedHomeMap & { readonly image: SlackImage };

/** For how many people it is remembered; who is forgotten gets a map with their next check. */
const most = 2000;

/** The maps on people's App Homes: drawn one after the other, of each person the newest. */
export class HomeMaps {
  readonly #gallery: PictureUploads;
  readonly #note: (line: string) => void;
  readonly #wanted = new Map<string, WantedHomeMap>();
  readonly #notes = new Map<string, string>();
  readonly #hung = new Map<string, HomeMap>();
  #drawing: readonly [string, WantedHomeMap] | null = null;
  #work: Promise<void> | null = null;

  constructor(gallery: PictureUploads, note: (line: string) => void) {
    this.#gallery = gallery;
    this.#note = note;
  }

  /** What hangs there; what is of another namespace than this one is taken down: somebody may have got another one since. */
  mapFor(user: string, namespace: string | null): HomeMap | null {
    const own = this.#hung.get(user) ?? null;
    if (own === null || own.map.namespace === namespace) return own;
    this.#hung.delete(user);
    return null;
  }

  /** Remembers what stands on top of somebody's App Home; null for nothing. */
  setNote(user: string, note: string | null): void {
    if (note === null) this.#notes.delete(user);
    else this.#notes.set(user, note);
  }

  /** What stands on top of it. */
  noteFor(user: string): string | null {
    return this.#notes.get(user) ?? null;
  }

  /** Takes down whatever hangs there, and what is being drawn for it is not hung up. */
  removeMap(user: string): void {
    this.#wanted.delete(user);
    this.#hung.delete(user);
    if (this.#drawing?.[0] === user) this.#drawing = null;
  }

  /** Hangs a map up and calls `shown`; resolves when there is nothing more to hang. */
  showMap(user: string, wanted: WantedHomeMap, shown: (user: string) => Promise<void>): Promise<void> {
    this.#wanted.set(user, wanted);
    this.#work ??= this.#all(shown).finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  /** The same map from a new file; null where it was taken down meanwhile. @throws what drawing or uploading throws */
  async renewMap(user: string, was: HomeMap): Promise<HomeMap | null> {
    const hung = { ...was, image: await this.#gallery.uploadAgain(was.map) };
    if (this.#hung.get(user) !== was) return null;
    this.#hung.set(user, hung);
    return hung;
  }

  async #all(shown: (user: string) => Promise<void>): Promise<void> {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const [user, wanted] = next;
      try {
        const image = await this.#gallery.uploadOnce(wanted.map);
        // Whoever checked again meanwhile gets that map, not this one; whoever was cleared gets none.
        if (this.#drawing !== next || this.#wanted.has(user)) continue;
        this.#remember(user, { ...wanted, image });
        await shown(user);
      } catch (error) {
        logUnlessRefused({ log: this.#note }, `no map for the App Home of ${user}`, error);
      }
    }
  }

  #next(): readonly [string, WantedHomeMap] | null {
    const [first] = this.#wanted;
    this.#drawing = first ?? null;
    if (first !== undefined) this.#wanted.delete(first[0]);
    return this.#drawing;
  }

  #remember(user: string, hung: HomeMap): void {
    this.#hung.delete(user);
    this.#hung.set(user, hung);
    const [oldest] = this.#hung.keys();
    if (this.#hung.size > most && oldest !== undefined) this.#hung.delete(oldest);
  }
}
