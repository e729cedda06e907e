// Contract tests against whatever KUBECONFIG names: what netlab takes for granted of a Kubernetes API must be true there.
// NETLAB_CONTEXT picks a context, NAMESPACE the namespace to look from (default student-07).
import { Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { checkReportOf } from '../../src/checks/check-report.ts';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../src/cluster/live/observe.ts';
import { getPath, postSelfReview } from '../../src/cluster/live/request.ts';
import { type ApiSession, openSession } from '../../src/cluster/live/session.ts';
import { apiPathOf } from '../../src/cluster/queries.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { checkSchema } from '../support/json-schemas/check.ts';

const { KUBECONFIG = '', NETLAB_CONTEXT = '', NAMESPACE = 'student-07' } = process.env;
if (KUBECONFIG === '') throw new Error('set KUBECONFIG: these tests ask a cluster (the playground prints one)');

let config: ReadOnlyKubeConfig;
let snapshot: Snapshot;
const signal = () => AbortSignal.timeout(10_000);

async function session(): Promise<ApiSession> {
  const opened = await openSession(config, { deadlineMs: 10_000, signal: signal(), nowMs: Date.now() });
  if ('because' in opened) throw new Error(opened.because);
  return opened;
}

beforeAll(async () => {
  config = openKubeConfig({ kubeconfig: KUBECONFIG, context: NETLAB_CONTEXT || null });
  snapshot = await observe(config, NAMESPACE, { deadlineMs: 10_000, now: () => new Date() });
});
afterAll(() => config.close());

describe('answers have the forms that netlab reads', () => {
  test('/version is JSON with a gitVersion', async () => {
    const { code, body } = await getPath(await session(), '/version');
    expect([code, Object(body).gitVersion]).toEqual([200, expect.stringMatching(/^v\d+\.\d+/u)]);
  });

  test('an object that does not exist, or may not be seen, is a Status', async () => {
    const { code, body } = await getPath(await session(), `/api/v1/namespaces/${NAMESPACE}/pods/netlab-no-such-pod`);
    expect([404, 403]).toContain(code);
    expect(Object(body)).toMatchObject({ kind: 'Status', status: 'Failure', code });
  });

  test('SelfSubjectReview tells who asks', async () => {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answer = await postSelfReview(await session(), '/apis/authentication.k8s.io/v1/selfsubjectreviews', body);
    expect([answer.code, snapshot.as]).toEqual([201, expect.any(String)]);
  });

  test('SelfSubjectAccessReview agrees with what a list of nodes answers', async () => {
    const spec = { resourceAttributes: { verb: 'list', resource: 'nodes' } };
    const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec };
    const answer = await postSelfReview(
      await session(),
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body,
    );
    expect(Object(answer.body).status.allowed).toBe(snapshot.reads.nodes.outcome === 'ok');
  });

  test('pages put together are the whole list', async () => {
    const { systemPods } = snapshot.reads;
    const path = apiPathOf(systemPods.ask);
    if (systemPods.outcome !== 'ok') {
      expect((await getPath(await session(), path)).code).toBe(systemPods.code);
      return;
    }
    const first = Object((await getPath(await session(), `${path}?limit=1`)).body);
    expect([first.kind, first.items.length]).toEqual(['PodList', Math.min(1, systemPods.data.length)]);
    expect(Boolean(first.metadata.continue)).toBe(systemPods.data.length > 1);
  });

  test('a watch passes the guard; without the right, which nothing of netlab needs, the server refuses it', async () => {
    const path = `/api/v1/namespaces/${NAMESPACE}/pods`;
    const { pods } = snapshot.reads;
    if (pods.outcome !== 'ok') throw new Error(`Pods of ${NAMESPACE} must be readable for this test: ${pods.because}`);
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<unknown>();
    await new Watch(config).watch(
      path,
      { timeoutSeconds: 1 },
      (type, object) => heard.push(`${type} ${object.metadata.name}`),
      resolve,
    );
    const ended = await promise;
    const whole = pods.data.map(({ name }) => `ADDED ${name}`).sort();
    const refused = /403|Forbidden/u.test(String(ended));
    expect(heard.sort()).toEqual(refused ? [] : whole);
  });
});

describe('one observation', () => {
  test('every read ends as data or as a reason', () => {
    const odd = Object.values(snapshot.reads).filter((read) => read.outcome !== 'ok' && read.because === '');
    expect(odd).toEqual([]);
    expect(Object.keys(snapshot.reads).length).toBeGreaterThan(10);
    expect(Object.values(snapshot.reads).filter(({ outcome }) => outcome === 'not-in-dump')).toEqual([]);
  });

  test('gives a report of the documented form, and the same snapshot gives the same report', () => {
    const report = checkReportOf(assess(snapshot), 'azure-cni');
    expect(checkSchema.parse(report)).toEqual(report);
    expect(JSON.stringify(checkReportOf(assess(snapshot), 'azure-cni'))).toBe(JSON.stringify(report));
  });

  test('a missing permission is blocked, never a failure of the student', () => {
    const { findings } = assess(snapshot);
    // Whether any is blocked is up to the cluster; that something is judged is not.
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ status, owner }) => status === 'fail' && owner === 'you')).toEqual([]);
    const blocked = findings.filter(({ status }) => status === 'blocked');
    expect(blocked.every(({ owner, observed }) => owner === 'instructor' && observed.includes('permission'))).toBe(
      true,
    );
  });
});
