// The real lesson with one file changed: each fault is one error that names file and line.
import { describe, expect, test } from 'vitest';
import type { LessonFile } from '../../src/exercise/front-matter.ts';
import { buildLesson } from '../../src/exercise/lesson.ts';
import type { Trouble } from '../../src/model/trouble.ts';
import { lessonFiles } from '../support/lab.ts';

const facts = 'facts: [{ says: f, source: s, checked: 2026-08-21 }]';

/** What is said about the lesson with a file put in place of, or beside, the real one. */
function said(name: string, text: string): string {
  const rest = lessonFiles.filter((file) => file.name !== name);
  return refused([...rest, { name, text }]);
}

/** What is said where some words of a real file are others; `from` must be there. */
function edited(name: string, from: string | RegExp, to: string): string {
  const text = lessonFiles.find((file) => file.name === name)?.text ?? '';
  expect(text).toMatch(from);
  return said(name, text.replace(from, to));
}

function refused(files: readonly LessonFile[]): string {
  try {
    buildLesson(files, '2026-11-24');
    return 'nothing';
  } catch (error) {
    return (error as Trouble).detail.what ?? String(error);
  }
}

describe('a passage', () => {
  test.each([
    ['no front matter', 'hello', '1: needs front matter'],
    ['YAML that is none', '---\nid: a\ntitle: [\n---\nx\n', '3: '],
    ['an unknown field', `---\nid: a\ntitle: A\n${facts}\ncolour: red\n---\nx\n`, '5: front matter: Unrecognized key'],
    ['an id with blanks', `---\ntitle: A\nid: a b\n${facts}\n---\nx\n`, '3: id: must be lower-case'],
    ['an unknown value', `---\nid: a\ntitle: A\nvalues: [weather]\n${facts}\n---\nx\n`, '4: values.0'],
    ['no facts', '---\nid: a\ntitle: A\n---\nx\n', '2: facts: a passage needs the facts'],
    ['an empty list of facts', '---\nid: a\ntitle: A\nfacts: []\n---\nx\n', '4: facts: a passage needs the facts'],
    ['sources without facts', '---\nid: a\ntitle: A\nsources: [s]\n---\nx\n', '2: facts: a passage needs the facts'],
    [
      'a fact without a source',
      '---\nid: a\ntitle: A\nfacts:\n  - says: f\n    checked: 2026-08\n---\nx\n',
      '5: facts.0.source',
    ],
    [
      'a fact that nobody checked',
      '---\nid: a\ntitle: A\nfacts:\n  - says: f\n    source: s\n---\nx\n',
      '5: facts.0.checked: must be a day',
    ],
    ...['soon', '2026-02-30', '2026-13', '2026', '21 August 2026'].map((day): [string, string, string] => [
      `a fact checked on ${day}`,
      `---\nid: a\ntitle: A\nfacts:\n  - says: f\n    source: s\n    checked: ${day}\n---\nx\n`,
      '7: facts.0.checked: must be a day, 2026-08-21, or where it is not known a month',
    ]),
    [
      'a page to read on with that is none',
      `---\nid: a\ntitle: A\nsee: [overlay, x]\n${facts}\n---\nx\n`,
      '4: see: there is no passage "x"',
    ],
    [
      'a day that there is not',
      `---\nid: a\ntitle: A\n${facts}\n---\nIt\n{ends: 2026-02-30}.\n`,
      '7: ends: "2026-02-30" must be a day, 2028-03-31',
    ],
    [
      'a drift without a month',
      `---\nid: a\ntitle: A\n${facts}\ndrift:\n  where: w\n  exercise: e\n  date: soon\n---\nx\n`,
      '8: drift.date: must be a year and a month',
    ],
    ['no text', `---\nid: a\ntitle: A\n${facts}\n---\n`, '1: a passage needs a text'],
    ['an alias twice', `---\nid: a\ntitle: A\naliases: [Kube Net]\n${facts}\n---\nx\n`, '"kube net" already leads to'],
    ['a line that is none', `---\nid: a\ntitle: A\ncovers: [title, x]\n${facts}\n---\nx\n`, '4: covers: there is no'],
    ['a topic that is none', `---\nid: a\ntitle: A\nunder: x\n${facts}\n---\nx\n`, '4: under: there is no topic'],
    ['a part of a part', `---\nid: a\ntitle: A\nunder: ebpf\n${facts}\n---\nx\n`, '4: under: there is no topic'],
  ])('%s', (_, text, what) => {
    const answer = said('passages/zzz.md', text);
    expect(answer).toContain('passages/zzz.md:');
    expect(answer).toContain(what);
  });

  test('a whole one is taken, its paragraphs joined', () => {
    const text = `---\r\nid: a\r\ntitle: A\r\n${facts}\r\n---\r\none\r\ntwo\r\n\r\nthree\r\n`;
    const { passages } = buildLesson([...lessonFiles, { name: 'passages/zzz.md', text }], '2026-11-24');
    expect(passages.find(({ id }) => id === 'a')).toMatchObject({ body: ['one two', 'three'], sources: ['s'] });
  });

  test('each source is named once, and a month is enough where the day is not known', () => {
    const two = '[{ says: f, source: s, checked: 2026-08 }, { says: g, source: s, checked: 2026-08-21 }]';
    const text = `---\nid: a\ntitle: A\nfacts: ${two}\n---\nIt {ends: 2026-11-23}.\n`;
    const { passages } = buildLesson([...lessonFiles, { name: 'passages/zzz.md', text }], '2026-11-24');
    expect(passages.find(({ id }) => id === 'a')).toMatchObject({
      sources: ['s'],
      facts: [{ checked: '2026-08' }, { checked: '2026-08-21' }],
      body: ['It ended on 23 November 2026.'],
    });
  });
});

describe('an outline', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['a gap', '| 10 | kubenet-routes', '| 11 | kubenet-routes', 'lesson.md:14: this row must begin with line 10'],
    ['an id twice', '| kubenet-limit |', '| kubenet-routes |', 'lesson.md:15: a second "kubenet-routes"'],
    ['a cell too few', / \| [^|]*\|\n\| 10 /u, ' |\n| 10 ', 'lesson.md:13: a row has the cells'],
    ['no digits', /\| 10 \| kubenet-routes \| \w{8}/u, '| 10 | kubenet-routes | x', 'lesson.md:14: "x" must be'],
    ['no range', '| 10 |', '| ten |', 'lesson.md:14: "ten" must be a line'],
    ['no id', '| kubenet-routes |', '| Kubenet routes |', 'lesson.md:14: id: must be'],
    [
      'a line without a passage',
      '| kubenet-routes |',
      '| kubenet-ways |',
      'there is no line of lesson.md "kubenet-routes"',
    ],
  ])('%s', (_, from, to, what) => expect(edited('lesson.md', from, to)).toContain(what));

  test('a line that nothing covers is named', () => {
    const bare = edited('passages/kubenet-routes.md', 'covers: [kubenet-routes]', 'covers: []');
    expect(bare).toContain('lesson.md:14: no passage covers "kubenet-routes"');
  });

  test('none at all', () => {
    expect(refused(lessonFiles.filter(({ name }) => name !== 'lesson.md'))).toContain('needs a file lesson.md');
  });
});

describe('the other pages', () => {
  test.each<[string, string, string | RegExp, string, string]>([
    ['a card too few', 'cards/api-endpoint.md', /## pass[\s\S]*(?=## differs)/u, '', ':1: needs a card "## pass"'],
    ['a card that cannot be', 'cards/api-endpoint.md', '## differs', '## fail', ':1: needs a card "## differs"'],
    ['both card and never', 'cards/api-endpoint.md', '  fail:', '  pass: x\n  fail:', '5: "pass" has a card'],
    ['an unknown status', 'cards/api-endpoint.md', '## differs', '## maybe', '"maybe" is none of pass'],
    ['an unknown model', 'cards/pod-cidr-per-node.md', '@ kubenet', '@ kubnet', '"kubnet" is none of kubenet'],
    ['a part too few', 'cards/api-endpoint.md', /Ask: Who[^\n]*/u, '', '10: "## pass" needs "Ask: …"'],
    [
      'no simpler form',
      'cards/api-endpoint.md',
      /Simpler: The name of the server is[^\n]*/u,
      '',
      '10: "## pass" needs "Simpler: …"',
    ],
    ['a part twice', 'cards/api-endpoint.md', /Ask: Who/u, 'Ask: x\n\nAsk: Who', '10: "## pass" has "Ask:" twice'],
    ['a part of no name', 'cards/api-endpoint.md', 'Ask: Who', 'Quiz: Who', 'a paragraph begins with one of Concept'],
    [
      'a passage that is none',
      'cards/api-endpoint.md',
      '[api-server,',
      '[api,',
      ':3: passages: there is no passage "api"',
    ],
    ['a text above the first heading', 'cards/api-endpoint.md', '\n## pass', '\nx\n\n## pass', '10: a text must stand'],
    ['a level too few', 'hints/1.md', '## Where to look', '## Where', '"## Where" is none of The idea'],
    [
      'a level without words',
      'hints/1.md',
      /## The idea\n\n[^#]*/u,
      '## The idea\n\n',
      '6: "## The idea" needs a text',
    ],
    ['a value that is none', 'hints/1.md', '{{addresses}}', '{{weather}}', '{{weather}} is not among the values'],
    ['a value too early', 'hints/1.md', 'Each address', '{{addresses}} Each', '8: {{addresses}} belongs to the last'],
    ['a value not used', 'hints/1.md', 'values: [', 'values: [blocks, ', '3: {{blocks}} is not used'],
    ['no question back', 'hints/1.md', 'and why?', 'and why.', 'must end with a question'],
    [
      'a command that writes',
      'tasks/1.md',
      'kubectl get nodes',
      'kubectl delete nodes',
      '8: steps.0.run: must be one command',
    ],
    ['a second command', 'tasks/1.md', 'nodes -o wide', 'nodes; reboot', '8: steps.0.run: must be one command'],
    ...['\\n', '\\r', '\\u2028', '\\e'].map((sign): [string, string, string, string, string] => [
      `a second command behind ${sign}`,
      'tasks/1.md',
      'run: kubectl get nodes -o wide',
      `run: "kubectl get nodes -o wide${sign}kubectl delete pods --all"`,
      '8: steps.0.run: must be one command',
    ]),
    [
      'a second command in quotes',
      'tasks/1.md',
      'run: kubectl get nodes -o wide',
      `run: "kubectl get nodes -o 'wide\\nkubectl delete pods --all'"`,
      '8: steps.0.run: must be one command',
    ],
    ['a task twice', 'tasks/2.md', 'task: 2', 'task: 1', 'a second file for 1'],
    ['a task that is none', 'tasks/2.md', 'task: 2', 'task: 4', 'tasks/2.md:2: task'],
    [
      'one outcome only',
      'problems/no-configmap.md',
      /( {6}- sees: Forb[\s\S]*?)(?= {2}- run)/u,
      '',
      'commands.0.outcomes',
    ],
    ['a section too few', 'problems/no-egress.md', '## The symptom', '## Symptom', '"## Symptom" is none of'],
    ['a choice too few', 'quiz/predict-api.md', / {2}private: A name[^\n]*\n/u, '', '7: choices: needs "private"'],
    [
      'a choice too many',
      'quiz/predict-api.md',
      '  private: A',
      '  other: x\n  private: A',
      '9: choices: "other" is none',
    ],
    [
      'a choice without its look',
      'quiz/predict-api.md',
      / {2}private: Then[^\n]*\n/u,
      '',
      '10: looks: needs "private"',
    ],
    [
      'a choice without its reason',
      'quiz/predict-api.md',
      / {2}private: It leads[^\n]*\n/u,
      '',
      '13: why: needs "private"',
    ],
    ['a wrong choice without its look', 'quiz/transfer-dns.md', / {2}a: Then[^\n]*\n/u, '', '9: looks: needs "a"'],
    [
      'a right choice with a look',
      'quiz/transfer-dns.md',
      'looks:\n',
      'looks:\n  b: x\n',
      '10: looks: "b" is none of a, c',
    ],
    [
      'a right choice without its reason',
      'quiz/transfer-dns.md',
      '  b: The address works',
      '  a: The address works',
      '12: why: needs "b"',
    ],
    [
      'an own value that is none',
      'quiz/predict-ranges.md',
      '{{addresses}}',
      '{{weather}}',
      'yours: {{weather}} is none of',
    ],
    ['no question after a look', 'quiz/predict-api.md', /after-look:[\s\S]*(?=---\nWhat)/u, '', '2: after-look'],
    [
      'one case alone',
      'quiz/predict-api.md',
      / {4}public:\n[\s\S]*(?=---\nWhat)/u,
      '',
      'cases: needs two values at least',
    ],
    [
      'a case of no value',
      'quiz/predict-api.md',
      '    public:\n',
      '    open:\n',
      '27: cases: "open" is none of public, private',
    ],
    [
      'a case that ends nowhere',
      'quiz/predict-api.md',
      'right: public',
      'right: open',
      '29: right: must be one of the choices',
    ],
    [
      'a theory without its idea',
      'quiz/predict-api.md',
      'idea: api-server\n',
      '',
      '3: idea: a question of the theory names',
    ],
    [
      'an idea that is none',
      'quiz/predict-api.md',
      'idea: api-server',
      'idea: api',
      '4: idea: there is no passage "api"',
    ],
    [
      'an open question without an answer',
      'quiz/transfer-reach.md',
      /parts:\n(?: {2}- .*\n)+/u,
      '',
      '2: needs one of choices, answer and parts',
    ],
    [
      'both parts and an answer',
      'quiz/transfer-reach.md',
      'parts:',
      'answer: { kind: number, from: 3 }\nparts:',
      '2: needs one of choices',
    ],
    ['a part alone', 'quiz/transfer-own-words.md', / {2}- On each[^\n]*\n/u, '', '5: parts'],
    ['right beside parts', 'quiz/transfer-reach.md', 'parts:', 'right: [a]\nparts:', '5: right: belongs to choices'],
    [
      'an answer of no kind',
      'quiz/transfer-formula.md',
      'kind: number',
      'kind: weather',
      'quiz/transfer-formula.md:6: answer.kind',
    ],
    [
      'a range that is none',
      'quiz/transfer-node-block.md',
      'value: 10.244.9.0/24',
      'value: 10.244.9/24',
      '7: answer.value: must be a range',
    ],
    ['a formula of no name', 'quiz/transfer-formula.md', 'formula: node-subnet', 'formula: magic', '7: answer.from'],
    ['an unknown fact', 'quiz/predict-api.md', 'fact: api-name', 'fact: weather', 'quiz/predict-api.md:6: fact'],
    [
      'an explanation that is none',
      'quiz/predict-api.md',
      'public: api-server',
      'public: api',
      '18: explain: there is no passage "api"',
    ],
    ['a right answer that is none', 'quiz/transfer-dns.md', '[b]', '[z]', '14: right: must be one of a, b, c'],
    [
      'a question twice',
      'quiz/transfer-dns.md',
      'id: transfer-dns',
      'id: transfer-vm',
      'quiz/transfer-dns.md:2: "transfer-vm" is already',
    ],
    ['an answer without words', 'quiz/transfer-dns.md', '## Answer', '## Key', '"## Key" is none of Question, Answer'],
  ])('%s', (_, name, from, to, what) => expect(edited(name, from, to)).toContain(what));

  test('a file that is lacking, or stands where none belongs', () => {
    const without = lessonFiles.filter(({ name }) => name !== 'cards/api-endpoint.md');
    expect(refused(without)).toContain('cards needs a file for api-endpoint');
    expect(said('notes/a.md', 'x')).toContain('notes/a.md:1: belongs into one of the folders passages, tasks');
    expect(said('a.md', 'x')).toContain('a.md:1: belongs into one of');
  });

  test('the real one is whole', () => expect(refused(lessonFiles)).toBe('nothing'));
});
