// What leaves of a question: nothing that looks like a secret, a person, a Pod, a namespace or an address of a cluster.
import { describe, expect, test } from 'vitest';
import { isTypo } from '../../../src/commands/input/spelling.ts';
import { addressesIn, redactQuestion } from '../../../src/explain/protocol/redact.ts';
import { parseJsonReply } from '../../../src/explain/protocol/reply-schemas.ts';
import { explainQuestion } from '../../../src/explain/search/handbook.ts';
import { golden } from '../../support/golden.ts';
import { taught } from '../../support/tutors.ts';

const examples = addressesIn(taught.passages.flatMap(({ body, aliases }) => [...body, ...aliases]));
const names = { pattern: '^student-[a-z0-9-]+$', own: 'lab-of-seven' };
const left = (question: string, own = names) => redactQuestion(question, examples, own);

test.each([
  ['why can @U012ABCDEF reach it?', 'U012ABCDEF'],
  ['ask U012ABCDEF about it', 'U012ABCDEF'],
  ['ask @alice.b about it', 'alice'],
  ['DB_PASSWORD=hunter2', 'hunter2'],
  ['AZURE_CLIENT_SECRET=a~b.c', 'a~b'],
  ['client_secret: hunter2', 'hunter2'],
  ['access_token=hunter2', 'hunter2'],
  ['PGPASSWORD=hunter2 psql', 'hunter2'],
  ['AccountName=x;AccountKey=hunter2==;', 'hunter2'],
  ["'password': 'hunter2'", 'hunter2'],
  ['"password": "hunter 2, or so"', 'or so'],
  ['my password is hunter2', 'hunter2'],
  ['Authorization: Bearer hunter2', 'hunter2'],
  ['postgres://netlab:hunter2@db/lab', 'hunter2'],
  ['pass\u200bword=hunter2', 'hunter2'],
  ['who has 10.244.\u200b7.7?', '7.7'],
  ['who has 10.244.7.7?', '10.244'],
  ['who has ::ffff:10.1.2.3?', '1.2.3'],
  ['who has fd00::12:7?', 'fd00'],
  ['who has pod10.1.2.3?', '10.1'],
  ['who is ip-10-1-2-3?', '10-1'],
  ['nslookup 10-1-2-3.default.pod.cluster.local', '10-1'],
  ['who has ١٠.٢٤٤.٧.٧?', '٢٤٤'],
  ['who has １０.244.7.7?', '244'],
  ['is stu\u00ADdent-04 up?', '04'],
  ['is student_04 up?', '04'],
  ['is student-xx-04 up?', '04'],
  ['is student\u201104 up?', '04'],
  ['is STUDENT-12 up?', '12'],
  ['is lab-of-seven up?', 'seven'],
  ['is lab_of_seven up?', 'seven'],
  ['why does web-7d9c5b8f6d-abcde restart?', '7d9c5b'],
  ['why does cilium-x7k2p restart?', 'x7k2p'],
  ['why is aks-nodepool1-12345678-vmss000000 down?', '12345678'],
  ['curl https://lab-dns-1a2b.hcp.westeurope.azmk8s.io', 'lab-dns'],
  ['what is dGhpc2lzYXNlY3JldDEy?', 'dGhpc2'],
])('%s: %s stays', (question, secret) => {
  expect(left(question)).not.toContain(secret);
  expect(left(question)).toMatch(/\[(?:removed|address|namespace)\]/u);
});

test('the names of the class are by its own pattern', () => {
  const own = { pattern: '^team-[a-z]+$', own: 'team-red' };
  expect(left('may team-blue or Team_Red call the team?', own)).toBe('may [namespace] or [namespace] call the team?');
  // A pattern that fits any word tells no name, but one's own is known.
  expect(left('may red call the web?', { pattern: '^[a-z-]+$', own: 'red' })).toBe('may [namespace] call the web?');
});

describe('their healthy neighbours leave as they are', () => {
  test.each([
    'is 10.224.0.4 a node?',
    'kubectl get pods -l k8s-app=cilium -n kube-system',
    'what is azure-cni-networkmonitor?',
    'kubectl get pods -n student-XX -o wide',
    'why is there no kube-proxy?',
    'what is the key idea: is it an overlay?',
    'is NodeNetworkConfig a resource of Cilium?',
    'which version is v1.31.2?',
    'does azure-npm come with k8s 1.30?',
    'is IPv6 possible with a DS2V3?',
  ])('%s', (question) => {
    expect(left(question)).toBe(question);
  });

  test('every word of the lesson, but for its dashes', () => {
    const said = taught.passages.flatMap(({ id, title, aliases, questions, body }) => [
      ...[id, title, ...aliases, ...questions],
      ...body.flatMap((paragraph) => paragraph.split(/(?<=[.?!])\s+/u)),
    ]);
    const plain = (text: string) =>
      text
        .normalize('NFKC')
        .replaceAll(/\p{Pd}/gu, '-')
        .replaceAll(/\s+/gu, ' ')
        .trim();
    const whole = said.map(plain).filter(({ length }) => length <= 300);
    expect(whole.length).toBeGreaterThan(500);
    // Each address of its questions stands in a page too, so that all of them are examples of the lesson.
    expect(whole).toContain('what does 10.224.0.0/16 mean?');
    expect(whole.filter((each) => left(each) !== each)).toEqual([]);
  });

  test('the golden questions, but for addresses and a namespace', () => {
    // What was pasted has names of nodes and Pods, which do not leave.
    const typed = golden.filter(({ kind }) => kind !== 'pasted' && kind !== 'error');
    const changed = typed.map(({ question }) => left(question)).filter((each) => each.includes('['));
    expect(changed.filter((each) => !/\[(?:address|namespace)\]/u.test(each) || each.includes('[removed]'))).toEqual(
      [],
    );
    expect(changed.length).toBeLessThan(10);
  });
});

test('half a secret at the end of what is looked at does not leave', () => {
  // All but 8 of the 2,000 characters that are looked at, and short once it is taken out.
  const filler = `password=${'x'.repeat(1982)}`;
  expect(left(`${filler} ghp_${'a1'.repeat(400)}`)).toBe('[removed]');
});

describe('nothing takes long', () => {
  const long = [
    ...['a', 'a1-', 'a:', '1.', '1-', 'x@', 'x.', '<@', 'a_', 'key ', 'student', 'password', 'http://', '-----BEGIN A'],
    ...['٠', '\ufdfa', '\u00AD', '\n', "password='", '=:'],
  ];
  test.each(long)('a question of a million times %j', (part) => {
    const text = part.repeat(1_000_000 / part.length);
    const started = performance.now();
    for (const question of [text, text.slice(0, 1990)]) left(question);
    expect(performance.now() - started).toBeLessThan(400);
  });

  test.each(['A', 'a ', 'x-', 'cilium '])('the handbook on %j', (part) => {
    const text = part.repeat(20_000 / part.length);
    explainQuestion(taught, 'warm');
    const started = performance.now();
    explainQuestion(taught, text);
    isTypo(text, 'networkpolicy');
    expect(performance.now() - started).toBeLessThan(400);
  });

  test.each(['\n', '```\n', '```json\n', '<think>', '<think></think>', ' ', '\uFEFF'])('a reply of %j', (part) => {
    const text = part.repeat(250_000 / part.length);
    const started = performance.now();
    for (const reply of [text, `\`\`\`json\n${text}x`, `<think>${text}`]) parseJsonReply(reply);
    expect(performance.now() - started).toBeLessThan(400);
  });

  test.each([
    ['fences', '```json\n{"a":1}\n```'],
    ['fences without a language', '```\n{"a":1}```'],
    ['thoughts', ' <think>\n{"b":2}\n</think>\n{"a":1}'],
    ['both', '\uFEFF<think></think>\n```json \n\n{"a":1}\n\n```\n'],
  ])('their healthy neighbour: JSON in %s is read', (_, reply) => {
    expect(parseJsonReply(reply)).toEqual({ a: 1 });
  });
});
