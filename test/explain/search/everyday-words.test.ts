import { describe, expect, test } from 'vitest';
import { createReader } from '../../../src/explain/search/reader.ts';

const read = createReader({ written: ['a label and a selector'], typed: [] });
const sensesOf = (text: string) => read(text).units.flatMap(({ senses }) => senses);
const kindsOf = (text: string) => read(text).units.map(({ kind }) => kind);

describe('what beginners say instead of a term', () => {
  test('may mean several things, and stays the word it is', () => {
    const [mark] = read('marks').units;
    expect(mark?.kind).toBe('plain');
    expect(mark?.senses).toEqual(expect.arrayContaining(['=mark', 'label', 'selector']));
  });

  test('a term is no such word, also where a longer phrase holds it', () => {
    expect(kindsOf('selector')).toEqual(['field']);
    expect(sensesOf('piece of the vnet')).toEqual(expect.arrayContaining(['vnet', 'subnet']));
  });
});

describe('signs', () => {
  test.each(['⊘', '≠', '✓', 'what is ⊘?', 'the ? sign'])('%s is a sign of the check', (text) =>
    expect(sensesOf(text)).toContain('check sign'),
  );

  test('a question mark that ends a question is none', () => expect(sensesOf('a pod ?')).toEqual(['pod']));
});

describe('spoken German', () => {
  test.each([
    ['wie kann ich den bereich vergrößern', 'grow'],
    ['ein paket bleibt hängen', 'timeout'],
    ['muss ich was anlegen', 'deploy'],
    ['wird das paket eingepackt', 'tunnel'],
  ])('%s', (text, concept) => expect(sensesOf(text)).toContain(concept));

  test('a German word that nobody knows is no term of another field', () => {
    expect(kindsOf('warum zwirbelt der knoten')).toEqual(['asking', 'everyday', 'field']);
    expect(kindsOf('why does the node frobnicate')).toContain('foreign');
  });
});

describe('a pasted table', () => {
  const head = 'NAME  READY  STATUS  RESTARTS  AGE  IP  NODE';

  test('is its columns, and what went wrong in its rows', () => {
    expect(read(`${head}\nweb  1/1  Running  0  3m  10.244.1.17  n1`).units).toEqual(read(head).units);
    expect(sensesOf(`${head}\nweb  0/1  ContainerCreating  0  3m  <none>  n1`)).toContain('pending');
  });
});
