// What is written for readers: links and anchors lead somewhere, pictures are shown, and documents stay short.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSourceFacts } from '../tools/source-facts.ts';

const home = join(import.meta.dirname, '..');
const modelLine = 'The model chooses and orders authored sentences; it never words a fact.';

const files = [
  ...['README.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'prompts/README.md'],
  ...readdirSync(join(home, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A document by its path from the root. */
type Texts = Readonly<Record<string, string>>;

const texts: Texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(home, file), 'utf8')]));

/** The text without its blocks of code: a link in them is an example. */
const prose = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```/gmu, '');

/** What links and pictures point at, as it is written; addresses of the web are not looked at. */
function targetsIn(text: string): readonly string[] {
  const found = [...prose(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
  return found.filter((target) => !/^[a-z]+:/u.test(target));
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsIn(text: string): readonly string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links of a document that lead nowhere: the file is not there, or has no such heading. */
function deadLinks(file: string, all: Texts): readonly string[] {
  return targetsIn(all[file] ?? '').filter((target) => {
    const [path = '', anchor] = target.split('#');
    const to = path === '' ? file : join(dirname(file), path);
    if (path !== '' && !existsSync(join(home, to))) return true;
    return anchor !== undefined && !anchorsIn(all[to] ?? '').includes(anchor);
  });
}

const pictures = readdirSync(join(home, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.png'))
  .map((name) => `docs/${name}`);

/** Pictures below `docs` that no document shows or links to. */
function unused(all: Texts): readonly string[] {
  const shown = Object.entries(all).flatMap(([file, text]) => targetsIn(text).map((to) => join(dirname(file), to)));
  return pictures.filter((picture) => !shown.includes(picture));
}

/** The nouns of a vocabulary, each as it is written: `- **A, B / C** — …` has three. */
function entriesIn(text: string): readonly string[] {
  return [...text.matchAll(/^- \*\*([^*]+)\*\*/gmu)].flatMap(([, names = '']) => names.split(/, | \/ /u));
}

/** Entries written as one word with a capital that no source file declares; others are words of the trade. */
function undeclaredEntries(text: string, declared: ReadonlySet<string>): readonly string[] {
  return entriesIn(text).filter((name) => /^\w*[A-Z]\w*$/u.test(name) && !declared.has(name));
}

/** Entries that stand there before, also in other letters: `hint level` is `HintLevel`. */
function repeatedEntries(text: string): readonly string[] {
  const keys = entriesIn(text).map((name) => name.toLowerCase().replaceAll(/[\s-]/gu, ''));
  return entriesIn(text).filter((_, index) => keys.indexOf(keys[index] ?? '') < index);
}

const declared = new Set(
  readSourceFacts(join(home, 'src')).flatMap(({ declaredTypes, exportedNames }) => [
    ...declaredTypes,
    ...exportedNames,
  ]),
);

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('documents', () => {
  test.each(files)('%s: every link leads somewhere', (file) => {
    expect(deadLinks(file, texts)).toEqual([]);
  });

  test('a file or a heading that is not there is named, and its healthy neighbours are not', () => {
    const text =
      '[a](json.md) [b](gone.md) [c](#here) [d](#gone) [e](json.md#gone) [f](https://example.com/gone)\n# Here';
    expect(deadLinks('docs/planted.md', { ...texts, 'docs/planted.md': text })).toEqual([
      'gone.md',
      '#gone',
      'json.md#gone',
    ]);
  });

  test('every picture is shown', () => {
    expect(unused(texts)).toEqual([]);
  });

  test('a picture that nothing shows is named', () => {
    const { 'docs/instructors.md': gone, ...others } = texts;
    expect(gone).toContain('](roster.png)');
    expect(unused(others)).toContain('docs/roster.png');
  });

  test('the README has at most 150 lines, one picture, and says what the model does', () => {
    const readme = texts['README.md'] ?? '';
    expect(linesOf(readme).length).toBeLessThanOrEqual(150);
    expect(readme.match(/!\[/gu)).toHaveLength(1);
    expect(linesOf(readme)).toContain(modelLine);
  });

  test('every noun of the vocabulary stands there once, and what looks like a name of the code is one', () => {
    const vocabulary = texts['docs/vocabulary.md'] ?? '';
    expect(entriesIn(vocabulary).length).toBeGreaterThan(150);
    expect(undeclaredEntries(vocabulary, declared)).toEqual([]);
    expect(repeatedEntries(vocabulary)).toEqual([]);
  });

  test('an entry that nothing declares and one that stands twice are named, and their healthy neighbours are not', () => {
    const text = '- **Snapshot / GoneType** — x\n- **HintLevel** — x\n- **hint level** — x\n- **Pod range** — GoneWord';
    expect(undeclaredEntries(text, declared)).toEqual(['GoneType']);
    expect(repeatedEntries(text)).toEqual(['hint level']);
  });

  test('decisions have an id of their own, a date, and what was refused', () => {
    const entries = (texts['DECISIONS.md'] ?? '').split(/\n(?=\*\*[A-Z]{3}-\d\d\*\*)/u).slice(1);
    expect(entries.length).toBeGreaterThanOrEqual(35);
    expect(entries.length).toBeLessThanOrEqual(60);
    const ids = entries.map((entry) => entry.slice(2, 8));
    expect(new Set(ids).size).toBe(ids.length);
    const whole = /^\*\*[A-Z]{3}-\d\d\*\* · \d{4}-\d\d-\d\d · \*\*[\s\S]+\*Refused:\*/u;
    expect(entries.filter((entry) => !whole.test(entry))).toEqual([]);
  });
});
