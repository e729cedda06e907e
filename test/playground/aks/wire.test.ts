// The embedded API server against recordings of kube-apiserver 1.32: the same status, the headers that matter, and a
// body of the same shape. Objects differ (other cluster), so their fields are compared only where both have them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';

type Recording = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly accept: string | null;
  readonly sent: string | null;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
};

const folder = join(import.meta.dirname, '..', '..', 'kube-wire');

function recording(name: string): Recording {
  const text = readFileSync(join(folder, name), 'utf8');
  const blank = text.indexOf('\n\n');
  const [request = '', ...lines] = text.slice(0, blank).split('\n');
  const [, method = '', path = '', accept] = /^# (\S+) (\S+)(?: Accept: (.*))?\s*$/u.exec(request) ?? [];
  const sent = lines[0]?.startsWith('# ') ? (lines.shift() ?? '').slice(2) : null;
  const status = Number(/^HTTP\/2 (\d+)/u.exec(lines[0] ?? '')?.[1]);
  const headers = new Map(
    lines.slice(1).map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { name, method, path, accept: accept ?? null, sent, status, headers, body: text.slice(blank + 2) };
}

const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.http'))
  .sort()
  .map(recording);

let aks: EmbeddedAks;
beforeAll(async () => {
  aks = await startAks();
});
afterAll(() => aks.close());

// Whose token gives the recorded answer, and on which cluster: 13 is a server without the custom resource.
const users: Readonly<Record<string, string | null>> = {
  '10': 'nobody',
  '11': 'nobody',
  '12': null,
  '21': 'nobody',
  '23': 'nobody',
  '24': 'nobody',
};
const clusters: Readonly<Record<string, string>> = { '13': 'kubenet' };

async function ask({ name, method, path, accept, sent }: Recording, query = path) {
  const number = name.slice(0, 2);
  const user = number in users ? users[number] : 'admin';
  const cluster = clusters[number] ?? 'overlay-cilium';
  const response = await fetch(
    `${aks.url}/clusters/${cluster}${query.replace('timeoutSeconds=2', 'timeoutSeconds=0')}`,
    {
      method,
      headers: {
        ...(user ? { authorization: `Bearer ${user}-token` } : {}),
        ...(accept ? { accept } : {}),
        'content-type': 'application/json',
      },
      body: sent,
    },
  );
  return { response, text: await response.text() };
}

// Objects of one kind hold what they hold; compared are the envelope and what every object has.
const free = new Set([
  'labels',
  'annotations',
  'managedFields',
  'spec',
  'status',
  'data',
  'userInfo',
  'rules',
  'ownerReferences',
  'generateName',
  'object',
  'namespace',
]);

/** The shape of JSON: names and types, an array by its first element. */
function shape(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}[]`] : shape(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([key, each]) => {
    const inItem = path.includes('items[]') || path.includes('object');
    if ((inItem || key === 'data') && free.has(key)) return [];
    return shape(each, `${path}.${key}`);
  });
}

function lines(text: string): readonly unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const stream = (each: Recording) => each.path.includes('watch=1');

describe('each recording', () => {
  test.each(recordings.map((each) => [each.name, each] as const))('%s: status and headers', async (_, each) => {
    const { response } = await ask(each, pathFor(each));
    expect(response.status).toBe(each.status);
    for (const name of ['content-type', 'cache-control', 'x-content-type-options']) {
      expect([name, response.headers.get(name)]).toEqual([name, each.headers.get(name) ?? null]);
    }
    for (const name of ['audit-id', 'x-kubernetes-pf-flowschema-uid', 'x-kubernetes-pf-prioritylevel-uid']) {
      expect([name, response.headers.has(name)]).toEqual([name, each.headers.has(name)]);
    }
  });

  const whole = recordings.filter(
    (each) =>
      !stream(each) && each.headers.get('content-type') === 'application/json' && !/^(03|04|21|22|23)/u.test(each.name),
  );
  test('there are some of each kind', () => {
    expect([recordings.length, whole.length, recordings.filter(stream).length]).toEqual([24, 15, 3]);
  });

  test.each(whole.map((each) => [each.name, each] as const))('%s: shape of the body', async (_, each) => {
    const { text } = await ask(each, pathFor(each));
    expect(shape(JSON.parse(text))).toEqual(shape(JSON.parse(each.body)));
  });

  test.each(recordings.filter(stream).map((each) => [each.name, each] as const))(
    '%s: events and their shape',
    async (_, each) => {
      const { text } = await ask(each, pathFor(each));
      const kinds = (all: readonly unknown[]) => [...new Set(all.map((event) => Object(event).type))];
      expect(kinds(lines(text))).toEqual(kinds(lines(each.body)));
      expect(shape(lines(text)[0])).toEqual(shape(lines(each.body)[0]));
      expect(shape(lines(text).at(-1))).toEqual(shape(lines(each.body).at(-1)));
    },
  );
});

/** A page's token is the server's own, so 06 asks with the token that 05 returns; 18 asks from a revision long gone. */
function pathFor(each: Recording): string {
  if (!each.name.startsWith('06')) return each.path;
  return each.path.replace(/continue=.*$/u, `continue=${token}`);
}

let token = '';
beforeAll(async () => {
  const first = recordings.find(({ name }) => name.startsWith('05'));
  if (!first) throw new Error('recording 05 is missing');
  token = JSON.parse((await ask(first)).text).metadata.continue;
});

describe('what a status says', () => {
  const status = (name: string) => recordings.find((each) => each.name.startsWith(name));
  test.each(['09', '10', '11', '12', '18', '19'])('recording %s word for word, names aside', async (name) => {
    const each = status(name);
    if (!each) throw new Error(name);
    const said = (text: string) => JSON.parse(text.split('\n')[0] ?? '');
    const plain = (value: unknown) =>
      JSON.stringify(value)
        .replaceAll(/User \\"[^"]+\\"/gu, 'User')
        .replace(/too old resource version: 1 \(\d+\)/u, 'too old')
        .replace(/ '?.?'? ?looking/u, ' looking')
        .replace("character 'm'", 'character');
    expect(plain(said((await ask(each)).text))).toBe(plain(said(each.body)));
  });

  test('recording 13: a path that nothing serves is plain text', async () => {
    const each = status('13');
    if (!each) throw new Error('13');
    expect((await ask(each)).text.trim()).toBe(each.body.trim());
  });

  test.each(['21', '22'])('recording %s: an access review answers in its status', async (name) => {
    const each = status(name);
    if (!each) throw new Error(name);
    const { text } = await ask(each);
    expect(JSON.parse(text).status).toEqual(JSON.parse(each.body).status);
    expect(JSON.parse(text).spec).toMatchObject(JSON.parse(each.body).spec);
  });

  test('recording 23: what nobody may do is what every user may', async () => {
    const each = status('23');
    if (!each) throw new Error('23');
    const theirs = JSON.parse(each.body).status;
    const ours = JSON.parse((await ask(each)).text).status;
    expect(ours.incomplete).toBe(theirs.incomplete);
    expect(ours.resourceRules[0]).toEqual(theirs.resourceRules[0]);
    expect(shape(ours.nonResourceRules)).toEqual(shape(theirs.nonResourceRules));
  });

  test.each(['03', '04'])('recording %s: entries of discovery have the recorded fields', async (name) => {
    const each = status(name);
    if (!each) throw new Error(name);
    const [ours, theirs] = [JSON.parse((await ask(each)).text), JSON.parse(each.body)];
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    const list = name === '03' ? 'resources' : 'groups';
    const pick = (document: Record<string, { name: string }[]>, wanted: string) =>
      document[list]?.find((entry) => entry.name === wanted);
    const wanted = name === '03' ? 'nodes' : 'apps';
    expect(shape(pick(ours, wanted)).map((line) => line.replace(/\.verbs.*/u, '.verbs'))).toEqual(
      shape(pick(theirs, wanted)).map((line) => line.replace(/\.verbs.*/u, '.verbs')),
    );
  });
});
