import { gunzipSync } from 'node:zlib';
import { errorCodeOf, firstLineOf } from '../model/error-line.ts';
import { Trouble } from '../model/trouble.ts';
import { byteLimits, megabytes, readFileBytes } from './file-bytes.ts';
import { sanitizeText } from './translate/sanitize.ts';

/** One error for a file that cannot be used: file, line, what is wrong there. */
export function fileTrouble(file: string, line: number, what: string): Trouble {
  return new Trouble('bad-input', { what: `${sanitizeText(file)}:${line}: ${sanitizeText(what, 200)}` });
}

/** Bytes without gzip around them, at most `most` of them. @throws Trouble `bad-input` */
function unpack(file: string, bytes: Buffer, most: number): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (errorCodeOf(error) === 'ERR_BUFFER_TOO_LARGE')
      throw fileTrouble(file, 1, `unpacked, this gzip file is larger than ${megabytes(most)}`);
    throw fileTrouble(file, 1, `this gzip file is damaged or cut off: ${firstLineOf(error)}`);
  }
}

/** UTF-16 as Windows writes it (PowerShell's `>`): by its mark, or by the zero beside the first sign; else UTF-8. */
function decode(bytes: Buffer): string {
  const [first = 1, second = 1] = bytes;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (!little && !big) return bytes.toString('utf8');
  const even = bytes.subarray(0, bytes.length & ~1);
  return (little ? even : Buffer.from(even).swap16()).toString('utf16le');
}

// Everything that a text file has no use for; kubectl and editors write none of them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const binary = /[\0-\x08\x0e-\x1a\x1c-\x1f]/u;

/**
 * The text of bytes without its byte order mark, unpacked when it is gzip; `file` is named in what is wrong. @throws Trouble `bad-input` for damaged gzip,
 * binary files, and more than `most` bytes
 */
export function readBytesText(file: string, bytes: Buffer, most: number): string {
  const text = decode(unpack(file, bytes, most)).replace(/^\uFEFF/u, '');
  if (binary.test(text)) throw fileTrouble(file, 1, 'this is a binary file, not what kubectl prints');
  return text;
}

/**
 * Reads the text of a file, UTF-8 or UTF-16, plain or gzip. @throws Trouble `bad-input` in one line that
 * names the file, for whatever cannot be read and for more than `most` bytes
 */
export function readFileText(file: string, most: number = byteLimits.dump): string {
  const found = readFileBytes(file, most);
  if ('fault' in found) throw new Trouble('bad-input', { what: `${sanitizeText(file)} ${found.fault}` });
  return readBytesText(file, found.bytes, most);
}
