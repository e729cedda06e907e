import { createServer, type Server } from 'node:http';
import { CoreV1Api, Exec, Watch } from '@kubernetes/client-node';
import { fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { isReadOnlyRequest } from '../../../src/cluster/live/read-only-guard.ts';

const arrived: string[] = [];
let server: Server;
let config: ReadOnlyKubeConfig;

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[]}\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  config = new ReadOnlyKubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: `http://127.0.0.1:${port}/prefix`, skipTLSVerify: true },
    { name: 'u', token: 't' },
  );
});

afterAll(async () => {
  await config.close();
  await new Promise((resolve) => server.close(resolve));
});

describe('what may leave', () => {
  test.each([
    ['GET', '/api/v1/nodes?limit=500'],
    ['GET', '/api/v1/namespaces/student-07/pods'],
    ['GET', '/api/v1/namespaces/student-07/pods?watch=true'],
    ['GET', '/apis/apps/v1/namespaces/kube-system/daemonsets/cilium'],
    ['GET', '/api/v1/namespaces/student-07'],
    ['GET', '/version'],
    ['GET', '/apis'],
    ['GET', '/apis/cilium.io'],
    ['GET', '/apis/cilium.io/v2'],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'],
    ['POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews'],
  ])('%s %s passes', (method, path) => expect(isReadOnlyRequest(method, path)).toBe(true));

  const verbs = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'CONNECT', 'TRACE'];
  test.each(verbs)('%s on a resource is refused', (method) => {
    expect(isReadOnlyRequest(method, '/api/v1/namespaces/student-07/pods')).toBe(false);
  });

  test.each([
    ['GET', '/api/v1/namespaces/student-07/pods/web/exec?command=sh'],
    ['GET', '/api/v1/namespaces/student-07/pods/web/portforward'],
    ['GET', '/api/v1/nodes/n0/proxy/pods'],
    ['GET', '/api/v1/namespaces/student-07/pods/web/log'],
    ['GET', '/api/v1/namespaces/student-07/pods/web%2Fexec'],
    ['GET', '/api/v1/namespaces/student-07/pods/../secrets'],
    ['GET', '/api/v1/namespaces/student-07/secrets'],
    ['GET', '/api/v1/secrets'],
    ['GET', '/metrics'],
    ['GET', '/apis/'],
    ['GET', '/apis/cilium.io/'],
    ['GET', '/openapi/v3'],
    ['POST', '/apis'],
    ['DELETE', '/apis/cilium.io/v2'],
    ['POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews'],
    ['POST', '/api/v1/namespaces/student-07/pods/web/eviction'],
    ['DELETE', '/apis/authentication.k8s.io/v1/selfsubjectreviews'],
  ])('%s %s is refused', (method, path) => expect(isReadOnlyRequest(method, path)).toBe(false));
});

describe('through the client library', () => {
  test.each([
    ['create', (api: CoreV1Api) => api.createNamespacedPod({ namespace: 'x', body: {} })],
    ['replace', (api: CoreV1Api) => api.replaceNamespacedPod({ namespace: 'x', name: 'y', body: {} })],
    ['patch', (api: CoreV1Api) => api.patchNamespacedPod({ namespace: 'x', name: 'y', body: {} })],
    ['delete', (api: CoreV1Api) => api.deleteNamespacedPod({ namespace: 'x', name: 'y' })],
    ['deletecollection', (api: CoreV1Api) => api.deleteCollectionNamespacedPod({ namespace: 'x' })],
    ['evict', (api: CoreV1Api) => api.createNamespacedPodEviction({ namespace: 'x', name: 'y', body: {} })],
    ['read secrets', (api: CoreV1Api) => api.listNamespacedSecret({ namespace: 'x' })],
  ])('%s never leaves', async (_, call) => {
    const before = arrived.length;
    await expect(call(config.makeApiClient(CoreV1Api))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('read-only') },
    });
    expect(arrived.length).toBe(before);
  });

  test('list leaves', async () => {
    await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'x' });
    expect(arrived.at(-1)).toBe('GET /prefix/api/v1/namespaces/x/pods');
  });

  test('Watch leaves for a list, and never for a subresource', async () => {
    const watch = (path: string) =>
      new Promise<unknown>((resolve) => void new Watch(config).watch(path, {}, () => undefined, resolve));
    await watch('/api/v1/namespaces/x/pods');
    expect(arrived.at(-1)).toContain('watch=true');
    const before = arrived.length;
    expect(await watch('/api/v1/namespaces/x/pods/y/exec')).toBeInstanceOf(Error);
    expect(arrived.length).toBe(before);
  });

  test('exec has no way out', async () => {
    const exec = new Exec(config).exec('x', 'y', 'c', 'sh', null, null, null, false);
    await expect(exec).rejects.toThrow('read-only');
  });

  test('an unguarded transport would let it through, so the test can fail', async () => {
    const url = `${config.server}/api/v1/namespaces/x/pods`;
    expect((await fetch(url, { method: 'POST' })).status).toBe(200);
  });
});
