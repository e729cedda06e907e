import type { User } from '@kubernetes/client-node';
import { z } from 'zod';
import { Trouble } from '../../../model/trouble.ts';
import { sanitizeText } from '../../translate/sanitize.ts';

/** A program that prints a credential, as the kubeconfig's `exec` names it (client.authentication.k8s.io). */
export type CredentialProgram = {
  readonly command: string;
  readonly args: readonly string[];
  /** What is set for it beside the environment that it gets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  /** Whether it wants to know which cluster the credential is for. */
  readonly wantsCluster: boolean;
};

/** Where the credential of a user comes from; `library`: from the kubeconfig as it stands, or an auth-provider's server. */
export type CredentialSource =
  | { readonly kind: 'program'; readonly program: CredentialProgram }
  | { readonly kind: 'token-file'; readonly file: string }
  | { readonly kind: 'library'; readonly provider: string | null };

const execEntry = z.looseObject({
  apiVersion: z.string().default('client.authentication.k8s.io/v1'),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().default('') })).nullish(),
  interactiveMode: z.string().nullish(),
  provideClusterInfo: z.boolean().nullish(),
});

const authProvider = z.looseObject({ name: z.string(), config: z.record(z.string(), z.unknown()).nullish() });

function refuse(what: string): Trouble {
  return new Trouble('bad-config', { what });
}

/** @throws Trouble `bad-config` for an entry that is not as Kubernetes defines it, or that would ask a person */
function readProgram(exec: unknown): CredentialProgram {
  const { success, data, error } = execEntry.safeParse(exec);
  if (!success) {
    const [issue] = error.issues;
    throw refuse(`the kubeconfig’s exec entry is not as Kubernetes defines it: ${issue?.path.join('.')}`);
  }
  const { command, args, env, apiVersion, interactiveMode, provideClusterInfo } = data;
  if (interactiveMode === 'Always')
    throw refuse(`the kubeconfig’s program ${sanitizeText(command)} asks a person (interactiveMode: Always)`);
  const variables = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
  return { command, args: args ?? [], variables, apiVersion, wantsCluster: provideClusterInfo === true };
}

/** @throws Trouble `bad-config` for one that runs a program, in a shell and without a limit of time */
function readProvider(entry: unknown): CredentialSource {
  const { success, data } = authProvider.safeParse(entry);
  if (!success) throw refuse('the kubeconfig’s auth-provider is not as Kubernetes defines it');
  const { name, config } = data;
  const file = config?.tokenFile;
  if (typeof file === 'string') return { kind: 'token-file', file };
  const runs = (['cmd-path', 'exec'] as const).find((key) => config?.[key]) ?? (name === 'exec' ? 'exec' : undefined);
  if (runs !== undefined)
    throw refuse(
      `the kubeconfig’s auth-provider ${sanitizeText(name)} runs a program (${runs}), which netlab does not do: use an exec entry`,
    );
  return { kind: 'library', provider: sanitizeText(name, 60) };
}

/**
 * Tells where the credential of a user comes from. As with kubectl, a token, a password or a certificate that stands in the
 * kubeconfig keeps the program from being run. @throws Trouble `bad-config` for a source that netlab does not use
 */
export function findCredentialSource(user: User | null): CredentialSource {
  if (user?.authProvider) return readProvider(user.authProvider);
  const given = [user?.token, user?.username, user?.certData, user?.certFile].some(Boolean);
  return user?.exec && !given
    ? { kind: 'program', program: readProgram(user.exec) }
    : { kind: 'library', provider: null };
}

/** A source in words: `the kubeconfig’s program kubelogin`. */
export function describeSource(source: CredentialSource): string {
  if (source.kind === 'program') return `the kubeconfig’s program ${sanitizeText(source.program.command, 120)}`;
  if (source.kind === 'token-file') return `the kubeconfig’s token file ${sanitizeText(source.file, 120)}`;
  return source.provider === null ? 'the kubeconfig’s user' : `the kubeconfig’s auth-provider ${source.provider}`;
}
