import { byteLimits, readFileBytes } from '../cluster/file-bytes.ts';
import { Trouble } from '../model/trouble.ts';

/**
 * The text of a file of the configuration; `what` is what the message calls it. @throws Trouble `bad-config`
 */
export function readConfiguredFile(file: string, what: string): string {
  const found = readFileBytes(file, byteLimits.configuration);
  if ('fault' in found) throw new Trouble('bad-config', { what: `${what} ${file} ${found.fault}` });
  return found.bytes.toString('utf8');
}
