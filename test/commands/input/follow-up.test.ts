import { describe, expect, test } from 'vitest';
import { parseFollowUp } from '../../../src/commands/input/follow-up.ts';
import { splitWords } from '../../../src/commands/input/tokenize.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import { golden } from '../../support/golden.ts';
import { lesson } from '../../support/lab.ts';

const read = (text: string) => parseFollowUp(splitWords(text));

describe('a sentence about the last topic', () => {
  test.each([
    ...['simpler', 'Simpler, please!', 'again, simpler', 'can you explain that again simpler', 'in simpler words'],
    ...['noch mal einfacher', 'nochmal einfacher bitte', 'Kannst du das noch mal einfacher erklären?', 'einfacher'],
    ...[
      'what does that mean',
      'What does this mean?',
      "I don't understand",
      'i dont get it',
      'explain it like I am five',
    ],
    ...['das verstehe ich nicht', 'was heißt das?', 'too complicated', 'say that again', 'explain it again please'],
    ...['explain that in other words', 'could you please explain this in plain English', 'what do you mean?'],
  ])('“%s” asks for simpler words', (text) => expect(read(text)).toBe('simpler'));

  test.each([
    ...['why?', 'but why', 'why is that', 'why is it so', 'how come?', 'warum?', 'Warum ist das so?', 'wieso'],
    ...['more', 'tell me more', 'more please', 'can you tell me more about that', 'more details', 'mehr dazu'],
    ...['example?', 'an example please', 'can you give me an example', 'zum Beispiel?', 'hast du ein Beispiel'],
    ...['read on', 'the rest of it', 'explain in more detail'],
  ])('“%s” asks for the rest', (text) => expect(read(text)).toBe('rest'));

  test.each([
    ...['why is spec.podCIDR empty', 'why is that column empty?', 'why no kube-proxy', 'why not', 'more nodes'],
    ...[
      'what does NotFound mean',
      'what does /24 mean',
      'explain overlay',
      'explain overlay simply',
      'simpler overlay',
    ],
    ...['an example of a selector', 'how much more does it cost', 'again no cilium pods', 'what is an example network'],
    ...['warum ist die Spalte leer', 'I do not understand overlay', 'mehr Knoten', 'check', 'help', 'continue', ''],
    ...['why is it so slow today', 'is it simpler than kubenet', 'tell me more about overlay'],
  ])('“%s” is no such sentence', (text) => expect(read(text)).toBeNull());

  test('no question and no name of the lesson, and no golden question, is taken for one', () => {
    const texts = [
      ...lesson.passages.flatMap(({ id, title, aliases, questions }) => [id, title, ...aliases, ...questions]),
      ...golden.filter(({ kind }) => kind !== 'follow-up').map(({ question }) => question),
    ];
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => read(text) !== null)).toEqual([]);
    const followUps = golden.filter(({ kind, question }) => kind === 'follow-up' && read(question) !== null);
    expect(followUps.map(({ question }) => question)).toEqual(['why?', 'can you explain that again simpler']);
  });

  test('a long text is read in no time', () => {
    const long = `please ${'please '.repeat(20_000)}why`;
    expect(read(long)).toBeNull();
    expect(read(`${'please '.repeat(12)}why`)).toBe('rest');
  });
});

test.each(['why?', 'more', 'simpler', 'again, simpler', 'einfacher', 'example?'])('%j alone is for explain', (text) => {
  expect(parseCommand(text)).toEqual({ command: 'explain', words: splitWords(text) });
});

test.each([
  ['quiz', 'quiz'],
  ['walk why', 'walk'],
  ['mroe pods', 'unknown'],
])('%j is for %s', (text, command) => expect(parseCommand(text).command).toBe(command));
