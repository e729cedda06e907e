// What is said where no API answered: what could not be reached, and what was reached and is something else.
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../../src/cluster/live/observe.ts';

let port = 0;
const server = createServer((request, response) => {
  if (request.url?.startsWith('/moved/')) response.writeHead(302, { location: '/login' });
  else response.writeHead(404);
  response.end('no such page');
});
// A proxy that answers a tunnel with a page.
server.on('connect', (_, socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = Object(server.address()).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function reasonFor(cluster: { readonly server: string; readonly proxyUrl?: string }) {
  const config = new ReadOnlyKubeConfig();
  config.loadFromClusterAndUser({ name: 'c', skipTLSVerify: true, ...cluster }, { name: 'u', token: 't' });
  const { reads } = await observe(config, 'student-07', { deadlineMs: 8000, now: () => new Date(0) });
  await config.close();
  return reads.nodes.outcome === 'ok' ? 'ok' : reads.nodes.because;
}

test('a server that is not there', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port: free } = Object(gone.address());
  await new Promise((resolve) => gone.close(resolve));
  const reason = await reasonFor({ server: `http://127.0.0.1:${free}` });
  expect(reason).toBe('the API server could not be reached: ECONNREFUSED');
});

test('a redirect', async () => {
  const reason = await reasonFor({ server: `http://127.0.0.1:${port}/moved` });
  expect(reason).toBe('the API server answered with a redirect, which is not followed');
});

test('a page of another server', async () => {
  expect(await reasonFor({ server: `http://127.0.0.1:${port}` })).toBe('the API server does not know this path (404)');
});

test('a proxy that opens no tunnel', async () => {
  const reason = await reasonFor({ server: 'https://api.invalid', proxyUrl: `http://127.0.0.1:${port}` });
  expect(reason).toBe('the kubeconfig’s proxy answered with status 404');
});
