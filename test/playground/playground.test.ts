import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openPlayground, type PlaygroundOptions } from '../../src/app/playground.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { startAks } from '../../src/playground/aks/server.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: Partial<PlaygroundOptions> = {}) {
  const playground = await openPlayground({ port: 0, ...options });
  closing.push(playground.stop);
  return playground;
}

describe('the playground', () => {
  test('serves the built page, with its parts, to this machine', async () => {
    const { url } = await open();
    const page = await (await fetch(url)).text();
    const [, script = ''] = /src="([^"]+\.js)"/u.exec(page) ?? [];
    const part = await fetch(url + script);
    expect([part.status, part.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(part.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('takes the next port when one is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const bound = server.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    expect(Number(new URL((await open({ port })).url).port)).toBeGreaterThan(port);
  });

  test('another cluster is chosen while it runs', async () => {
    const { url, slack } = await open();
    const choose = (scenario: string) =>
      fetch(`${url}/page/scenario`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'U0ALICE', scenario }),
      });
    const model = async () => {
      await slack.command('U0ALICE', 'C0COURSE', 'check');
      return slack.messages.at(-1)?.text ?? '';
    };
    expect(await model()).toContain('Azure CNI Overlay');
    await choose('kubenet');
    expect(await model()).toContain('kubenet');
  });

  test('a real cluster stands in for the embedded ones', async () => {
    const aks = await startAks();
    closing.push(aks.close);
    const kubeconfig = join(mkdtempSync(join(tmpdir(), 'netlab-test-')), 'kubeconfig');
    writeFileSync(kubeconfig, aks.kubeconfig());
    const { slack } = await open({ kubeconfig, context: 'node-subnet', namespace: 'student-12' });
    await slack.command('U0ALICE', 'C0COURSE', 'check');
    expect(slack.messages.at(-1)?.text).toContain('Looked from student-12');
    expect(slack.messages.at(-1)?.text).toContain('Azure CNI node subnet');
    expect(aks.log.length).toBeGreaterThan(5);
  });

  test('a namespace that cannot be one, and a kubeconfig that is none, are one clear line', async () => {
    await expect(openPlayground({ port: 0, namespace: 'Not_One' })).rejects.toBeInstanceOf(Trouble);
    await expect(openPlayground({ port: 0, kubeconfig: '/none/kubeconfig' })).rejects.toBeInstanceOf(Trouble);
  });
});
