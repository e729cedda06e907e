import { readFile, stat } from 'node:fs/promises';
import { type Credential, isToken, type LoginFailure, noCredential } from './credential.ts';
import { describeSource } from './credential-source.ts';

const maxTokenBytes = 1_000_000;

/** Reads a token from its file, as it is now: whoever issues it writes a new one before it expires. Never throws. */
export async function readTokenFile(file: string): Promise<Credential | LoginFailure> {
  const subject = describeSource({ kind: 'token-file', file });
  try {
    const found = await stat(file);
    // A pipe or a device may never end.
    if (!found.isFile() || found.size > maxTokenBytes) return { because: `${subject} is no file with a token` };
    const token = (await readFile(file, 'utf8')).trim();
    return isToken(token) ? { ...noCredential, token } : { because: `${subject} holds no token` };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { because: `${subject} ${missing ? 'does not exist' : 'cannot be read'}` };
  }
}
