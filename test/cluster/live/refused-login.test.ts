// A login that the API server refuses is no outage: one reason for every read, and nobody is told to wait.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../../src/cluster/live/observe.ts';
import { survey } from '../../../src/cluster/live/survey.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';
import { type ApiFront, loopback, startFront } from '../../support/api-front.ts';

const file = join(mkdtempSync(join(tmpdir(), 'netlab-login-')), 'kubeconfig');
const options = { deadlineMs: 8000, now: () => new Date(0) };
const absent = 'not-found 404: azure-cni-networkmonitor does not exist (404)';
let aks: EmbeddedAks;
let front: ApiFront;
let config: ReadOnlyKubeConfig | undefined;

beforeAll(async () => {
  aks = await startAks();
  front = await startFront(`${aks.url}/clusters/overlay-cilium`);
});
afterEach(async () => {
  front.faults.length = 0;
  await config?.close();
});
afterAll(async () => {
  await front.close();
  await aks.close();
});

function open(token: string): ReadOnlyKubeConfig {
  writeFileSync(file, front.kubeconfig({ token }));
  config = openKubeConfig({ kubeconfig: file, context: null });
  return config;
}

const reasons = ({ reads }: Snapshot) =>
  Object.values(reads).map((read) => (read.outcome === 'ok' ? 'ok' : `${read.outcome} ${read.code}: ${read.because}`));
const refused = 'failed 401: netlab’s credentials were refused (401)';
const pathOf = (part: string) => (request: { readonly path: string }) => request.path.includes(part);

describe('over HTTP/2 a 401 ends the connection', () => {
  const endings = async (allowH2: boolean) => {
    const agent = new Agent({ allowH2, connect: { ca: loopback.cert } });
    const get = () => fetch(`${front.url}/api/v1/nodes`, { dispatcher: agent });
    const all = await Promise.allSettled(Array.from({ length: 14 }, get));
    await agent.destroy();
    return all.map((each) =>
      each.status === 'fulfilled' ? each.value.status : String(Object(each.reason.cause).code),
    );
  };

  test('so that requests beside it are lost, which reads as an outage', async () => {
    const all = await endings(true);
    expect(all).toContain(401);
    expect(all).toContain('UND_ERR_INFO');
  });

  test('and not over HTTP/1.1, which netlab speaks', async () => {
    expect(new Set(await endings(false))).toEqual(new Set([401]));
    const before = front.requests.length;
    await observe(open('good-token'), 'student-07', options);
    const own = front.requests.slice(before);
    expect([own.length > 14, new Set(own.map(({ http }) => http))]).toEqual([true, new Set(['1.1'])]);
  });
});

describe('a wrong token', () => {
  test('is the one reason of every read, and an error of the bot that waiting does not heal', async () => {
    const snapshot = await observe(open('wrong'), 'student-07', options);
    expect(new Set(reasons(snapshot))).toEqual(new Set([refused]));
    expect(snapshot.as).toBeNull();
    const { findings } = assess(snapshot);
    const judged = findings.filter(({ id }) => id !== 'api-endpoint');
    expect(new Set(judged.map(({ status, owner }) => `${status} ${owner}`))).toEqual(new Set(['error bot']));
    expect(judged[0]?.observed).toBe('I could not see this: netlab’s credentials were refused (401).');
    expect(judged[0]?.nextStep).toMatch(/^Whoever runs netlab renews its credentials .*waiting does not help/u);
  });

  test('a good one is its healthy neighbour', async () => {
    const snapshot = await observe(open('good-token'), 'student-07', options);
    expect(new Set(reasons(snapshot))).toEqual(new Set(['ok', absent]));
    expect(snapshot.as).toBe('system:serviceaccount:netlab:netlab');
  });
});

describe('a 401 of one request', () => {
  const status = (code: number) => ({
    send: (response: Parameters<ApiFront['faults'][number]['send']>[0]) =>
      void response.writeHead(code, { 'content-type': 'application/json' }).end('{}'),
  });

  test.each(['/api/v1/nodes', 'cilium-config', 'ciliumclusterwidenetworkpolicies', 'selfsubjectreviews'])(
    'of %s is a 401 of all',
    async (part) => {
      front.faults.push({ match: pathOf(part), ...status(401) });
      const snapshot = await observe(open('good-token'), 'student-07', options);
      expect(new Set(reasons(snapshot))).toEqual(new Set([refused]));
      const terrain = await survey(open('good-token'), { namespaces: ['student-07'], addresses: [] }, options);
      expect(terrain.namespaces.map(({ pods }) => pods.outcome)).toEqual(['failed', 'failed']);
      expect(terrain.ciliumClusterPolicies).toMatchObject({ code: 401 });
    },
  );

  test.each([403, 500])('a %s of one is no reason for the others', async (code) => {
    front.faults.push({ match: pathOf('/api/v1/nodes'), ...status(code) });
    const found = reasons(await observe(open('good-token'), 'student-07', options));
    expect(found.filter((each) => each === 'ok' || each === absent)).toHaveLength(13);
  });

  test('of a kind that another server answers for is that read’s alone', async () => {
    const groups = [{ name: 'projectcalico.org', versions: [{ version: 'v3' }] }];
    const json = (body: object) => ({
      send: (response: Parameters<ApiFront['faults'][number]['send']>[0]) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    });
    const resources = [{ name: 'networkpolicies', kind: 'NetworkPolicy', namespaced: true }];
    front.faults.push(
      { match: ({ path }) => path === '/apis', ...json({ kind: 'APIGroupList', groups }) },
      {
        match: ({ path }) => path === '/apis/projectcalico.org/v3',
        ...json({ kind: 'APIResourceList', groupVersion: 'projectcalico.org/v3', resources }),
      },
      { match: pathOf('/apis/projectcalico.org/v3/namespaces/'), ...status(401) },
    );
    const terrain = await survey(open('good-token'), { namespaces: ['student-07'], addresses: [] }, options);
    expect(terrain.unjudgedPolicies.map((read) => read.outcome)).toEqual(['failed', 'failed']);
    expect(terrain.namespaces.map(({ pods }) => pods.outcome)).toEqual(['ok', 'ok']);
  });
});

describe('the account of an audit line', () => {
  const breakConnections = (times: number) => {
    let left = times;
    front.faults.push({
      match: ({ path }) => path.endsWith('/selfsubjectreviews') && left-- > 0,
      send: (response) => void response.socket?.destroy(),
    });
  };

  test.each([
    [1, 'system:serviceaccount:netlab:netlab'],
    [2, null],
  ])('is asked for once more where the connection broke %s times: %s', async (times, as) => {
    breakConnections(times);
    const before = front.requests.length;
    const snapshot = await observe(open('good-token'), 'student-07', options);
    const asked = front.requests.slice(before).filter(({ method }) => method === 'POST');
    expect([snapshot.as, asked.length]).toEqual([as, 2]);
    expect(new Set(reasons(snapshot))).toEqual(new Set(['ok', absent]));
  });
});
