// Every refusal, with whatever its details end in: a sentence ends once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { troubleAnswer } from '../../src/commands/trouble-words.ts';
import { Trouble, type TroubleKind } from '../../src/model/trouble.ts';

const kinds = Object.keys({
  'unknown-command': true,
  'unknown-task': true,
  'unknown-topic': true,
  'not-taught': true,
  'no-last-topic': true,
  'beyond-lesson': true,
  'unknown-person': true,
  'bad-namespace': true,
  'not-yours': true,
  'not-your-button': true,
  'stale-button': true,
  'stale-form': true,
  'preview-gone': true,
  'instructors-only': true,
  'no-namespace': true,
  'outside-class': true,
  'own-only': true,
  'bad-input': true,
  'bad-config': true,
  'bad-lesson': true,
  stranger: true,
  'no-instructor': true,
  'asked-often': true,
  'has-namespace': true,
  'namespace-taken': true,
  'store-down': true,
  'slack-refused': true,
} satisfies { [K in TroubleKind]: true }) as readonly TroubleKind[];

// Not the dots of a path (NODE:.metadata.name), nor an ellipsis.
const doubled = /(?<!\.)[?:.]\.(?=\s|$)/mu;
const endings = ['what was wrong', 'is the file cut off?', 'column 3:', 'it said so.'];

test.each(kinds)('%s ends its sentences once', (kind) => {
  for (const what of endings) {
    // A word that a person typed is quoted, a list of topics and what went wrong end a sentence.
    const { message, todo } = troubleAnswer(new Trouble(kind, { what, near: what, topics: what, ask: 'yes' }));
    expect(message.length).toBeGreaterThan(5);
    expect(`${message} ${todo}`).not.toMatch(doubled);
  }
});

test('what begins as a sentence ends as one, and what ends as one stays', () => {
  const said = endings.map((what) => troubleAnswer(new Trouble('bad-input', { what })).message);
  expect(said).toEqual(['what was wrong.', 'is the file cut off?', 'column 3.', 'it said so.']);
});

test('nothing that is said of a case ends a sentence twice', () => {
  const folder = join(import.meta.dirname, '..', 'cases');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.said.txt'));
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((name) => doubled.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
});
