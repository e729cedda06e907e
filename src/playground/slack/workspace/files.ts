import { randomBytes } from 'node:crypto';
import { findOwnValue } from '../../own-value.ts';
import { botUser } from './personas.ts';

/** A file of the workspace; its type is known only once Slack has looked at it. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly alt: string;
  readonly length: number;
  /** Whose it is: who uploaded it. */
  readonly owner: string;
  readonly created: number;
  bytes: Buffer | null;
  completedAt: number | null;
  channels: readonly string[];
  /** Whether the app may have it: it is its own, or somebody gave it to the app. */
  given: boolean;
};

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  html: 'text/html',
  pdf: 'application/pdf',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const unknown = 'application/octet-stream';
const beginnings: Readonly<Record<string, Buffer>> = {
  'image/png': Buffer.from('89504e470d0a1a0a', 'hex'),
  'image/jpeg': Buffer.from('ffd8ff', 'hex'),
  'image/gif': Buffer.from('GIF8'),
};

/** What a name says of a file: its extension, in small letters. */
export const extensionOf = (name: string) => (name.includes('.') ? name.split('.').at(-1)?.toLowerCase() : '') ?? '';

const newId = () => `F${randomBytes(6).toString('hex').toUpperCase()}`;

/** Files: an upload URL, the bytes, the completion; the type comes a little later, as on Slack. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, string>();
  readonly #now: () => number;
  readonly #processingMs: number;

  constructor(now: () => number, processingMs: number) {
    this.#now = now;
    this.#processingMs = processingMs;
  }

  /** A file by its id. */
  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** Its media type; empty until Slack has looked at it. */
  mimetype({ name, bytes, completedAt }: StoredFile): string {
    if (completedAt === null || this.#now() - completedAt < this.#processingMs) return '';
    const type = findOwnValue(types, extensionOf(name)) ?? unknown;
    // A name alone makes no picture: Slack looks at what the file holds.
    const begins = findOwnValue(beginnings, type);
    return begins === undefined || bytes?.subarray(0, begins.length).equals(begins) ? type : unknown;
  }

  /** A place to upload to. */
  reserve(name: string, length: number, alt: string): { readonly id: string; readonly path: string } {
    const id = newId();
    const path = `/upload/${randomBytes(12).toString('hex')}`;
    const [created, owner] = [this.#now(), botUser];
    const file = { id, name, alt, length, owner, created, bytes: null, completedAt: null, channels: [], given: true };
    this.#files.set(id, file);
    this.#uploads.set(path, id);
    return { id, path };
  }

  /** Takes a file that somebody uploads in their client; what it is was looked at before they can send it anywhere. */
  upload(owner: string, name: string, bytes: Buffer): StoredFile {
    const [id, created] = [newId(), this.#now()];
    const rest = { alt: '', channels: [], given: false, completedAt: created - this.#processingMs };
    const file: StoredFile = { id, name, length: bytes.length, owner, created, bytes, ...rest };
    this.#files.set(id, file);
    return file;
  }

  /** The files of these ids; whose are somebody else's are left out. */
  of(owner: string, ids: readonly unknown[]): readonly StoredFile[] {
    const found = ids.map((id) => this.#files.get(String(id)));
    return found.filter((file) => file !== undefined).filter((file) => file.owner === owner);
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

  /** Takes a file away; false where there is none. */
  remove(id: string): boolean {
    return this.#files.delete(id);
  }
}
