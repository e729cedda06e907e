import { LRUCache } from 'lru-cache';
import type { SlackImage } from '../../blocks/picture.ts';
import type { Outcome } from '../../model/outcome.ts';
import { logUnlessRefused } from './upload-refusal.ts';
import type { PictureUploads } from './uploaded-pictures.ts';

/** The map that a check wants on somebody's App Home. */
export type WantedHomeMap = NonNullable<Outcome['homeMap']>;

/** The map on somebody's App Home. */
export type HomeMap = WantedHomeMap & { readonly image: SlackImage };

/** For how many people maps are kept; who is forgotten gets a map with their next check. */
const maxMaps = 2000;

/** The maps on people's App Homes: drawn one after the other, of each person the newest. */
export class HomeMaps {
  readonly #uploads: Pick<PictureUploads, 'uploadOnce' | 'uploadAgain'>;
  readonly #log: (line: string) => void;
  readonly #wanted = new Map<string, WantedHomeMap>();
  readonly #notes = new Map<string, string>();
  readonly #maps = new LRUCache<string, HomeMap>({ max: maxMaps });
  #drawing: readonly [string, WantedHomeMap] | null = null;
  #work: Promise<void> | null = null;

  constructor(uploads: Pick<PictureUploads, 'uploadOnce' | 'uploadAgain'>, log: (line: string) => void) {
    this.#uploads = uploads;
    this.#log = log;
  }

  /** Somebody's map; null for none. One of another namespace is removed: somebody may have got another one since. */
  mapFor(user: string, namespace: string | null): HomeMap | null {
    const own = this.#maps.get(user) ?? null;
    if (own === null || own.map.namespace === namespace) return own;
    this.#maps.delete(user);
    return null;
  }

  /** Remembers what stands on top of somebody's App Home; null for nothing. */
  setNote(user: string, note: string | null): void {
    if (note === null) this.#notes.delete(user);
    else this.#notes.set(user, note);
  }

  /** What stands on top of it; null for nothing. */
  noteFor(user: string): string | null {
    return this.#notes.get(user) ?? null;
  }

  /** Removes somebody's map; one that is being drawn for them is not shown. */
  removeMap(user: string): void {
    this.#wanted.delete(user);
    this.#maps.delete(user);
    if (this.#drawing?.[0] === user) this.#drawing = null;
  }

  /** Draws a map and calls `publish` when it can be shown; resolves when there is nothing more to draw. */
  showMap(user: string, wanted: WantedHomeMap, publish: (user: string) => Promise<void>): Promise<void> {
    this.#wanted.set(user, wanted);
    this.#work ??= this.#drawAll(publish).finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  /** The same map from a new file; null where it was removed meanwhile. @throws what drawing or uploading throws */
  async renewMap(user: string, was: HomeMap): Promise<HomeMap | null> {
    const renewed = { ...was, image: await this.#uploads.uploadAgain(was.map) };
    if (this.#maps.get(user) !== was) return null;
    this.#maps.set(user, renewed);
    return renewed;
  }

  async #drawAll(publish: (user: string) => Promise<void>): Promise<void> {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const [user, wanted] = next;
      try {
        const image = await this.#uploads.uploadOnce(wanted.map);
        // Whoever checked again meanwhile gets that map, not this one; whoever was removed gets none.
        if (this.#drawing !== next || this.#wanted.has(user)) continue;
        this.#maps.set(user, { ...wanted, image });
        await publish(user);
      } catch (error) {
        logUnlessRefused({ log: this.#log }, `no map for the App Home of ${user}`, error);
      }
    }
  }

  #next(): readonly [string, WantedHomeMap] | null {
    const [first] = this.#wanted;
    this.#drawing = first ?? null;
    if (first !== undefined) this.#wanted.delete(first[0]);
    return this.#drawing;
  }
}
