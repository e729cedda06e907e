import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatMinute } from '../../src/model/time.ts';
import { sourceFiles } from '../../tools/source-facts.ts';

test.each(['2026-11-24T16:40:00.000Z', '2026-11-24T16:40:59Z', '2026-11-24T16:40Z'])('%s to the minute', (iso) =>
  expect(formatMinute(iso)).toBe('2026-11-24 16:40 UTC'),
);

// What stands once can be changed once.
test.each([
  ['a time is cut to its minute', /slice\(11, 16\)|slice\(0, 16\)\.replace/u, 'model/time.ts'],
  ['a name is held against RFC 1123', /\{0,61\}/u, 'model/kubernetes-names.ts'],
])('%s in one place', (_, form, place) => {
  const src = join(import.meta.dirname, '../../src');
  const files = sourceFiles(src).filter((file) => form.test(readFileSync(join(src, file), 'utf8')));
  expect(files).toEqual([place]);
});
