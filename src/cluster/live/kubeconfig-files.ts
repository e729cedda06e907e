import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { KubeConfig, type User } from '@kubernetes/client-node';
import { z } from 'zod';
import { Trouble } from '../../model/trouble.ts';
import { byteLimits, readFileBytes } from '../file-bytes.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import { readYaml } from '../yaml-documents.ts';

// What the client library leaves out of a user.
const written = z.looseObject({
  users: z
    .array(z.looseObject({ name: z.string(), user: z.looseObject({ tokenFile: z.string().nullish() }).nullish() }))
    .nullish(),
});

/**
 * A user as the file means it: a program's path and a token file are looked for beside the kubeconfig. `tokenFile` becomes
 * what the client library makes of a Pod's own token, which is a file too.
 */
function completeUser(user: User, tokenFile: string | null | undefined, folder: string): User {
  const command: unknown = user.exec?.command;
  const isPath = typeof command === 'string' && command.includes('/');
  return {
    ...user,
    ...(isPath ? { exec: { ...user.exec, command: resolve(folder, command) } } : {}),
    ...(tokenFile ? { authProvider: { name: 'tokenFile', config: { tokenFile: resolve(folder, tokenFile) } } } : {}),
  };
}

/** As the library loads a file, in bounded time. @throws the error of whoever finds something else in its text */
function parseOneFile(file: string, text: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(text);
  config.makePathsAbsolute(dirname(file));
  const found = readYaml(text, false);
  if ('fault' in found) throw new Error(found.fault.what);
  const users = written.parse(found.documents[0]?.value).users ?? [];
  const tokenFileOf = (name: string) => users.find((each) => each.name === name)?.user?.tokenFile;
  config.users = config.users.map((user) => completeUser(user, tokenFileOf(user.name), dirname(file)));
  return config;
}

function loadFiles(config: KubeConfig, files: readonly string[]): void {
  for (const file of files) {
    if (!existsSync(file)) throw new Trouble('bad-config', { what: `kubeconfig ${sanitizeText(file)} does not exist` });
    const read = readFileBytes(file, byteLimits.configuration);
    if ('fault' in read) throw new Trouble('bad-config', { what: `kubeconfig ${sanitizeText(file)} ${read.fault}` });
    try {
      // As for kubectl, the first file that names a current context decides it.
      config.mergeConfig(parseOneFile(file, read.bytes.toString('utf8')), config.currentContext !== undefined);
    } catch (cause) {
      throw new Trouble('bad-config', { what: `kubeconfig ${sanitizeText(file)} cannot be read` }, { cause });
    }
  }
}

/**
 * Loads the files that a path list names, else ~/.kube/config, else the Pod's own service account. `otherwise` is what
 * whoever asks can do besides, in words. @throws Trouble `bad-config` in one line
 */
export function loadKubeConfig(config: KubeConfig, kubeconfig: string | null, otherwise: string): void {
  const home = join(homedir(), '.kube', 'config');
  const named = (kubeconfig ?? '').split(delimiter).filter(Boolean);
  if (named.length > 0) loadFiles(config, named);
  else if (existsSync(home)) loadFiles(config, [home]);
  else if (existsSync('/var/run/secrets/kubernetes.io/serviceaccount/token')) config.loadFromCluster();
  else throw new Trouble('bad-config', { what: `no cluster is named: set KUBECONFIG${otherwise}` });
}
