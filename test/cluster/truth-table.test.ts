// Every way in which one read can end × every inspection, over HTTP as a real API server would answer it.
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { ReadOnlyKubeConfig } from '../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../src/cluster/live/observe.ts';
import { apiPathOf, groupVersionOf, queriesFor } from '../../src/cluster/queries.ts';
import { findingCodes, type Status } from '../../src/model/finding.ts';
import type { ApiQuery } from '../../src/model/read.ts';
import type { ReadName } from '../../src/model/snapshot.ts';
import * as clusters from '../support/clusters.ts';

const outcomes = [
  'items',
  'empty',
  '401',
  '403',
  '404',
  '409',
  '410',
  '429',
  '500',
  'time-out',
  'malformed',
  '404-page',
  '404-other',
] as const;
type Ending = (typeof outcomes)[number];

const letters: { readonly [S in Status]: string } = {
  pass: 'P',
  differs: 'D',
  fail: 'F',
  'not-measurable': 'm',
  blocked: 'B',
  error: 'E',
};

// On the exercise's cluster (overlay, Azure-managed Cilium). One letter an inspection, in their order: node-addresses,
// pods-outside-node-range, cilium-agents, kube-proxy-absent, networkmonitor-configmap, node-annotations,
// pod-cidr-per-node, api-endpoint (always m: a loopback address tells nothing).
// Columns: items empty 401 403 404 409 410 429 500 time-out malformed 404-page 404-other. `404` is Kubernetes's own: NotFound
// of that object, or a kind that discovery does not name; `404-page` a proxy's page, `404-other` a NotFound of another name.
// A 401 of one read is a 401 of all: the login is refused, whatever else was still answered.
const written = `
ownNamespace          PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
nodes                 PPPPPPPm mmmPPmmm EEEEEEEm BBBPPBBm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm EEEPPEEm
pods                  PPPPPPPm PmPPPPPm EEEEEEEm PBPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm PEPPPPPm
systemPods            PPPPPPPm PPmmPPPm EEEEEEEm PPBPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm PPEPPPPm
daemonSets            PPPPPPPm PPPmPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
calicoDaemonSets      PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
nodeNetworkConfigs    PPPPPPPm PPPPPPmm EEEEEEEm PPPPPPBm PPPPPPmm PPPPPPEm PPPPPPEm PPPPPPEm PPPPPPEm PPPPPPEm PPPPPPEm PPPPPPEm PPPPPPEm
networkmonitor        PPPPPPPm PPPPDPPm EEEEEEEm PPPPBPPm PPPPPPPm PPPPEPPm PPPPEPPm PPPPEPPm PPPPEPPm PPPPEPPm PPPPEPPm PPPPEPPm PPPPEPPm
ciliumConfig          PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
ciliumNodes           PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
masquerade            PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
networkPolicies       PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
ciliumPolicies        PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
ciliumClusterPolicies PPPPPPPm PPPPPPPm EEEEEEEm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm PPPPPPPm
`;

const asks = queriesFor('student-07');
const names = Object.keys(asks) as readonly ReadName[];
const ending = new Map<string, Ending>();
let look = 0;
let server: Server;
let config: ReadOnlyKubeConfig;

type Item = { readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } };
const kinds: Readonly<Record<string, string>> = {
  nodes: 'Node',
  pods: 'Pod',
  daemonsets: 'DaemonSet',
  nodenetworkconfigs: 'NodeNetworkConfig',
  configmaps: 'ConfigMap',
  namespaces: 'Namespace',
  networkpolicies: 'NetworkPolicy',
};
const objects: readonly Item[] = [
  { kind: 'Namespace', metadata: { name: 'student-07' } },
  ...clusters.overlayCilium.flatMap((list) => list.items as readonly Item[]),
];

function held(name: ReadName): readonly Item[] {
  const ask = asks[name];
  const own = objects.filter(({ kind, metadata }) => {
    const here = ask.namespace === null || metadata.namespace === ask.namespace;
    return kind === kinds[ask.resource] && here;
  });
  return ask.name === null ? own : own.filter(({ metadata }) => metadata.name === ask.name);
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, code: number): void {
  send(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: 'as told' });
}

/** Kubernetes's own 404: of one object with its name, of a path that it does not serve as plain text. */
function notFound(response: ServerResponse, { resource }: ApiQuery, name: string | null): void {
  if (name === null) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
  send(response, 404, { kind: 'Status', code: 404, reason: 'NotFound', details: { name, kind: resource } });
}

/** Discovery, without the resources of the reads that end with Kubernetes's own 404. */
function discover(response: ServerResponse, path: string): void {
  const custom = names.map((name) => ({ name, ...groupVersionOf(asks[name]), resource: asks[name].resource }));
  const served = custom.filter(({ name }) => ending.get(name) !== '404');
  if (path === '/apis') {
    const groups = served.map(({ group, version }) => ({ name: group, versions: [{ version }] }));
    send(response, 200, { kind: 'APIGroupList', groups });
    return;
  }
  const groupVersion = path.slice('/apis/'.length);
  const resources = served
    .filter(({ group, version }) => `${group}/${version}` === groupVersion)
    .map(({ resource }) => ({ name: resource }));
  send(response, 200, { kind: 'APIResourceList', groupVersion, resources });
}

function answer(response: ServerResponse, name: ReadName, as: Ending): void {
  const ask = asks[name];
  const items = as === 'empty' ? [] : held(name);
  if (as === 'time-out') return;
  if (as === 'malformed') response.writeHead(200).end('<html>not an API</html>');
  else if (as === '404') notFound(response, ask, ask.name);
  else if (as === '404-page') response.writeHead(404, { 'content-type': 'text/html' }).end('<html>404</html>');
  else if (as === '404-other') notFound(response, ask, 'other');
  else if (/^\d+$/u.test(as)) fail(response, Number(as));
  else if (ask.name !== null) {
    const [item] = items;
    // An empty answer to a question for one object is an object without anything in it.
    if (as === 'empty') send(response, 200, { metadata: { name: ask.name } });
    else if (item) send(response, 200, item);
    else notFound(response, ask, ask.name);
  } else send(response, 200, { kind: 'AnyList', apiVersion: 'v1', metadata: {}, items });
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const name = names.find((each) => apiPathOf(asks[each]) === path);
    if (/^\/apis(?:\/[^/]+\/[^/]+)?$/u.test(path)) discover(response, path);
    else if (name === undefined) fail(response, 404);
    else answer(response, name, ending.get(name) ?? 'items');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  config = new ReadOnlyKubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: 'u', token: 't' },
  );
});

afterAll(async () => {
  await config.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function row(name: ReadName, as: Ending): Promise<string> {
  ending.clear();
  ending.set(name, as);
  const deadline = as === 'time-out' ? 300 : 10_000;
  // Each look comes an hour after the one before, so that none lives on what discovery said then.
  look += 1;
  const at = new Date(look * 3_600_000);
  const snapshot = await observe(config, 'student-07', { deadlineMs: deadline, now: () => at });
  return assess(snapshot)
    .findings.map(({ status }) => letters[status])
    .join('');
}

const rows = written
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/u));
const cells = rows.flatMap(([name, ...statuses]) => statuses.map((each, i) => [name, outcomes[i], each] as const));

describe('the truth table', () => {
  test('has a row for each read and a column for each way to end', () => {
    expect(rows.map(([name]) => name)).toEqual(names);
    expect(rows.filter((each) => each.length !== outcomes.length + 1)).toEqual([]);
    expect(cells.filter(([, , each]) => each.length !== findingCodes.length)).toEqual([]);
  });

  test.each(cells)('%s, %s: %s', async (name, as, statuses) => {
    expect(await row(name as ReadName, as as Ending)).toBe(statuses);
  });

  test('nothing but items ever makes more pass than items do', () => {
    const passes = (letters: string) => [...letters].flatMap((letter, i) => (letter === 'P' ? [i] : []));
    expect(rows.some(([, full = '', ...rest]) => rest.some((each) => passes(each).length < passes(full).length))).toBe(
      true,
    );
    const extra = rows.filter(([, full = '', ...rest]) =>
      rest.some((each) => passes(each).some((i) => full[i] !== 'P')),
    );
    expect(extra).toEqual([]);
  });
});
