import { type Cluster, HttpMethod, KubeConfig, RequestContext, type User } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { firstLineOf } from '../../../model/error-line.ts';
import { sanitizeText } from '../../translate/sanitize.ts';
import type { Credential, LoginFailure } from './credential.ts';
import { type CredentialSource, describeSource } from './credential-source.ts';

/** What every request carries, and the transport that the client library makes for it (undefined: any will do). */
type AppliedCredential = {
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher | undefined;
};

/** Whose credential it is: the kubeconfig's user for a cluster, and where the credential comes from. */
export type CredentialUse = {
  readonly cluster: Cluster;
  readonly user: User | null;
  readonly source: CredentialSource;
};

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The user with a credential in place of what would fetch one: the client library runs no program. */
function userWith({ user, source }: CredentialUse, { token, certificate, key }: Credential): User {
  const { exec: _, authProvider, ...rest } = user ?? { name: '' };
  return {
    ...rest,
    ...(source.kind === 'library' && authProvider ? { authProvider } : {}),
    ...(token === null ? {} : { token }),
    ...(certificate === null || key === null ? {} : { certData: base64(certificate), keyData: base64(key) }),
  };
}

function failureOf(error: unknown, source: CredentialSource): LoginFailure {
  if (error instanceof Error && 'path' in error && typeof error.path === 'string')
    return { because: `a file that the kubeconfig names cannot be read: ${sanitizeText(error.path, 120)}` };
  return { because: `${describeSource(source)} gave no credential: ${sanitizeText(firstLineOf(error), 100)}` };
}

/** Lets the client library turn a credential into headers and TLS; an auth-provider may ask its own server. Never throws. */
export async function applyCredential(
  use: CredentialUse,
  credential: Credential,
): Promise<AppliedCredential | LoginFailure> {
  const library = new KubeConfig();
  const context = new RequestContext(use.cluster.server, HttpMethod.GET);
  try {
    library.loadFromClusterAndUser(use.cluster, userWith(use, credential));
    await library.applySecurityAuthentication(context);
  } catch (error) {
    return failureOf(error, use.source);
  }
  return { headers: context.getHeaders(), dispatcher: context.getDispatcher() };
}
