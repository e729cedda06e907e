// Whatever a model replies, nothing is shown that is not authored.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonReply } from '../../../src/explain/protocol/reply-schemas.ts';
import { resolveChoice } from '../../../src/explain/tutor/choose.ts';
import { findingCodes } from '../../../src/model/finding.ts';
import { taught } from '../../support/tutors.ts';

const authored = new Set(taught.passages);
const ids = [...taught.passages.map(({ id }) => `passage/${id}`), ...findingCodes.map((code) => `finding/${code}`)];

const id = fc.oneof(
  fc.constantFrom(...ids),
  fc.constantFrom('passage/', 'passage/__proto__', 'finding/constructor', 'PASSAGE/overlay', 'overlay', ''),
  fc.string({ maxLength: 40 }),
);
const reply = fc.record(
  {
    answerable: fc.oneof({ weight: 5, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.anything() }),
    ids: fc.oneof({ weight: 5, arbitrary: fc.array(id, { maxLength: 14 }) }, { weight: 1, arbitrary: fc.anything() }),
    text: fc.string(),
  },
  { requiredKeys: [] },
);
const content = fc.oneof(
  { weight: 5, arbitrary: reply.map((each) => JSON.stringify(each)) },
  {
    weight: 2,
    arbitrary: reply.map((each) => `<think>${each.text}</think>\n\`\`\`json\n${JSON.stringify(each)}\n\`\`\``),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: reply.map((each) => JSON.stringify(each).slice(0, -3)) },
);

test('50,000 replies', () => {
  const seen = { parsed: 0, shown: 0 };
  fc.assert(
    fc.property(content, (text) => {
      const json = parseJsonReply(text);
      if (json !== null) seen.parsed++;
      const found = resolveChoice(taught, json);
      if (found === null) return;
      seen.shown++;
      expect(found.passages.length).toBeLessThanOrEqual(2);
      expect(found.passages.every((passage) => authored.has(passage))).toBe(true);
      if (found.passages.length === 0) expect(findingCodes).toContain(found.finding);
      expect(Object.keys(found).toSorted()).toEqual(
        found.passages.length === 0 ? ['by', 'finding', 'passages'] : ['by', 'passages'],
      );
    }),
    { numRuns: 50_000 },
  );
  // The fuzz reaches what it is about.
  expect(seen.parsed).toBeGreaterThan(20_000);
  expect(seen.shown).toBeGreaterThan(5000);
});
