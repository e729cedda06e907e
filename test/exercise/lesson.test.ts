import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { reportOn } from '../../src/checks/report.ts';
import { lessonOf } from '../../src/exercise/lesson.ts';
import * as clusters from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import { snapshotOf } from '../support/objects.ts';

const ids = new Set(lesson.passages.map(({ id }) => id));

describe('the lesson', () => {
  test('no theory or drift id of a finding dangles', async () => {
    const reports = await Promise.all(
      Object.values(clusters).map(async (each) => reportOn(await snapshotOf(each), lesson.id)),
    );
    const named = reports.flatMap(({ findings }) => findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
    const declared = Object.values(checks).flatMap(({ theory }) => theory);
    expect([...new Set([...named, ...declared])].filter((id) => !ids.has(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });

  test('a passage is short enough to read at 16:40', () => {
    const words = lesson.passages.map(({ id, body }) => ({ id, words: body.join(' ').split(/\s+/u).length }));
    expect(words.filter((each) => each.words < 20 || each.words > 110)).toEqual([]);
  });

  test('a drift note is a pair: what the exercise says, what newer sources say, with source and date', () => {
    const notes = lesson.passages.filter(({ drift }) => drift !== null);
    expect(notes.map(({ id }) => id)).toEqual([
      'drift-annotations',
      'drift-cilium-models',
      'drift-five-models',
      'drift-formula',
      'drift-kubenet-limit',
      'drift-model-change',
      'drift-networkmonitor',
      'drift-node-limit',
      'drift-pod-cidr',
      'drift-range-proof',
      'drift-windows-agents',
    ]);
    expect(notes.filter(({ sources, drift }) => !sources.join().includes(drift?.date ?? 'none'))).toEqual([]);
    expect(lesson.passages.filter(({ id, drift }) => id.startsWith('drift-') !== (drift !== null))).toEqual([]);
  });
});

const head = { name: 'lesson.md', text: '---\nlesson: x\ntitle: X\n---\n' };
const passage = (text: string, name = 'a.md') => [head, { name, text }];

describe('a broken file is one error with file and line', () => {
  test.each([
    ['no front matter', passage('hello'), 'a.md:1: needs front matter'],
    ['YAML that is none', passage('---\nid: [\n---\nx\n'), 'a.md:'],
    [
      'an unknown field',
      passage('---\nid: a\ntitle: A\nsources: [s]\ncolour: red\n---\nx\n'),
      'a.md:2: front matter: Unrecognized key',
    ],
    ['an id with blanks', passage('---\ntitle: A\nid: a b\nsources: [s]\n---\nx\n'), 'a.md:3: id: must be lower-case'],
    ['an unknown value', passage('---\nid: a\ntitle: A\nvalues: [weather]\nsources: [s]\n---\nx\n'), 'a.md:4: values'],
    ['no sources', passage('---\nid: a\ntitle: A\n---\nx\n'), 'sources'],
    [
      'a drift without a month',
      passage('---\nid: a\ntitle: A\nsources: [s]\ndrift: { where: w, exercise: e, date: soon }\n---\nx\n'),
      'a.md:5: drift',
    ],
    ['no text', passage('---\nid: a\ntitle: A\nsources: [s]\n---\n'), 'a.md:1: a passage needs a text'],
    ['no lesson.md', [], 'needs a file lesson.md'],
    [
      'an alias twice',
      [
        head,
        { name: 'a.md', text: '---\nid: a\ntitle: A\naliases: [z]\nsources: [s]\n---\nx\n' },
        { name: 'b.md', text: '---\nid: b\ntitle: B\naliases: [Z]\nsources: [s]\n---\nx\n' },
      ],
      'b.md:1: "z" already leads to a',
    ],
  ])('%s', (_, files, said) => {
    expect(() => lessonOf(files)).toThrow(said.replaceAll('"', '\\"'));
  });

  test('a whole one is taken, paragraphs joined', () => {
    const { passages } = lessonOf(passage('---\nid: a\ntitle: A\nsources: [s]\n---\none\ntwo\n\nthree\n'));
    expect(passages[0]?.body).toEqual(['one two', 'three']);
  });
});
