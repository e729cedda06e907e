import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type Credential, type LoginFailure, type LoginTime, parseCredential } from './credential.ts';
import { type CredentialProgram, describeSource } from './credential-source.ts';
import { killProcessGroup, killWithThisProcess } from './process-group.ts';

// A token and a certificate with its key have some kilobytes.
const maxOutputBytes = 1_000_000;

/** The environment of a process. */
export type ProgramEnvironment = Readonly<Record<string, string | undefined>>;

// What netlab alone needs; a kubeconfig's program has no business with it.
const ownSecrets: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DATABASE_URL',
  'OPENAI_API_KEY',
];

/** How a program ended: what it printed, or a sentence on why that is of no use. */
type ProgramEnding = { readonly output: string } | { readonly says: string };

type Child = ChildProcessByStdio<null, Readable, null>;

function start({ command, args }: CredentialProgram, env: ProgramEnvironment): Child | { readonly says: string } {
  const given = Object.fromEntries(Object.entries(env).filter(([name]) => !ownSecrets.includes(name)));
  try {
    // Without input it cannot wait for a person; what it complains about may hold secrets and is not kept.
    return spawn(command, args, { env: given, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  } catch (error) {
    return { says: couldNotStart(error) };
  }
}

function couldNotStart(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `could not be started${code}`;
}

function endingOf(code: number | null, signal: string | null, chunks: readonly Buffer[]): ProgramEnding {
  if (signal !== null) return { says: `was ended by ${signal}` };
  return code === 0 ? { output: Buffer.concat(chunks).toString('utf8') } : { says: `ended with code ${code}` };
}

/** Waits for a program's end; it is killed at the deadline, when it prints too much, and with this process. */
function awaitEnd(child: Child, { signal, deadlineMs }: LoginTime): Promise<ProgramEnding> {
  const { promise, resolve } = Promise.withResolvers<ProgramEnding>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const kill = () => killProcessGroup(child);
  const giveUp = (says: string) => {
    kill();
    child.stdout.destroy();
    resolve({ says });
  };
  const late = () => giveUp(`gave no credential within ${Number((deadlineMs / 1000).toFixed(1))} s`);
  const takeBack = killWithThisProcess(kill);
  signal.addEventListener('abort', late, { once: true });
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxOutputBytes) chunks.push(chunk);
    else giveUp('printed more than 1 MB, which is no credential');
  });
  child.on('error', (error) => resolve({ says: couldNotStart(error) }));
  child.on('close', (code, by) => resolve(endingOf(code, by, chunks)));
  return promise.finally(() => {
    takeBack();
    signal.removeEventListener('abort', late);
  });
}

/** Runs a program once and reads the credential that it prints; never throws, and leaves no process behind. */
export async function runCredentialProgram(
  program: CredentialProgram,
  environment: ProgramEnvironment,
  time: LoginTime,
): Promise<Credential | LoginFailure> {
  const subject = describeSource({ kind: 'program', program });
  const child = start(program, environment);
  const ending = 'says' in child ? child : await awaitEnd(child, time);
  if ('says' in ending) return { because: `${subject} ${ending.says}` };
  return parseCredential(ending.output) ?? { because: `${subject} printed nothing that is a credential` };
}
