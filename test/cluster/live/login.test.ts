// Where a login comes from: programs that are run for real, files, and what netlab does not use.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { runCredentialProgram } from '../../../src/cluster/live/login/run-program.ts';
import { observe } from '../../../src/cluster/live/observe.ts';
import { survey } from '../../../src/cluster/live/survey.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';
import { type ApiFront, loopback, startFront } from '../../support/api-front.ts';

let aks: EmbeddedAks;
let front: ApiFront;
let folder: string;
let config: ReadOnlyKubeConfig | undefined;

beforeAll(async () => {
  aks = await startAks();
  front = await startFront(`${aks.url}/clusters/overlay-cilium`);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-credentials-'));
});
afterEach(async () => {
  await config?.close();
  front.requests.length = 0;
  front.accepted.clear();
  front.accepted.add('good-token');
});
afterAll(async () => {
  await front.close();
  await aks.close();
});

const environment = { PATH: process.env.PATH, KEPT: 'yes', SLACK_BOT_TOKEN: 'xoxb-secret' };
const file = (name: string) => join(folder, name);

function open(user: object, cluster?: object): ReadOnlyKubeConfig {
  writeFileSync(file('kubeconfig'), front.kubeconfig(user, cluster));
  config = openKubeConfig({ kubeconfig: file('kubeconfig'), context: null, environment });
  return config;
}

/** Writes a program of some lines of shell that first counts its start, and returns its exec entry. */
function program(lines: string, more: object = {}) {
  writeFileSync(file('starts'), '');
  writeFileSync(file('login.sh'), `#!/bin/sh\necho start >> '${file('starts')}'\n${lines}\n`);
  chmodSync(file('login.sh'), 0o755);
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: file('login.sh'), ...more } };
}

const starts = () => readFileSync(file('starts'), 'utf8').split('\n').length - 1;
const printing = (status: object) => `cat <<'END'\n${JSON.stringify({ kind: 'ExecCredential', status })}\nEND`;
const look = (of: ReadOnlyKubeConfig, second = 0, deadlineMs = 8000) =>
  observe(of, 'student-07', { deadlineMs, now: () => new Date(second * 1000) });
const reasons = ({ reads }: Snapshot) => [
  ...new Set(Object.values(reads).flatMap((read) => (read.outcome === 'failed' ? [read.because] : []))),
];
const caught = (run: () => unknown) => {
  try {
    return String(run());
  } catch (error) {
    return String(error);
  }
};
const tokens = () => [...new Set(front.requests.map(({ by }) => by))];

describe('a program', () => {
  test('is started once for all reads of a look, for looks at the same time, and for those after it', async () => {
    const own = open(program(printing({ token: 'good-token' })));
    const request = { namespaces: ['student-07', 'student-12'], addresses: ['10.244.9.9'] };
    const [first, , terrain] = await Promise.all([
      look(own),
      look(own),
      survey(own, request, { deadlineMs: 8000, now: () => new Date(0) }),
    ]);
    const later = await look(own, 3600);
    expect([reasons(first), reasons(later), terrain.namespaces[0]?.pods.outcome]).toEqual([[], [], 'ok']);
    expect([first.as, starts(), tokens()]).toEqual(['system:serviceaccount:netlab:netlab', 1, ['good-token']]);
  });

  test('is started again when its credential has expired, and not before', async () => {
    const own = open(program(printing({ token: 'good-token', expirationTimestamp: '1970-01-01T00:10:00Z' })));
    await look(own, 0);
    await look(own, 599);
    expect(starts()).toBe(1);
    expect([reasons(await look(own, 600)), starts()]).toEqual([[], 2]);
  });

  test('is started again where a credential that was kept is refused, and the look goes on with the new one', async () => {
    front.accepted.add('first');
    writeFileSync(file('token'), 'first');
    const own = open(program(`echo "{\\"status\\":{\\"token\\":\\"$(cat '${file('token')}')\\"}}"`));
    await look(own);
    front.accepted.delete('first');
    writeFileSync(file('token'), 'good-token');
    const renewed = await look(own, 1);
    expect([reasons(renewed), starts(), tokens()]).toEqual([[], 2, ['first', 'good-token']]);
  });

  test('whose credential is refused is started once a look', async () => {
    const own = open(program(printing({ token: 'wrong' })));
    const refused = ['netlab’s credentials were refused (401)'];
    expect([reasons(await look(own)), starts()]).toEqual([refused, 1]);
    expect([reasons(await look(own, 1)), starts()]).toEqual([refused, 2]);
  });

  test('may give a certificate, which the connection proves itself with', async () => {
    front.accepted.add('netlab tests on loopback');
    const own = open(program(printing({ clientCertificateData: loopback.cert, clientKeyData: loopback.key })));
    expect([reasons(await look(own)), tokens()]).toEqual([[], ['netlab tests on loopback']]);
  });

  test('gets its arguments, its variables, what it is for, and no input', async () => {
    const env = [{ name: 'TENANT', value: 'a b' }];
    const more = { args: ['get-token', '--x=1'], env, provideClusterInfo: true };
    const lines = `printf '%s\\n' "$1" "$2" "$TENANT" "$KUBERNETES_EXEC_INFO" "$(cat | wc -c)" > '${file('told')}'`;
    await look(open(program(`${lines}\n${printing({ token: 'good-token' })}`, more)));
    const [first, second, tenant, info = '', input] = readFileSync(file('told'), 'utf8').split('\n');
    expect([first, second, tenant, Number(input)]).toEqual(['get-token', '--x=1', 'a b', 0]);
    expect(JSON.parse(info)).toMatchObject({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: { interactive: false, cluster: { server: front.url } },
    });
  });

  test('gets the environment without what netlab alone needs', async () => {
    const lines = `printf '%s,%s' "$KEPT" "$SLACK_BOT_TOKEN" > '${file('told')}'`;
    await look(open(program(`${lines}\n${printing({ token: 'good-token' })}`)));
    expect(readFileSync(file('told'), 'utf8')).toBe('yes,');
  });

  test('with a path of its own is looked for beside the kubeconfig', async () => {
    program(printing({ token: 'good-token' }));
    expect(reasons(await look(open({ exec: { command: './login.sh' } })))).toEqual([]);
  });

  test.each([
    ['token', { token: 'good-token' }],
    ['password', { username: 'good-token', password: 'x' }],
  ])('is not started beside a %s, as for kubectl', async (_, user) => {
    await look(open({ ...program(printing({ token: 'other' })), ...user }));
    expect([starts(), tokens().includes('other')]).toEqual([0, false]);
  });
});

describe('a program that gives no credential', () => {
  const bad: readonly (readonly [string, string, string])[] = [
    ['ends with a code', 'echo a-secret >&2; exit 3', 'ended with code 3'],
    ['is killed', 'kill -9 $$', 'was ended by SIGKILL'],
    ['prints garbage', 'echo hello', 'printed nothing that is a credential'],
    ['prints other JSON', 'echo "{\\"kind\\":\\"Status\\"}"', 'printed nothing that is a credential'],
    ['prints an empty token', printing({ token: '' }), 'printed nothing that is a credential'],
    ['prints a token of two lines', printing({ token: 'a\nb' }), 'printed nothing that is a credential'],
    ['prints half a certificate', printing({ clientCertificateData: 'x' }), 'printed nothing that is a credential'],
    ['prints 100 MB', 'head -c 100000000 /dev/zero', 'printed more than 1 MB, which is no credential'],
    ['prints for ever', 'yes', 'printed more than 1 MB, which is no credential'],
  ];

  test.each(bad)('%s', async (_, lines, says) => {
    const snapshot = await look(open(program(lines)));
    expect(reasons(snapshot)).toEqual([`the kubeconfig’s program ${file('login.sh')} ${says}`]);
    expect([snapshot.as, front.requests.length, starts()]).toEqual([null, 0, 1]);
    const judged = assess(snapshot).findings.filter(({ id }) => id !== 'api-endpoint');
    expect(new Set(judged.map(({ status, owner }) => `${status} ${owner}`))).toEqual(new Set(['error bot']));
  });

  test.each([
    ['does not exist', '/nonexistent/kubelogin', 'ENOENT'],
    ['is on no path', 'netlab-no-such-program', 'ENOENT'],
    ['may not be run', tmpdir(), 'EACCES'],
  ])('%s', async (_, command, code) => {
    const own = open({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command } });
    expect(reasons(await look(own))).toEqual([`the kubeconfig’s program ${command} could not be started (${code})`]);
  });

  test('hangs: the look ends at its deadline, and those that wait with it', async () => {
    const own = open(program('sleep 600'));
    const began = performance.now();
    const [first, second] = await Promise.all([look(own, 0, 400), look(own, 0, 400)]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(reasons(first)).toEqual([`the kubeconfig’s program ${file('login.sh')} gave no credential within 0.4 s`]);
    expect([reasons(second), starts()]).toEqual([reasons(first), 1]);
  });

  test('is ended with the connection', async () => {
    const own = open(program(`echo x > '${file('ready')}'\nsleep 600`));
    const looking = look(own, 0, 60_000);
    await expect.poll(() => existsSync(file('ready')), { timeout: 20_000 }).toBe(true);
    await own.close();
    expect(reasons(await looking)).toHaveLength(1);
  });

  test('does not keep the next look from asking again', async () => {
    const own = open(program(`test -e '${file('ready')}' || exit 1\n${printing({ token: 'good-token' })}`));
    expect(reasons(await look(own))).toHaveLength(1);
    writeFileSync(file('ready'), '');
    expect([reasons(await look(own, 1)), starts()]).toEqual([[], 2]);
  });
});

describe('a program that hangs leaves nothing behind', () => {
  /** A program that starts another one; both hold a connection to this process for as long as they live. */
  async function holdTwo(end: (of: AbortController, held: readonly Socket[]) => Promise<void>) {
    const { promise: both, resolve } = Promise.withResolvers<readonly Socket[]>();
    const held: Socket[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (held.push(socket) === 2) resolve(held);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const port = Object(server.address()).port;
    const inner = `require('net').connect(${port}, '127.0.0.1'); setInterval(() => {}, 1000)`;
    const outer = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}]); ${inner}`;
    const controller = new AbortController();
    const time = { deadlineMs: 8000, signal: controller.signal, nowMs: 0 };
    const entry = {
      command: process.execPath,
      args: ['-e', outer],
      variables: {},
      apiVersion: '',
      wantsCluster: false,
    };
    const running = runCredentialProgram(entry, environment, time);
    await end(controller, await both);
    server.close();
    return running;
  }
  const ended = (sockets: readonly Socket[]) =>
    Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()).resume())));

  test('after the deadline, nor does what it started', async () => {
    const result = await holdTwo(async (controller, held) => {
      const both = ended(held);
      controller.abort();
      await both;
    });
    expect(result).toMatchObject({ because: expect.stringContaining('gave no credential within 8 s') });
  });

  test('when this process is told to end, which others still decide', async () => {
    let told = 0;
    const other = () => void told++;
    process.on('SIGHUP', other);
    const result = await holdTwo(async (_, held) => {
      const both = ended(held);
      process.kill(process.pid, 'SIGHUP');
      await both;
    });
    process.off('SIGHUP', other);
    expect([told, result]).toEqual([1, { because: expect.stringContaining('was ended by SIGKILL') }]);
    expect(process.listenerCount('SIGHUP')).toBe(0);
  });
});

describe('a token file', () => {
  test('is read for each look, beside the kubeconfig', async () => {
    writeFileSync(file('token'), 'good-token\n');
    const own = open({ tokenFile: 'token' });
    expect([reasons(await look(own)), tokens()]).toEqual([[], ['good-token']]);
    writeFileSync(file('token'), 'renewed');
    front.accepted.add('renewed');
    expect([reasons(await look(own, 1)), tokens()]).toEqual([[], ['good-token', 'renewed']]);
  });

  test('that is missing is said by its name, and nothing is asked anonymously', () => {
    expect(() => open({ tokenFile: 'token' })).toThrow(`token file ${file('token')} does not exist`);
    expect(front.requests).toEqual([]);
  });

  const broken: readonly (readonly [string, () => void, string])[] = [
    ['gone', () => undefined, 'does not exist'],
    ['empty', () => writeFileSync(file('token'), '\n'), 'holds no token'],
    ['a page', () => writeFileSync(file('token'), '<html> </html>'), 'holds no token'],
    ['a folder', () => mkdirSync(file('token')), 'is no file with a token'],
  ];
  test.each(broken)('that is %s later is the reason of every read', async (_, spoil, says) => {
    writeFileSync(file('token'), 'good-token');
    const own = open({ tokenFile: file('token') });
    rmSync(file('token'));
    spoil();
    expect(reasons(await look(own))).toEqual([`the kubeconfig’s token file ${file('token')} ${says}`]);
    expect(front.requests).toEqual([]);
  });
});

describe('a kubeconfig that cannot be used is one line', () => {
  const provider = (config: object, name = 'gcp') => ({ 'auth-provider': { name, config } });
  test.each([
    ['cmd-path', provider({ 'cmd-path': '/bin/sh' }), 'auth-provider gcp runs a program (cmd-path)'],
    ['azure’s cmd-path', provider({ 'cmd-path': 'az' }, 'azure'), 'auth-provider azure runs a program (cmd-path)'],
    ['exec as a provider', provider({ exec: { command: 'x' } }, 'other'), 'auth-provider other runs a program (exec)'],
    ['an interactive program', { exec: { command: 'x', interactiveMode: 'Always' } }, 'program x asks a person'],
    ['exec without a command', { exec: { args: ['x'] } }, 'exec entry is not as Kubernetes defines it: command'],
    ['a lost certificate', { 'client-certificate': 'none.pem' }, 'none.pem does not exist'],
  ])('%s', (_, user, says) => expect(() => open(user)).toThrow(says));

  test('a provider that has its token is its healthy neighbour', async () => {
    const own = open(provider({ 'access-token': 'good-token', 'cmd-args': 'config' }));
    expect([reasons(await look(own)), tokens()]).toEqual([[], ['good-token']]);
  });

  test('a provider whose token has expired says so', async () => {
    const own = open(provider({ 'access-token': 'x', expiry: '2001-01-01T00:00:00Z' }));
    expect(reasons(await look(own))).toEqual([
      'the kubeconfig’s auth-provider gcp gave no credential: Token is expired!',
    ]);
  });

  test('a context whose user is not there would ask anonymously', () => {
    const text = front.kubeconfig({ token: 'good-token' }).replace('user: u', 'user: nobody');
    writeFileSync(file('kubeconfig'), text);
    expect(() => openKubeConfig({ kubeconfig: file('kubeconfig'), context: null })).toThrow('has no user nobody');
  });

  test.each([
    ['a password in its URL', 'https://admin:a-secret@127.0.0.1:1', 'user or a password in its URL'],
    ['a token in its URL', 'https://a-secret@127.0.0.1:1', 'user or a password in its URL'],
    ['no scheme', 'localhost:6443', 'must begin with https://'],
  ])('a server with %s, which nothing repeats', (_, server, says) => {
    const error = caught(() => open({ token: 'good-token' }, { server }));
    expect(error).toContain(says);
    expect(error).not.toContain('a-secret');
  });

  test('another context’s program is not looked at', async () => {
    const text = front.kubeconfig({ token: 'good-token' });
    const other = { name: 'v', user: provider({ 'cmd-path': '/bin/sh' }) };
    writeFileSync(file('kubeconfig'), text.replace('users:\n', `users:\n  - ${JSON.stringify(other)}\n`));
    config = openKubeConfig({ kubeconfig: file('kubeconfig'), context: null });
    expect(reasons(await look(config))).toEqual([]);
  });

  test('of several files the first that names a context decides, as for kubectl', () => {
    writeFileSync(file('a'), front.kubeconfig({ token: 'good-token' }));
    const second = front.kubeconfig({}).replaceAll('name: c\n', 'name: d\n').replaceAll('name: u\n', 'name: v\n');
    writeFileSync(file('b'), second.replaceAll('front', 'other'));
    const both = openKubeConfig({ kubeconfig: `${file('a')}:${file('b')}`, context: null });
    expect([both.getCurrentContext(), both.getContexts().map(({ name }) => name)]).toEqual([
      'front',
      ['front', 'other'],
    ]);
  });
});

describe('a certificate of the server that is not checked', () => {
  test('is said in the receipt', async () => {
    const { assumed } = await look(open({ token: 'good-token' }, { 'insecure-skip-tls-verify': true }));
    expect(assumed).toEqual([expect.stringContaining('certificate was not checked (insecure-skip-tls-verify)')]);
  });

  test('one that is checked is not, and plain HTTP has none', async () => {
    expect((await look(open({ token: 'good-token' }))).assumed).toBeUndefined();
    writeFileSync(file('kubeconfig'), aks.kubeconfig());
    const plain = await look(openKubeConfig({ kubeconfig: file('kubeconfig'), context: null }));
    expect([plain.as, plain.assumed]).toEqual(['system:serviceaccount:netlab:netlab', undefined]);
  });

  test('one that nobody vouches for is no answer', async () => {
    expect(reasons(await look(open({ token: 'good-token' }, {})))).toEqual([
      'the API server’s certificate is not accepted: DEPTH_ZERO_SELF_SIGNED_CERT',
    ]);
  });
});
