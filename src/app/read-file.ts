import { readFileSync } from 'node:fs';
import { Trouble } from '../model/trouble.ts';

/**
 * The text of a file of the configuration; `what` is what the message calls it. @throws Trouble `bad-config`
 */
export function readConfiguredFile(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Trouble('bad-config', { what: `${what} ${file} cannot be read` }, { cause });
  }
}
