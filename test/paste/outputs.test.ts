import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/paste/read-paste.ts';
import { connections, messages, objects, pastedCases, sumUpPaste, tables } from '../support/pasted-outputs.ts';

const groups = { tables, messages, objects, connections };

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, { text, reads }) => {
    expect(sumUpPaste(readPaste(text))).toEqual(reads);
  });

  test.each(cases.map((each) => [each.name, each] as const))('the neighbour of %s is not read so', (_name, each) => {
    expect(sumUpPaste(readPaste(each.neighbour))).toEqual(each.neighbourReads);
    expect(each.neighbourReads).not.toEqual(each.reads);
  });
});

test('there are enough of them', () => {
  expect(pastedCases.length).toBeGreaterThanOrEqual(60);
});
