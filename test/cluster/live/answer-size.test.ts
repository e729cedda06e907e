// What an API server sends has a limit: past it the read is an error, whatever stood in it, and never a verdict.

import { mkdtempSync, writeFileSync } from 'node:fs';
import type { Http2ServerResponse } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { createByteBudget } from '../../../src/cluster/live/byte-budget.ts';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../../src/cluster/live/observe.ts';
import { readSnapshot, writeSnapshot } from '../../../src/cluster/snapshot/file.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';
import { type ApiFront, startFront } from '../../support/api-front.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-size-'));
let aks: EmbeddedAks;
let front: ApiFront;
let config: ReadOnlyKubeConfig;

beforeAll(async () => {
  aks = await startAks();
  front = await startFront(`${aks.url}/clusters/overlay-cilium`);
  writeFileSync(join(folder, 'kubeconfig'), front.kubeconfig({ token: 'good-token' }));
  config = openKubeConfig({ kubeconfig: join(folder, 'kubeconfig'), context: null });
});
afterEach(() => {
  front.faults.length = 0;
});
afterAll(async () => {
  await config.close();
  await front.close();
  await aks.close();
});

const look = () => observe(config, 'student-07', { deadlineMs: 30_000, now: () => new Date(0) });
const send = (path: string, answer: (response: Http2ServerResponse) => void) =>
  front.faults.push({ match: (request) => request.path === path, send: answer });
/** A list of so many bytes that holds nothing: blanks between its brackets are good JSON. */
const blankList = (bytes: number) => Buffer.from(`{"kind":"NodeList","items":[${' '.repeat(bytes)}]}`);
const plain = (body: Buffer) => (response: Http2ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
const zipped = (body: Buffer) => (response: Http2ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(body));
const tooLarge = { outcome: 'failed', because: 'the answer was larger than 32 MB', fault: 'size' };

describe('one answer', () => {
  test.each([
    ['as it is', plain],
    ['compressed to some kilobytes', zipped],
  ])('of 40 MB, %s, is an error of the lab that asking again does not heal', async (_, how) => {
    send('/api/v1/nodes', how(blankList(40_000_000)));
    const snapshot = await look();
    expect(snapshot.reads.nodes).toMatchObject(tooLarge);
    expect(snapshot.reads.pods.outcome).toBe('ok');
    const found = assess(snapshot).findings[0];
    expect([found?.status, found?.owner, found?.nextStep]).toEqual([
      'error',
      'lab',
      expect.stringContaining('asking again does not help'),
    ]);
  });

  test.each([
    ['as it is', plain],
    ['compressed', zipped],
  ])('of 20 MB, %s, is its healthy neighbour', async (_, how) => {
    send('/api/v1/nodes', how(blankList(20_000_000)));
    expect((await look()).reads.nodes).toMatchObject({ outcome: 'ok', data: [] });
  });

  test('without an end is not waited for', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const piece = Buffer.alloc(1_000_000, ' ');
    send('/api/v1/nodes', (response) => {
      response.on('close', () => resolve());
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more).writeHead(200, { 'content-type': 'application/json' });
      more();
    });
    expect((await look()).reads.nodes).toMatchObject(tooLarge);
    await gone;
  });

  test('of one object has the limit, too; so has one that is no list', async () => {
    const path = '/api/v1/namespaces/kube-system/configmaps/azure-cni-networkmonitor';
    send(path, zipped(Buffer.from(`{"metadata":{"name":"azure-cni-networkmonitor"},"data":{}${' '.repeat(4e7)}}`)));
    expect((await look()).reads.networkmonitor).toMatchObject(tooLarge);
  });

  test('that is a 404 page of 40 MB proves no absence, and a 401 of 40 MB is a 401', async () => {
    const path = '/api/v1/namespaces/kube-system/configmaps/azure-cni-networkmonitor';
    const page = (code: number) => (response: Http2ServerResponse) =>
      void response.writeHead(code, { 'content-type': 'text/html' }).end(blankList(40_000_000));
    send(path, page(404));
    expect((await look()).reads.networkmonitor).toMatchObject({ outcome: 'failed', code: 404 });
    front.faults.length = 0;
    send(path, page(401));
    expect((await look()).reads.pods).toMatchObject({ outcome: 'failed', code: 401 });
  });
});

describe('the answers of one look', () => {
  const mb = 1_000_000;

  test('have a limit at once, and one that is done makes room', () => {
    const { openAnswer } = createByteBudget();
    const five = Array.from({ length: 5 }, openAnswer);
    expect(five.map(({ count }) => count(25 * mb))).toEqual([null, null, null, null, null]);
    expect(openAnswer().count(4 * mb)).toBe('the answers were larger than 128 MB at once');
    five[0]?.close();
    expect(openAnswer().count(4 * mb)).toBeNull();
  });

  test('have a limit together', () => {
    const { openAnswer } = createByteBudget();
    const one = () => {
      const answer = openAnswer();
      const excess = answer.count(32 * mb);
      answer.close();
      return excess;
    };
    expect(Array.from({ length: 16 }, one)).toEqual(Array.from({ length: 16 }, () => null));
    expect(one()).toBe('the answers were larger than 512 MB together');
    expect(
      createByteBudget()
        .openAnswer()
        .count(32 * mb),
    ).toBeNull();
  });

  test('are errors where all of them explode', async () => {
    const body = gzipSync(blankList(100 * mb));
    front.faults.push({
      match: ({ method }) => method === 'GET',
      send: (response) =>
        void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body),
    });
    const { reads } = await look();
    expect(new Set(Object.values(reads).map((read) => (read.outcome === 'ok' ? 'ok' : read.fault)))).toEqual(
      new Set(['size']),
    );
  });
});

test('a snapshot keeps why a read is not there', async () => {
  send('/api/v1/nodes', zipped(blankList(40_000_000)));
  const snapshot = await look();
  const file = join(folder, 'snapshot.json');
  writeSnapshot(file, { snapshot, task: undefined });
  expect(readSnapshot(file).snapshot).toEqual(snapshot);
});
