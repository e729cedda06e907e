// Whatever a model replies, nothing is shown that is not authored, and no command is offered that does more than read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { extractsOf } from '../../../src/commands/explain/extracts.ts';
import { describeResult } from '../../../src/commands/explain/result-sources.ts';
import { readModelRoute } from '../../../src/commands/model-route.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import { passageSource, sentencesOf } from '../../../src/exercise/sentences.ts';
import { parseJsonReply } from '../../../src/explain/protocol/reply-schemas.ts';
import { listChoosablePages } from '../../../src/explain/protocol/requests.ts';
import { readQuestionReply, readResultReply } from '../../../src/explain/tutor/choose.ts';
import { findingCodes } from '../../../src/model/finding.ts';
import type { AuthoredSource, SentencePick } from '../../../src/model/sentence-choice.ts';
import { nodeSubnet } from '../../support/clusters.ts';
import { snapshotOf } from '../../support/objects.ts';
import { taught } from '../../support/tutors.ts';

const near = taught.passages
  .filter(({ drift }) => drift === null)
  .slice(0, 12)
  .map(passageSource);
const pages = listChoosablePages(taught, []);
const assessment = assess(await snapshotOf(nodeSubnet, 'student-07'));
const situation = describeResult({ is: 'all' }, assessment, taught);
const context = { model: assessment.network.model, findings: assessment.findings, lesson: taught };
const authored = new Set(
  [
    ...taught.passages.flatMap(({ body }) => body),
    ...Object.values(taught.cards).flatMap(({ cards }) =>
      cards.flatMap(({ concept, why, next }) => [concept, why, next]),
    ),
    ...Object.values(taught.problems).flatMap((each) => [
      ...[each.todo, ...each.supported, ...each.ruledOut, ...each.cannotSee, ...each.lookalike],
    ]),
  ].flatMap(sentencesOf),
);
const allowed = ['check', 'walk', 'reach', 'plan', 'explain', 'hint', 'quiz', 'picture'];
const lab = { lesson: () => taught, namespacePattern: '^student-[a-z0-9-]+$', people: async () => [] };
const question = 'can my Pod web reach api on 8080, and how many addresses take 50 nodes?';

const id = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...near.map((each) => each.id), ...situation.sources.map((each) => each.id)),
  },
  fc.constantFrom(...pages.pages.map((each) => each.id), ...findingCodes.map((code) => `finding/${code}`)),
  fc.constantFrom('passage/', 'passage/__proto__', 'finding/constructor', 'PASSAGE/overlay', 'overlay', ''),
  fc.string({ maxLength: 40 }),
);
const numbers = fc.oneof(
  { weight: 30, arbitrary: fc.array(fc.integer({ min: -2, max: 14 }), { maxLength: 9 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(fc.double(), fc.maxSafeInteger()), { maxLength: 9 }) },
);
const picks = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.record({ page: id, source: id, sentences: numbers }), { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.anything() },
);
const word = fc.oneof(
  fc.constantFrom(...allowed, 'broadcast', 'roster', 'tell', 'join', 'privacy', 'answers', 'progress', 'help', 'notes'),
  fc.constantFrom(
    'web',
    'api',
    '8080',
    '50',
    'nodes',
    'overlay',
    'dns',
    '53',
    '1',
    'no-egress',
    'handoff',
    'this',
    'models',
  ),
  fc.constantFrom('student-12', 'student-12/web', '@U0INGE', 'delete', 'everything', '#1-a', 'with', 'continue'),
  fc.string({ maxLength: 12 }),
);
const route = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('reach web api 8080', 'plan overlay 50 nodes', 'check', 'walk', 'picture', 'quiz'), word)
      .map((words) => words.join(' ').trim()),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', 'reach web dns 53', 'reach web api 8080 tcp', 'explain overlay', 'hint 2'),
  },
  { weight: 1, arbitrary: fc.anything() },
);
const reply = fc.record({
  answerable: fc.oneof({ weight: 5, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.anything() }),
  picks,
  route,
  hand_over: fc.boolean(),
  beyond: fc.boolean(),
  text: fc.string(),
});
const content = fc.oneof(
  { weight: 6, arbitrary: reply.map((each) => JSON.stringify(each)) },
  {
    weight: 2,
    arbitrary: reply.map((each) => `<think>${each.text}</think>\n\`\`\`json\n${JSON.stringify(each)}\n\`\`\``),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: reply.map((each) => JSON.stringify(each).slice(0, -3)) },
);

/** Holds what is shown of picks to what people wrote; how many sentences that is. */
function countAuthored(found: readonly SentencePick[], sources: readonly AuthoredSource[]): number {
  const shown = extractsOf(found, sources, context);
  const sentences = shown.flatMap(({ paragraphs }) => paragraphs.flat());
  expect(shown.length).toBeLessThanOrEqual(2);
  expect(sentences.length).toBeLessThanOrEqual(6);
  expect(sentences.filter((each) => !authored.has(each))).toEqual([]);
  expect(shown.filter(({ title }) => !sources.some((each) => each.title === title))).toEqual([]);
  return sentences.length;
}

describe('50,000 replies', () => {
  test('to a question and to a result: only sentences that people wrote, only commands that read', async () => {
    const seen = { parsed: 0, sentences: 0, results: 0, offers: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        const json = parseJsonReply(text);
        if (json !== null) seen.parsed++;
        const found = readQuestionReply(json, pages, { near });
        seen.sentences += countAuthored(found?.picks ?? [], near);
        seen.results += countAuthored(readResultReply(json, situation.sources)?.picks ?? [], situation.sources);
        const offer = found?.route == null ? null : await readModelRoute(found.route, question, lab);
        if (offer === null) return;
        seen.offers.add(offer.command);
        expect(allowed).toContain(parseCommand(offer.command).command);
        expect(offer.command).not.toMatch(/student|\/|@|#|handoff|continue|this|with|delete/u);
      }),
      { numRuns: 50_000 },
    );
    // The fuzz reaches what it is about.
    expect(seen.parsed).toBeGreaterThan(20_000);
    expect(seen.sentences).toBeGreaterThan(5000);
    expect(seen.results).toBeGreaterThan(5000);
    expect(seen.offers.size).toBeGreaterThan(5);
  }, 180_000);
});
