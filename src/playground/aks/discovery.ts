import { groupVersion, type ResourceType } from './resources.ts';
import type { AksResponse } from './status.ts';
import type { ObjectStore } from './store.ts';

const version = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.6',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-08-20T05:19:54Z',
  goVersion: 'go1.23.5',
  compiler: 'gc',
  platform: 'linux/amd64',
};

function entry({ resource, singular, namespaced, kind, shortNames }: ResourceType): object {
  const short = shortNames.length > 0 ? { shortNames } : {};
  return {
    name: resource,
    singularName: singular,
    namespaced,
    kind,
    verbs: ['get', 'list', 'watch'],
    ...short,
    storageVersionHash: 'AAAAAAAAAAA=',
  };
}

function resources(types: readonly ResourceType[], named: string): AksResponse {
  return { code: 200, body: { kind: 'APIResourceList', groupVersion: named, resources: types.map(entry) } };
}

function group(name: string, types: readonly ResourceType[]) {
  const versions = [...new Set(types.map(({ version: each }) => each))].map((each) => ({
    groupVersion: `${name}/${each}`,
    version: each,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

/** Answers discovery paths; null for any other path. */
export function answerDiscovery(store: ObjectStore, path: string, address: string): AksResponse | null {
  if (path === '/version') return { code: 200, body: version };
  if (path === '/healthz' || path === '/livez' || path === '/readyz') return { code: 200, body: 'ok' };
  if (path === '/api') {
    const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }];
    return { code: 200, body: { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs } };
  }
  const groups = Map.groupBy(
    store.types.filter((type) => type.group !== ''),
    (type) => type.group,
  );
  if (path === '/apis') {
    return {
      code: 200,
      body: { kind: 'APIGroupList', apiVersion: 'v1', groups: [...groups].map(([name, types]) => group(name, types)) },
    };
  }
  const named = path.replace(/^\/apis?\//u, '');
  const own = store.types.filter(
    (type) => groupVersion(type) === named && path === (type.group === '' ? '/api/v1' : `/apis/${named}`),
  );
  if (own.length > 0) return resources(own, named);
  const found = groups.get(named);
  return found && path === `/apis/${named}`
    ? { code: 200, body: { kind: 'APIGroup', apiVersion: 'v1', ...group(named, found) } }
    : null;
}
