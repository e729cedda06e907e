// What the terminal says where netlab cannot log in: one line and exit code 2, or findings that nobody is to wait for.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedAks, startAks } from '../../src/playground/aks/server.ts';
import { type ApiFront, startFront } from '../support/api-front.ts';
import { checkSchema } from '../support/json-schemas/check.ts';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-terminal-login-'));
const file = (name: string) => join(folder, name);
let aks: EmbeddedAks;
let front: ApiFront;

beforeAll(async () => {
  aks = await startAks();
  front = await startFront(`${aks.url}/clusters/overlay-cilium`);
});
afterAll(async () => {
  await front.close();
  await aks.close();
});

function check(user: object, rest: readonly string[] = [], cluster?: object) {
  writeFileSync(file('kubeconfig'), front.kubeconfig(user, cluster));
  const env = { PATH: process.env.PATH ?? '', WHO: 'good-token' };
  return netlab(['check', '-n', 'student-07', '--kubeconfig', file('kubeconfig'), ...rest], env);
}

function program(lines: string): object {
  writeFileSync(file('login.sh'), `#!/bin/sh\n${lines}\n`);
  chmodSync(file('login.sh'), 0o755);
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './login.sh' } };
}

const inOneLine = (text: string) => text.replaceAll(/\s+/gu, ' ');

test('a program is run with the environment of the terminal', async () => {
  const { code, stdout } = await check(program(`echo "{\\"status\\":{\\"token\\":\\"$WHO\\"}}"`), ['-o', 'json']);
  expect([code, checkSchema.parse(JSON.parse(stdout)).receipt.as]).toEqual([0, 'system:serviceaccount:netlab:netlab']);
});

describe('nothing could be judged, and it is whoever runs netlab who can change that', () => {
  test.each([
    ['a wrong token', () => ({ token: 'wrong' }), 'netlab’s credentials were refused (401).'],
    ['a program that fails', () => program('echo a-secret >&2; exit 3'), 'login.sh ended with code 3.'],
    ['no program', () => ({ exec: { command: 'kubelogin-none' } }), 'kubelogin-none could not be started (ENOENT).'],
  ])('%s', async (_, user, says) => {
    const { code, stdout, stderr } = await check(user());
    const said = inOneLine(stdout);
    expect([code, stderr]).toEqual([3, '']);
    expect(said).toContain(says);
    expect(said).toContain('Whoever runs netlab renews its credentials for the cluster; waiting does not help.');
    expect(said).not.toMatch(/try again|a-secret|UND_ERR/iu);
  });

  test('in JSON: the owner is the bot, and each reason is said once in a row of the problems', async () => {
    const { findings, problems } = checkSchema.parse(
      JSON.parse((await check({ token: 'wrong' }, ['-o', 'json'])).stdout),
    );
    const judged = findings.filter(({ id }) => id !== 'api-endpoint');
    expect(new Set(judged.map(({ status, owner }) => `${status} ${owner}`))).toEqual(new Set(['error bot']));
    const reasons = problems.filter(({ id }) => id !== 'no-egress').map(({ because }) => because);
    expect(new Set(reasons)).toEqual(new Set(['netlab’s credentials were refused (401).']));
  });

  test('the card of a finding says the same', async () => {
    writeFileSync(file('kubeconfig'), front.kubeconfig({ token: 'wrong' }));
    const args = ['explain', 'node-addresses', '-n', 'student-07', '--kubeconfig', file('kubeconfig')];
    const said = inOneLine((await netlab(args)).stdout);
    expect(said).toContain('netlab itself could not log in to the cluster.');
    expect(said).not.toMatch(/try again/iu);
  });
});

describe('one line and exit code 2', () => {
  test.each([
    ['a token file that is missing', { tokenFile: 'none' }, `token file ${file('none')} does not exist`],
    [
      'an auth-provider that runs a program',
      { 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sh' } } },
      'auth-provider gcp runs a program (cmd-path)',
    ],
    ['a program that asks a person', { exec: { command: 'x', interactiveMode: 'Always' } }, 'interactiveMode: Always'],
  ])('%s', async (_, user, says) => {
    const { code, stdout, stderr } = await check(user);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain(says);
  });
});

describe('a certificate of the server that is not checked', () => {
  const said = 'The API server’s certificate was not checked (insecure-skip-tls-verify)';
  const insecure = { 'insecure-skip-tls-verify': true };

  test('stands in the receipt, as text and as JSON', async () => {
    expect(inOneLine((await check({ token: 'good-token' }, [], insecure)).stdout)).toContain(said);
    const { stdout } = await check({ token: 'good-token' }, ['-o', 'json'], insecure);
    expect(checkSchema.parse(JSON.parse(stdout)).receipt.reads).toContainEqual(
      expect.objectContaining({ verb: 'assume', resource: expect.stringContaining(said) }),
    );
  });

  test('one that is checked does not', async () => {
    const { stdout } = await check({ token: 'good-token' }, ['-o', 'json']);
    expect(checkSchema.parse(JSON.parse(stdout)).receipt.reads).toHaveLength(14);
  });
});
