import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { compiled } from '../support/compiled.ts';
import { netlab } from '../support/netlab.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server on a free port, and the port. */
async function listening(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return { server, port: typeof bound === 'object' && bound ? bound.port : 0 };
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** The address that a playground prints, of a process that ends with the test. */
async function addressOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<URL> {
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const child = spawn(process.execPath, [cli, 'playground', ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', NODE_COMPILE_CACHE: compiled, ...env },
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  closing.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/netlab playground: \S+\n/u);
  return new URL(/netlab playground: (\S+)/u.exec(said)?.[1] ?? '');
}

describe('the port of the playground’s page', () => {
  test('is PORT, and the one after it where that is taken', { timeout: 90_000 }, async () => {
    const { server, port } = await listening();
    closing.push(() => closed(server));
    const address = await addressOf([], { PORT: String(port) });
    expect(Number(address.port)).toBeGreaterThan(port);
    expect(Number(address.port)).toBeLessThan(port + 50);
    expect((await fetch(address)).status).toBe(200);
  });

  test.each([
    ['PORT', [], { PORT: 'x' }, 'PORT must be a number up to 65535.'],
    ['PORT', [], { PORT: '65536' }, 'PORT must be a number up to 65535.'],
    ['PORT', [], { PORT: '-1' }, 'PORT must be a number up to 65535.'],
    ['--port, which goes before PORT', ['--port', '3e3'], { PORT: '3000' }, '--port must be a number up to 65535.'],
  ])('%s that is no port is named: %j %j', async (_, args, env, said) => {
    const { code, stdout, stderr } = await netlab(['playground', ...args], env);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  test.each(['kube-system', 'default'])('a student’s namespace is never %s', async (namespace) => {
    const { code, stderr } = await netlab(['playground', '-n', namespace]);
    expect([code, stderr]).toEqual([
      2,
      `netlab: ${namespace} is no student’s namespace. Name one of the class with -n, for example: -n student-07.\n`,
    ]);
  });
});
