import { createHash } from 'node:crypto';
import type { SlackImage } from '../../blocks/picture.ts';
import type { Lab } from '../../model/lab.ts';
import type { Picture } from '../../model/picture.ts';
import { altOf, svgOf, titleOf } from '../../pictures/draw.ts';
import type { CallSlack } from '../transport/web-client.ts';
import { type UploadTimings, uploadPng } from './upload.ts';
import { findUploadRefusal, UploadRefusedError } from './upload-refusal.ts';

/** The most characters of a description that Slack takes with an upload; the block that shows it takes more. */
const uploadedAlt = 1000;

const defaultUploadTimings: UploadTimings = { firstPauseMs: 300, totalMs: 10_000 };

const refusalPauseMs = 60 * 60 * 1000;

type UploadContext = Pick<Lab, 'pictures' | 'newIdAndTime' | 'log'>;

/** What Slack has against blocks, in its own words. */
function faultsIn(error: unknown): string {
  return error instanceof Error && 'data' in error ? JSON.stringify(error.data) : '';
}

/** Whether Slack refused blocks because it does not, or no longer, know the file of an image. */
export function isUnknownFileError(error: unknown): boolean {
  return faultsIn(error).includes('invalid slack file');
}

/** The pictures that Slack has: each content is drawn and uploaded once, one after the other, and found again by a digest. */
export class PictureUploads {
  readonly #call: CallSlack;
  readonly #lab: UploadContext;
  readonly #team: () => string;
  readonly #timings: UploadTimings;
  readonly #uploading = new Map<string, Promise<string>>();
  #refused: { readonly because: string; readonly until: number } | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(call: CallSlack, lab: UploadContext, team: () => string, timings: Partial<UploadTimings> = {}) {
    this.#call = call;
    this.#lab = lab;
    this.#team = team;
    this.#timings = { ...defaultUploadTimings, ...timings };
  }

  /** The image of a picture, uploaded where Slack does not have it yet. @throws what drawing or uploading throws */
  uploadOnce(picture: Picture): Promise<SlackImage> {
    return this.#image(picture, true);
  }

  /** The same from a new file: Slack said that it does not know the earlier one. @throws like `uploadOnce` */
  uploadAgain(picture: Picture): Promise<SlackImage> {
    return this.#image(picture, false);
  }

  async #image(picture: Picture, reuse: boolean): Promise<SlackImage> {
    const svg = svgOf(picture, 'light');
    // The same SVG is the same picture; so what was uploaded needs no drawing. Title and description stand in it.
    const content = createHash('sha256').update(svg).digest('hex');
    const known = reuse ? await this.#known(content) : null;
    const file = known ?? (await this.#once(content, () => this.#upload(picture, svg, content)));
    return { file, title: titleOf(picture), alt: altOf(picture) };
  }

  /** The file that is stored for a content; null for none. A database that does not answer costs an upload, not the picture. */
  #known(content: string): Promise<string | null> {
    return this.#lab.pictures.find(this.#team(), content).catch((error: unknown) => {
      this.#lab.log(`the book of pictures could not be read: ${String(error)}`);
      return null;
    });
  }

  /** Several who want the same content at once wait for one upload; different ones wait for each other. */
  #once(content: string, work: () => Promise<string>): Promise<string> {
    const running = this.#uploading.get(content);
    if (running) return running;
    const own = this.#turn.then(work).finally(() => this.#uploading.delete(content));
    this.#uploading.set(content, own);
    this.#turn = own.catch(() => undefined);
    return own;
  }

  async #upload(picture: Picture, svg: string, content: string): Promise<string> {
    this.#requireUploads();
    // The renderer is loaded only where somebody wants a picture.
    const { renderPng: png } = await import('../../pictures/png.ts');
    const bytes = new Uint8Array(await png(svg));
    const words = { name: `netlab-${picture.kind}.png`, title: titleOf(picture), alt: altOf(picture, uploadedAlt) };
    const file = await uploadPng(this.#call, { ...words, bytes }, this.#timings).catch((error) =>
      this.#rememberRefusal(error),
    );
    await this.#lab.pictures
      .keep(this.#team(), content, file, this.#lab.newIdAndTime().at)
      .catch((error: unknown) => this.#lab.log(`a picture's file could not be kept: ${String(error)}`));
    return file;
  }

  /** Where Slack takes no uploads of this app it is not asked with each check. @throws UploadRefusedError */
  #requireUploads(): void {
    if (this.#refused === null) return;
    if (Date.parse(this.#lab.newIdAndTime().at) < this.#refused.until)
      throw new UploadRefusedError(this.#refused.because);
    this.#refused = null;
  }

  /** Remembers that Slack takes no uploads at all, and says so once. @throws UploadRefusedError, or what it was given */
  #rememberRefusal(error: unknown): never {
    const because = findUploadRefusal(error);
    if (because === null) throw error;
    this.#refused = { because, until: Date.parse(this.#lab.newIdAndTime().at) + refusalPauseMs };
    this.#lab.log(
      `a picture could not be shown: Slack takes no uploads of this app (${because}); its words come instead, and I ask again in an hour`,
    );
    throw new UploadRefusedError(because, { cause: error });
  }
}
