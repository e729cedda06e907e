// `netlab reach` as a process: sources, batches, exit codes.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedAks, startAks } from '../../src/playground/aks/server.ts';
import { reachSchema } from '../support/json-schemas/reach.ts';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-reach-'));
const kubeconfig = join(folder, 'kubeconfig');
const dump = join(import.meta.dirname, '../dumps/egress-blocked');
const fromWeb = ['reach', '--dump', dump, '--from', 'student-07/api-7c9d5b6f4-n1t8k'];
const flat = (text: string) => text.replaceAll(/\s+/gu, ' ');
let aks: EmbeddedAks;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());

describe('one question', () => {
  test('denied is 1, in the documented JSON', async () => {
    const { code, stdout, stderr } = await netlab([...fromWeb, '--to', '203.0.113.7', '--port', '443', '-o', 'json']);
    expect([code, stderr]).toEqual([1, '']);
    const found = reachSchema.parse(JSON.parse(stdout));
    expect([found.verdict, found.egress.verdict, found.ingress.verdict]).toEqual(['denied', 'denied', 'allowed']);
  });

  test('allowed is 0, unknown is 3', async () => {
    const self = await netlab([...fromWeb, '--to', 'student-07/api-7c9d5b6f4-n1t8k', '--port', '80']);
    expect([self.code, self.stdout.includes('the policies allow it')]).toEqual([0, true]);
    const open = await netlab(['reach', '--dump', dump, '--from', '203.0.113.7', '--to', '10.224.0.4', '--port', '80']);
    expect(open.code).toBe(0);
    const overlay = join(import.meta.dirname, '../dumps/permissions-missing');
    const unseen = await netlab([
      'reach',
      '--dump',
      overlay,
      '--from',
      'student-07/api-7c9d5b6f4-n1t8k',
      '--to',
      'kube-system/coredns',
      '--port',
      '53',
    ]);
    expect([unseen.code, flat(unseen.stdout)]).toEqual([3, expect.stringContaining('could not be seen')]);
  });

  test.each([
    ['a Pod that is not there', ['--to', 'student-07/nobody', '--port', '80'], 'there is no Pod student-07/nobody'],
    ['no port', ['--to', '203.0.113.7'], '--port is missing'],
    ['a port that is none', ['--to', '203.0.113.7', '--port', '0'], 'is no port'],
    ['a protocol that is none', ['--to', '203.0.113.7', '--port', '1', '--protocol', 'icmp'], 'no protocol'],
    ['an end that is none', ['--to', 'somewhere', '--port', '1'], 'neither NAMESPACE/POD nor an address'],
    ['a question and a file', ['--to', '203.0.113.7', '--queries', 'x.json'], 'either --queries, or'],
  ])('%s is 2', async (_, rest, says) => {
    const { code, stdout, stderr } = await netlab([...fromWeb, ...rest]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)]);
  });
});

describe('a file of questions', () => {
  const file = join(folder, 'questions.json');

  test('answers in the order of the questions; what cannot be asked is unknown', async () => {
    const from = 'student-07/api-7c9d5b6f4-n1t8k';
    const questions = [
      { from, to: '203.0.113.7', port: 443, protocol: 'tcp' },
      { from, to: 'student-07/nobody', port: 80, protocol: 'tcp' },
      { from, to: from, port: '80', protocol: 'UDP', remark: 'what else stands there is left alone' },
    ];
    writeFileSync(file, JSON.stringify(questions));
    const { code, stdout } = await netlab(['reach', '--dump', dump, '--queries', file, '-o', 'json']);
    const found = reachSchema.array().parse(JSON.parse(stdout));
    expect([code, found.map(({ verdict }) => verdict)]).toEqual([0, ['denied', 'unknown', 'allowed']]);
    expect(found[1]?.notes).toEqual(['pod-not-found']);
  });

  test.each([
    ['no JSON', '[', 'is not JSON'],
    ['no list', '{}', 'is not a list of'],
    ['an entry without a port', '[{"from":"x/a","to":"x/b"}]', 'query 1: port'],
    ['a misspelt field', '[{"from":"x/a","to":"x/b","port":1,"protcol":"udp"}]', 'query 1: “protcol” is none of'],
    ['a protocol that is none', '[{"from":"x/a","to":"x/b","port":1,"protocol":"icmp"}]', 'query 1: “icmp”'],
  ])('%s is 2, and says which', async (_, content, says) => {
    writeFileSync(file, content);
    const { code, stderr } = await netlab(['reach', '--dump', dump, '--queries', file]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('where the facts come from', () => {
  const question = ['--from', 'student-07/api-7c9d5b6f4-n1t8k', '--to', '203.0.113.7', '--port', '443', '-o', 'json'];

  test('a cluster, its dump and a recorded snapshot agree', async () => {
    const recorded = join(folder, 'seen.json');
    const env = { KUBECONFIG: kubeconfig };
    const live = await netlab(['reach', '--context', 'egress-blocked', ...question], env);
    await netlab(['check', '-n', 'student-07', '--context', 'egress-blocked', '--record', recorded], env);
    const [fromDump, replayed] = await Promise.all([
      netlab(['reach', '--dump', dump, ...question]),
      netlab(['reach', '--snapshot', recorded, ...question]),
    ]);
    expect([live.code, fromDump.code, replayed.code, live.stderr]).toEqual([1, 1, 1, '']);
    const sides = [live, fromDump, replayed].map(({ stdout }) => {
      const { egress, ingress } = reachSchema.parse(JSON.parse(stdout));
      return { egress, ingress };
    });
    expect(sides[1]).toEqual(sides[0]);
    expect(sides[2]).toEqual(sides[0]);
  });

  test('what the account may not read leaves the answer open, with the permission', async () => {
    const dns = [
      '--from',
      'student-07/api-7c9d5b6f4-n1t8k',
      '--to',
      'kube-system/y',
      '--port',
      '53',
      '--protocol',
      'udp',
    ];
    const { code, stdout } = await netlab(['reach', '--context', 'permissions-missing', ...dns], {
      KUBECONFIG: kubeconfig,
    });
    expect([code, flat(stdout)]).toEqual([3, expect.stringContaining('not allowed to list pods in namespace')]);
  });
});

describe('a policy that is not applied yet', () => {
  const file = join(folder, 'policy.yaml');
  const overlay = join(import.meta.dirname, '../dumps/overlay-cilium');
  const ask = [
    'reach',
    '--dump',
    overlay,
    '--from',
    'student-07/web-7c9d5b6f4-n0t8k',
    '--to',
    '203.0.113.7',
    '--port',
    '443',
  ];
  const policy = (spec: string, namespace = '') =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut${namespace}}\nspec: ${spec}\n`;

  test('the verdict with it is the exit code; the one without it stands beside', async () => {
    writeFileSync(file, policy('{podSelector: {}, policyTypes: [Egress]}'));
    const { code, stdout, stderr } = await netlab([...ask, '--with', file, '-o', 'json']);
    const found = reachSchema.parse(JSON.parse(stdout));
    expect([code, stderr, found.verdict, found.without?.verdict]).toEqual([1, '', 'denied', 'allowed']);
    expect(found.trial).toMatchObject({ policies: ['NetworkPolicy/student-07/shut'], placedIn: 'student-07' });
    expect(found.trial?.changes.map(({ to }) => to)).toContain('dns');
  });

  test('as PowerShell writes it, and from standard input for a list of questions', async () => {
    writeFileSync(file, Buffer.from(`\ufeff${policy('{podSelector: {}, policyTypes: [Egress]}')}`, 'utf16le'));
    expect((await netlab([...ask, '--with', file])).code).toBe(1);
    const questions = join(folder, 'one.json');
    writeFileSync(questions, JSON.stringify([{ from: ask[4], to: '203.0.113.7', port: 443 }]));
    const { code, stdout } = await netlab([
      'reach',
      '--dump',
      overlay,
      '--queries',
      questions,
      '--with',
      file,
      '-o',
      'json',
    ]);
    const found = reachSchema.array().parse(JSON.parse(stdout));
    expect([code, found[0]?.verdict, found[0]?.without?.verdict]).toEqual([0, 'denied', 'allowed']);
  });

  test('policies of another namespace are read with it', async () => {
    writeFileSync(file, policy('{podSelector: {}, policyTypes: [Egress]}', ', namespace: student-12'));
    const { stdout } = await netlab([...ask, '--with', file, '-o', 'json']);
    const found = reachSchema.parse(JSON.parse(stdout));
    expect([found.verdict, found.trial?.namespaces]).toEqual(['allowed', ['student-12']]);
  });

  test.each([
    ['a policy with a misspelt field', policy('{podSelector: {}, policyType: [Egress]}'), 'no field “spec.policyType”'],
    ['another object', 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n', 'is no kind that can be tried'],
    ['an empty file', '', 'there is no policy'],
  ])('%s is 2', async (_, content, says) => {
    writeFileSync(file, content);
    const { code, stdout, stderr } = await netlab([...ask, '--with', file]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)]);
  });

  test('a snapshot without the label that the policy selects by is not enough; with it, it is', async () => {
    const recorded = join(folder, 'labels.json');
    const env = { KUBECONFIG: kubeconfig };
    await netlab(['check', '-n', 'student-07', '--context', 'overlay-cilium', '--record', recorded], env);
    const from = ['reach', '--snapshot', recorded, ...ask.slice(3), '--with', file];
    writeFileSync(file, policy('{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}'));
    const refused = await netlab(from);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('does not keep the label “app”')]);
    writeFileSync(file, policy('{podSelector: {}, policyTypes: [Egress]}'));
    expect((await netlab(from)).code).toBe(1);
  });
});
