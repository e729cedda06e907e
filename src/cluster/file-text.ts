import { gunzipSync } from 'node:zlib';
import { Trouble } from '../model/trouble.ts';
import { sanitizeText } from './translate/sanitize.ts';

/** One error for a file that cannot be used: file, line, what is wrong there. */
export function fileTrouble(file: string, line: number, what: string): Trouble {
  return new Trouble('bad-input', { what: `${sanitizeText(file)}:${line}: ${sanitizeText(what, 200)}` });
}

function unpack(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: 1 << 29 });
  } catch (error) {
    const what = error instanceof Error ? error.message : 'unreadable';
    throw fileTrouble(file, 1, `this gzip file is damaged or cut off: ${what}`);
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

/** The text of a file without its byte order mark, unpacked when it is gzip. @throws Trouble for damaged gzip and binary files */
export function fileText(file: string, bytes: Buffer): string {
  const text = decode(unpack(file, bytes)).replace(/^\uFEFF/u, '');
  if (binary.test(text)) throw fileTrouble(file, 1, 'this is a binary file, not what kubectl prints');
  return text;
}
