// Words that every object answers to, at every door where text from elsewhere comes in: an answer or a refusal, no crash,
// and no other verdict than without them.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLab } from '../src/app/lab.ts';
import { openDump } from '../src/cluster/dump/source.ts';
import { parseProposedPolicies } from '../src/cluster/proposed-policies.ts';
import { commands } from '../src/commands/index.ts';
import { parseRosterFile, parseRosterLines } from '../src/commands/roster/csv.ts';
import { buildLesson } from '../src/exercise/lesson.ts';
import { parseJsonReply } from '../src/explain/protocol/reply-schemas.ts';
import { listChoosablePages } from '../src/explain/protocol/requests.ts';
import { readQuestionReply } from '../src/explain/tutor/choose.ts';
import type { Person } from '../src/model/person.ts';
import { Trouble } from '../src/model/trouble.ts';
import { blockFaults } from '../src/playground/slack/validate/blocks.ts';
import { answerMessage } from '../src/slack/replies/answer-message.ts';
import { memoryBooks } from './support/books.ts';
import { dispatch, press } from './support/dispatch.ts';
import { checkSchema } from './support/json-schemas/check.ts';
import { inside, lessonFiles } from './support/lab.ts';
import { netlab } from './support/netlab.ts';
import { choosing, taught } from './support/tutors.ts';

const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'] as const;
const folder = mkdtempSync(join(tmpdir(), 'netlab-foreign-'));
const recorded = join(import.meta.dirname, 'dumps', 'overlay-cilium');
const names = readdirSync(recorded);
const time = '2026-11-24T16:40:00.000Z';
const dump = openDump([recorded], { now: () => new Date(time) });

/** What a refusal says, or that there was none; whatever else is thrown is a bug. */
function refusalOf(act: () => unknown): string {
  try {
    act();
    return 'taken';
  } catch (error) {
    if (error instanceof Trouble) return error.detail.what ?? error.kind;
    throw error;
  }
}

describe.each(words)('in Slack: %s', (word) => {
  const books = memoryBooks({ alice: 'student-07' });
  const people: readonly Person[] = [
    { id: 'alice', role: 'student', namespace: 'student-07' },
    { id: 'inge', role: 'instructor', namespace: null },
  ];
  const lab = createLab(
    () => taught,
    (namespace) => dump.observe(namespace),
    {
      ...books,
      survey: dump.survey,
      findPerson: async (id) => people.find((each) => each.id === id) ?? null,
    },
  );
  const alone = [word, `what is a ${word}`, `${word} ${word}`];
  const special = [
    `reach ${word} ${word} ${word}`,
    `reach web api ${word}`,
    `plan ${word} 5 nodes`,
    `plan overlay 5 ${word}`,
    `plan overlay ${word} 5`,
    `quiz answer ${word} ${word}`,
    `quiz predict ${word} ${word}`,
    `roster assign @${word} ${word}`,
    `roster approve ${word}`,
    `walk no-egress ${word}`,
    `walk ${word} ${word} ${word}`,
    `picture plan ${word} 5 nodes`,
  ];
  const said = commands.flatMap(({ word: command }) => [`${command} ${word}`, `${command} 2 ${word}`]);

  test.each([...alone, ...special, ...said])('%s', async (text) => {
    for (const user of ['alice', 'inge', word]) {
      const outcome = await dispatch(text, inside(user), lab);
      const { text: spoken, blocks } = answerMessage(outcome.answer, { next: outcome.next ?? [], by: user });
      expect(blockFaults(blocks)).toEqual([]);
      expect(spoken.length).toBeGreaterThan(10);
    }
  });

  test('a button that says so', async () => {
    const { answer } = await press({ say: word, by: '*', was: word }, inside('alice'), lab);
    expect(answer.kind).toBe('trouble');
  });
});

describe.each(words)('in the terminal: %s', (word) => {
  const source = ['--dump', recorded, '-n', 'student-07'];
  test.each<readonly string[]>([
    [word],
    ['help', word],
    ['check', word, ...source],
    ['check', ...source, '-o', word],
    ['check', '--dump', recorded, '-n', word],
    ['check', `--${word}`],
    ['explain', word],
    ['explain', 'what', 'is', 'a', word],
    ['explain', word, ...source],
    ['walk', word, ...source],
    ['hint', word],
    ['hint', '1', '--rung', word],
    ['quiz', word, ...source],
    ['plan', word, '--nodes', '5'],
    ['plan', 'overlay', '--nodes', word],
    ['plan', 'overlay', '--nodes', '5', '--pod-cidr', word],
    ['picture', word, '-o', join(folder, 'a.svg')],
    ['picture', 'models', '-o', join(folder, `a.${word}`)],
    ['picture', 'models', '--theme', word, '-o', join(folder, 'a.svg')],
    ['reach', ...source, '--from', word, '--to', word, '--port', word],
    [
      'reach',
      ...source,
      '--from',
      `${word}/${word}`,
      '--to',
      `${word}/svc/${word}`,
      '--port',
      word,
      '--protocol',
      word,
    ],
    ['reach', ...source, '--from', 'student-07/web', '--to', '10.0.0.1', '--port', '1', '--semantics', word],
    ['replay', word],
  ])('%j', async (...args) => {
    const { code, stdout, stderr } = await netlab(args);
    expect([0, 2, 3]).toContain(code);
    expect((stdout + stderr).length).toBeGreaterThan(10);
    expect(stderr).not.toMatch(/TypeError|^\s+at /mu);
  });
});

/** The recorded dump with a label, an annotation and a key more on everything that may have them, and objects of such kinds. */
function plantedDump(word: string): string {
  const into = mkdtempSync(join(folder, 'dump-'));
  for (const name of names) {
    const text = readFileSync(join(recorded, name), 'utf8');
    const more = `"${word}": "${word}"`;
    const keyed = text.replaceAll(
      /"(labels|annotations|data)": \{(?=\s*")/gu,
      (_, field: string) => `"${field}": { ${more},`,
    );
    writeFileSync(join(into, name), keyed);
  }
  const object = { apiVersion: `${word}/${word}`, kind: word, metadata: { name: word, namespace: word } };
  const list = { apiVersion: 'v1', kind: `${word}List`, metadata: {}, items: [{ metadata: { name: word } }] };
  const status = { kind: 'Status', code: 403, message: word, details: { kind: word, name: word } };
  writeFileSync(join(into, 'more.json'), JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [object] }));
  writeFileSync(join(into, 'list.json'), JSON.stringify(list));
  writeFileSync(join(into, 'status.json'), JSON.stringify(status));
  return into;
}

// A word that means nothing to any object: what is shown with it must be shown with the others.
const beside = plantedDump('plainword');

async function verdictOf(folder: string) {
  const { code, stdout } = await netlab(['check', '--dump', folder, '-n', 'student-07', '-o', 'json']);
  const { findings, problems, cluster } = checkSchema.parse(JSON.parse(stdout));
  const { model, dataplane, policyEngine } = cluster;
  const statuses = findings.map(({ id, status }) => `${id} ${status}`);
  return {
    code,
    statuses,
    problems: problems.map(({ id, status }) => `${id} ${status}`),
    model,
    dataplane,
    policyEngine,
  };
}

describe.each(words)('in a dump: %s', (word) => {
  const planted = plantedDump(word);
  const own = ['--dump', planted, '-n', 'student-07'];

  test('the verdict is the one with any other word', async () => {
    const found = await verdictOf(planted);
    expect(found.statuses).toHaveLength(8);
    expect(found).toEqual(await verdictOf(beside));
  });

  test.each<readonly string[]>([
    ['walk', ...own],
    ['quiz', '--answers', ...own],
    ['hint', '2', '--rung', '5', ...own],
    ['explain', 'overlay', ...own],
    ['picture', '-o', join(planted, 'map.svg'), ...own],
    ['reach', ...own, '--from', 'student-07/api-7c9d5b6f4-n1t8k', '--to', '203.0.113.7', '--port', '443'],
  ])('%s answers', async (...args) => {
    const { code, stdout } = await netlab(args);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(50);
  });

  test('recorded and replayed', async () => {
    const file = join(planted, 'seen.json.txt');
    const first = await netlab(['check', ...own, '--record', file, '-o', 'json']);
    expect(first.code).toBe(0);
    expect(await netlab(['replay', file, '-o', 'json'])).toEqual(first);
    // A key more in a recorded snapshot: whoever wrote it, it is one line.
    writeFileSync(file, readFileSync(file, 'utf8').replace('"namespace":', `"${word}": {}, "namespace":`));
    const { code, stderr } = await netlab(['replay', file]);
    expect([0, 2]).toContain(code);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(2);
  });
});

describe.each(words)('in files: %s', (word) => {
  const policy = (more: string, kind = 'NetworkPolicy') =>
    `apiVersion: networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: p}\nspec:\n  podSelector: {}\n${more}`;

  test('a policy that lets only Pods of that label out lets out no other', async () => {
    const file = join(folder, `policy-${word}.yaml`);
    const to = (labels: string) => `  podSelector: {matchLabels: ${labels}}\n  policyTypes: [Egress]\n`;
    const asked = ['--from', 'student-07/api-7c9d5b6f4-n1t8k', '--to', '203.0.113.7', '--port', '443', '-o', 'json'];
    const verdictWith = async (labels: string) => {
      writeFileSync(file, policy('').replace('  podSelector: {}\n', to(labels)));
      const { stdout } = await netlab(['reach', '--dump', recorded, '-n', 'student-07', ...asked, '--with', file]);
      return JSON.parse(stdout).verdict;
    };
    expect([await verdictWith('{}'), await verdictWith(`{"${word}": "x"}`)]).toEqual(['denied', 'allowed']);
  });

  test('a policy: as a label it counts, as a kind, a field or an operator it is refused', () => {
    const take = (text: string) => refusalOf(() => parseProposedPolicies(text, 'student-07'));
    expect(take(policy(`  egress: [{to: [{podSelector: {matchLabels: {"${word}": "x"}}}]}]\n`))).toBe('taken');
    expect(take(policy('', word))).toContain('no kind that can be tried');
    expect(take(policy(`  ${word}: {}\n`))).toContain(`no field “spec.${word}”`);
    const expressions = `[{key: a, operator: ${word}, values: [b]}]`;
    expect(take(policy(`  egress: [{to: [{podSelector: {matchExpressions: ${expressions}}}]}]\n`))).toContain(
      'is no operator',
    );
  });

  test('a roster: its columns and its cells', () => {
    expect(parseRosterLines(`user,namespace,${word}\nU0ALICE,student-07,x`)).toEqual([
      expect.objectContaining({ who: { kind: 'id', text: 'U0ALICE' }, namespace: 'student-07' }),
    ]);
    expect(
      refusalOf(() =>
        parseRosterFile(`${word},${word}\n${word},${word}`, 'roster.csv', {
          namespacePattern: '^student-.*$',
          sharing: 1,
        }),
      ),
    ).toContain('roster.csv:1');
  });

  test('a lesson: its front matter', () => {
    const text = `---\nid: a\ntitle: A\nsources: [s]\n${word}: 1\n---\nx\n`;
    const said = refusalOf(() => buildLesson([...lessonFiles, { name: 'passages/zzz.md', text }], time));
    expect(said).toMatch(/^(?:taken$|passages\/zzz\.md:)/u);
    const named = `---\nid: a\ntitle: A\nvalues: [${word}]\naliases: ["${word}"]\nunder: ${word}\nsources: [s]\n---\nx\n`;
    expect(refusalOf(() => buildLesson([...lessonFiles, { name: 'passages/zzz.md', text: named }], time))).toMatch(
      /zzz\.md:\d/u,
    );
  });

  test('what a model replies', () => {
    const reply = choosing(word, `passage/${word}`, `finding/${word}`);
    const read = (text: string) =>
      readQuestionReply(parseJsonReply(text), listChoosablePages(taught, []), { near: [] });
    expect(read(reply)).toBeNull();
    expect(read(choosing().replace('{', `{"${word}":{},`))).toBeNull();
    expect(read(choosing(word, 'passage/overlay'))?.picks).toHaveLength(1);
  });
});
