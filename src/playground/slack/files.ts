import { randomBytes } from 'node:crypto';
import { fields } from './validate/fault.ts';

/** A file of the workspace; its type is known only once Slack has looked at it. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly alt: string;
  readonly length: number;
  bytes: Buffer | null;
  completedAt: number | null;
  channels: readonly string[];
};

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  csv: 'text/csv',
};

/** Files: an upload URL, the bytes, the completion; the type comes a little later, as on Slack. */
export class Files {
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, string>();
  readonly #now: () => number;
  readonly #processing: number;

  constructor(now: () => number, processing: number) {
    this.#now = now;
    this.#processing = processing;
  }

  /** A file by its id. */
  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** Its media type; empty until Slack has looked at it. */
  mimetype({ name, completedAt }: StoredFile): string {
    if (completedAt === null || this.#now() - completedAt < this.#processing) return '';
    return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  }

  /** A place to upload to. */
  reserve(name: string, length: number, alt: string): { readonly id: string; readonly path: string } {
    const id = `F${randomBytes(6).toString('hex').toUpperCase()}`;
    const path = `/upload/${randomBytes(12).toString('hex')}`;
    this.#files.set(id, { id, name, alt, length, bytes: null, completedAt: null, channels: [] });
    this.#uploads.set(path, id);
    return { id, path };
  }

  /** Takes the bytes of an upload; the reason where they are refused. */
  receive(path: string, bytes: Buffer): string | null {
    const file = this.#files.get(this.#uploads.get(path) ?? '');
    if (file === undefined) return 'upload_url_not_found';
    if (bytes.length !== file.length) return `expected ${file.length} bytes, got ${bytes.length}`;
    file.bytes = bytes;
    this.#uploads.delete(path);
    return null;
  }

  /** Completes an upload; false for a file that was never sent. */
  complete(id: string, channels: readonly string[]): boolean {
    const file = this.#files.get(id);
    if (file?.bytes == null) return false;
    file.completedAt = this.#now();
    file.channels = channels;
    return true;
  }

  /** Faults of the images in blocks: a file that is none, is not ready, or is no picture that blocks can show. */
  faults(blocks: unknown): readonly string[] {
    if (Array.isArray(blocks)) return blocks.flatMap((each) => this.faults(each));
    const own = fields(blocks);
    if (own.type !== 'image')
      return Object.values(own).flatMap((each) => (typeof each === 'object' ? this.faults(each) : []));
    if (own.slack_file === undefined) return [];
    const file = this.#files.get(String(fields(own.slack_file).id));
    const shown = file !== undefined && ['image/png', 'image/jpeg', 'image/gif'].includes(this.mimetype(file));
    return shown ? [] : ['slack_file: invalid slack file'];
  }
}
