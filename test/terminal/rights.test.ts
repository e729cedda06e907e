// The documented rights, tried: the embedded AKS grants netlab exactly those, and with them no common question is unknown.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openCluster } from '../../src/app/cluster.ts';
import { readScenario, scenarioNames } from '../../src/playground/aks/scenario.ts';
import { type EmbeddedAks, startAks } from '../../src/playground/aks/server.ts';
import { dispatch } from '../support/dispatch.ts';
import { checkSchema } from '../support/json-schemas/check.ts';
import { reachSchema } from '../support/json-schemas/reach.ts';
import { bareLab, inside } from '../support/lab.ts';
import { netlab } from '../support/netlab.ts';

const home = join(import.meta.dirname, '../..');
const scenarios = join(home, 'src/playground/aks/scenarios');
const kubeconfig = join(mkdtempSync(join(tmpdir(), 'netlab-rights-')), 'kubeconfig');
const whole = ['overlay-cilium', 'node-subnet', 'kubenet', 'automatic'];
let aks: EmbeddedAks;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());

const words = z.array(z.string());
const rules = z.array(z.object({ apiGroups: words, resources: words, verbs: words, resourceNames: words.default([]) }));
const role = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }), rules });
const binding = z.object({
  kind: z.string(),
  metadata: z.object({ namespace: z.string().optional() }),
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(z.object({ name: z.string() })),
});

/** One right in one line: `list kube-system pods`, `get kube-system configmaps/cilium-config`. */
type Right = string;

/** What the roles of a scenario grant netlab's account; the namespaces of students are one. */
function grantedIn(scenario: string): readonly Right[] {
  const { objects } = readScenario(scenarios, scenario);
  const roles = objects.flatMap((each) =>
    each.metadata.name.startsWith('netlab') && each.kind.endsWith('Role') ? [role.parse(each)] : [],
  );
  const bindings = objects.flatMap((each) => (each.kind.endsWith('RoleBinding') ? [binding.parse(each)] : []));
  const own = bindings.filter(({ subjects }) => subjects.some(({ name }) => name === 'netlab'));
  return own.flatMap(({ metadata: { namespace }, roleRef }) => {
    const where =
      namespace === undefined ? 'the cluster' : namespace.replace(/^student-\d+$/u, 'each student’s namespace');
    const found = roles.find(({ kind, metadata }) => kind === roleRef.kind && metadata.name === roleRef.name);
    return (found?.rules ?? []).flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
      verbs.flatMap((verb) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) => {
            const what = group === '' ? resource : `${resource}.${group}`;
            const names = resourceNames.length > 0 ? resourceNames.map((name) => `${what}/${name}`) : [what];
            return names.map((name) => `${verb} ${where} ${name}`);
          }),
        ),
      ),
    );
  });
}

/** The rights that the table of the documentation names, without the rows for clusters of another kind. */
function documentedRights(): readonly Right[] {
  const text = readFileSync(join(home, 'docs/operating.md'), 'utf8');
  const section = text.split('## What it needs on the cluster')[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').flatMap((line) => {
    const [, where = '', may = '', on = ''] = line.split('|').map((cell) => cell.trim());
    return /^`\w+`$/u.test(may) && !where.startsWith('only where')
      ? [{ where: where.replace("'", '’'), may: may.slice(1, -1), on }]
      : [];
  });
  return rows.flatMap(({ where, may, on }) =>
    on.split(';').flatMap((part) => {
      const names = [...part.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name);
      const itself = part.includes('namespace itself') ? [`${may} ${where} namespaces`] : [];
      const maps = part.includes('ConfigMaps');
      return [...names.map((name) => `${may} ${where} ${maps ? `configmaps/${name}` : name}`), ...itself];
    }),
  );
}

const sorted = (rights: readonly Right[]) => [...new Set(rights)].sort();

describe('the embedded AKS grants what is documented', () => {
  test.each(whole)('%s: neither more nor less', (scenario) => {
    const documented = sorted(documentedRights());
    expect(documented.length).toBeGreaterThan(15);
    expect(sorted(grantedIn(scenario))).toEqual(documented);
  });

  test('nothing needs watch, and no Role stands in a namespace that may not be there', () => {
    const names = scenarioNames(scenarios);
    expect(names.length).toBeGreaterThan(5);
    for (const scenario of names) {
      const verbs = grantedIn(scenario).map((right) => right.split(' ')[0]);
      expect([scenario, ...new Set(verbs)].sort()).toEqual(['get', 'list', scenario].sort());
      const { objects } = readScenario(scenarios, scenario);
      const namespaces = new Set(
        objects.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])),
      );
      const homeless = objects.filter(
        ({ metadata: { namespace } }) => namespace !== undefined && !namespaces.has(namespace),
      );
      expect([scenario, namespaces.has('kube-system'), homeless]).toEqual([scenario, true, []]);
    }
  });
});

describe.each(whole)('with these rights alone, on %s', (scenario) => {
  const run = (args: readonly string[]) => netlab([...args, '--context', scenario], { KUBECONFIG: kubeconfig });
  const pods = { web: 'student-07/web-7c9d5b6f4-n0t8k', api: 'student-07/api-7c9d5b6f4-n1t8k' };

  test('check is not blocked anywhere, and every axis is settled', async () => {
    const { stdout } = await run(['check', '-n', 'student-07', '-o', 'json']);
    const { cluster, findings, receipt } = checkSchema.parse(JSON.parse(stdout));
    expect(findings.filter(({ status }) => status === 'blocked' || status === 'error')).toEqual([]);
    expect([cluster.model, cluster.dataplane, cluster.policyEngine]).not.toContain('undetermined');
    const outcomes = new Set(receipt.reads.map(({ outcome }) => outcome));
    expect([...outcomes].filter((outcome) => outcome !== 'not-found')).toEqual(['ok']);
  });

  test.each([
    ['a Pod', pods.api, '8080', 'tcp'],
    ['a Service by its name', 'student-07/svc/api', '8080', 'tcp'],
    ['a Service by its address', '10.0.107.2', '8080', 'tcp'],
    ['the cluster’s DNS by its Service’s name', 'kube-system/svc/kube-dns', '53', 'udp'],
    ['the cluster’s DNS by its Service’s address', '10.0.0.10', '53', 'udp'],
    ['a public address', '203.0.113.7', '443', 'tcp'],
  ])('reach to %s is allowed', async (_, to, port, protocol) => {
    const question = ['reach', '--from', pods.web, '--to', to, '--port', port, '--protocol', protocol, '-o', 'json'];
    const { code, stdout, stderr } = await run(question);
    expect([code, stderr, reachSchema.parse(JSON.parse(stdout)).verdict]).toEqual([0, '', 'allowed']);
  });

  test.each([
    'reach web dns',
    'reach web api 8080',
    'reach web svc/api 8080',
    'reach api web 80',
    'reach web 203.0.113.7 443',
  ])('in Slack, %s is allowed', async (typed) => {
    const { observe, survey, close } = await openCluster({ kubeconfig, context: scenario });
    const lab = bareLab(observe, {
      survey,
      findPerson: async (id) => ({ id, role: 'student', namespace: 'student-07' }),
    });
    const { answer } = await dispatch(typed, inside('U07'), lab);
    await close();
    expect([answer.kind, answer.kind === 'reach' && answer.reaches.map(({ verdict }) => verdict)]).toEqual([
      'reach',
      ['allowed'],
    ]);
  });

  test('an inner address that is nobody’s here stays unknown, and says which right is missing', async () => {
    const { code, stdout } = await run(['reach', '--from', pods.web, '--to', '10.0.44.9', '--port', '443']);
    expect([code, stdout.replaceAll(/\s+/gu, ' ')]).toEqual([
      3,
      expect.stringContaining('not allowed to list services'),
    ]);
  });

  test('picture draws the nodes and the Pods, none of them as not seen', async () => {
    const { code, stdout } = await run(['picture', '-n', 'student-07', '-o', `${kubeconfig}-${scenario}.svg`]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('web-7c9d5b6f4-n0t8k')]);
    expect(stdout).not.toContain('(403)');
  });

  test.each([['walk'], ['walk', 'no-egress'], ['explain', 'node-addresses'], ['hint', '1'], ['quiz', '--answers']])(
    '%s %s lacks no permission',
    async (...words) => {
      const { code, stdout } = await run([...words, '-n', 'student-07']);
      expect([code, stdout.length > 100]).toEqual([0, true]);
      expect(stdout).not.toMatch(/\(403\)/u);
    },
  );
});
