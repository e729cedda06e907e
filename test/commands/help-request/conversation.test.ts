// A conversation between a student and two instructors, by any sequence of what they do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advanceConversation,
  type ConversationEvent,
  claimHolderOf,
  claimMs,
  hasEnded,
  otherAtIt,
} from '../../../src/commands/help-request/conversation.ts';
import type { NewLine } from '../../../src/model/conversation.ts';
import { conversationStates, type HelpRequest } from '../../../src/model/help-request.ts';

const start = Date.parse('2026-11-24T09:00:00.000Z');
const time = (ms: number) => new Date(start + ms).toISOString();
const instructors = ['U0INGE', 'U0INGO'];
const asked: HelpRequest = {
  id: 'q1',
  user: 'U0ALICE',
  namespace: 'student-07',
  subject: { about: 'general' },
  at: time(0),
  evidence: { readAt: time(0), rows: [], reports: [] },
  toldAt: null,
  state: 'open',
  claim: null,
  answerers: [],
  reply: null,
};

let ids = 0;
/** Takes one step; ids are counted, so that none comes twice. */
function take(request: HelpRequest, event: ConversationEvent, ms = 1000, teachers = instructors) {
  ids += 1;
  return advanceConversation(request, event, { id: `m${ids}`, at: time(ms), instructors: teachers });
}
const follow = (events: readonly ConversationEvent[]) =>
  events.reduce((request, event) => take(request, event).request, asked);
const brief = (lines: readonly NewLine[]) => lines.map(({ kind, from, to, words }) => [kind, from, to, words]);

const inge = (words: string, knew: string | null = null) => ({ do: 'answer', by: 'U0INGE', words, knew }) as const;
const ingo = (words: string, knew: string | null = null) => ({ do: 'answer', by: 'U0INGO', words, knew }) as const;

describe('a conversation', () => {
  test('there and back: a question to all, an answer to the student, a reply to who answered', () => {
    expect(brief(take(asked, { do: 'tell', words: 'Why?' }).lines)).toEqual([
      ['ask', 'U0ALICE', 'U0INGE', 'Why?'],
      ['ask', 'U0ALICE', 'U0INGO', 'Why?'],
    ]);
    const answered = take(asked, inge('So.'));
    expect(brief(answered.lines)).toEqual([['instructor', 'U0INGE', 'U0ALICE', 'So.']]);
    const said = take(answered.request, { do: 'say', words: 'And then?', to: null });
    expect(brief(said.lines)).toEqual([['student', 'U0ALICE', 'U0INGE', 'And then?']]);
  });

  test('a reply goes to the one whose message it answers, though another one answered later', () => {
    const both = follow([inge('So.'), ingo('Or so.', 'U0INGE')]);
    expect(both.answerers).toEqual(['U0INGE', 'U0INGO']);
    expect(brief(take(both, { do: 'say', words: 'x', to: 'U0INGE' }).lines)).toEqual([
      ['student', 'U0ALICE', 'U0INGE', 'x'],
    ]);
    expect(brief(take(both, { do: 'say', words: 'x', to: null }).lines)[0]?.[2]).toBe('U0INGO');
    // Who never answered gets nothing by being named, and who teaches no more neither.
    expect(brief(take(both, { do: 'say', words: 'x', to: 'U0BOB' }).lines)[0]?.[2]).toBe('U0INGO');
    expect(brief(take(both, { do: 'say', words: 'x', to: null }, 0, ['U0INGE']).lines)).toEqual([
      ['student', 'U0ALICE', 'U0INGE', 'x'],
    ]);
  });

  test('who is writing holds the other one up, until they are seen, or for ten minutes', () => {
    const { request } = take(asked, { do: 'claim', by: 'U0INGE' }, 0);
    expect([request.state, claimHolderOf(request, time(claimMs - 1)), claimHolderOf(request, time(claimMs))]).toEqual([
      'claimed',
      'U0INGE',
      null,
    ]);
    expect(take(request, { do: 'claim', by: 'U0INGO' }).result).toBe('busy');
    expect(take(request, ingo('Mine.'))).toMatchObject({ result: 'busy', lines: [], request });
    expect(take(request, ingo('Mine.', 'U0INGE')).request).toMatchObject({ state: 'answered', claim: null });
    expect(take(request, { do: 'claim', by: 'U0INGO' }, claimMs).request.claim?.by).toBe('U0INGO');
    expect([take(request, { do: 'release' }).result, take(request, { do: 'release' }, claimMs).request.state]).toEqual([
      'same',
      'open',
    ]);
  });

  test('an answer to what was answered warns first; its neighbour, who answered, goes on', () => {
    const answered = follow([inge('So.')]);
    expect(take(answered, ingo('Mine.'))).toMatchObject({ result: 'busy', lines: [] });
    expect(take(answered, ingo('Mine.', 'U0INGE')).result).toBe('done');
    expect(take(answered, inge('And.')).result).toBe('done');
    expect([otherAtIt(answered, 'U0INGO', time(0)), otherAtIt(answered, 'U0INGE', time(0))]).toEqual(['U0INGE', null]);
  });

  test('still stuck goes to the others, without a warning for them; where there is none, back to who answered', () => {
    const { request, lines } = take(follow([inge('So.')]), { do: 'stuck' });
    expect([request.state, brief(lines)]).toEqual(['still-stuck', [['passed', 'U0ALICE', 'U0INGO', null]]]);
    expect(take(request, ingo('Try this.')).result).toBe('done');
    expect(brief(take(follow([inge('So.')]), { do: 'stuck' }, 0, ['U0INGE']).lines)).toEqual([
      ['passed', 'U0ALICE', 'U0INGE', null],
    ]);
    expect(take(follow([inge('So.')]), { do: 'stuck' }, 0, [])).toMatchObject({ result: 'nobody', lines: [] });
    expect(take(asked, { do: 'stuck' }).result).toBe('same');
  });

  test('both can end it, each tells the other, and then every button says so', () => {
    const answered = follow([inge('So.')]);
    expect(brief(take(answered, { do: 'withdraw' }).lines)).toEqual([['ended', 'U0ALICE', 'U0INGE', null]]);
    expect(brief(take(answered, { do: 'solve', by: 'U0INGO' }).lines)).toEqual([
      ['ended', 'U0INGO', 'U0ALICE', null],
      ['ended', 'U0INGO', 'U0INGE', null],
    ]);
    expect([take(answered, { do: 'withdraw' }).request.state, take(asked, { do: 'withdraw' }).request.state]).toEqual([
      'solved',
      'withdrawn',
    ]);
  });
});

const person = fc.constantFrom('U0INGE', 'U0INGO');
const knew = fc.constantFrom(null, 'U0INGE', 'U0INGO');
const words = fc.string({ minLength: 1, maxLength: 5 });
const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({ do: fc.constant('tell' as const), words: fc.option(words) }),
  fc.record({ do: fc.constant('claim' as const), by: person }),
  fc.record({ do: fc.constant('release' as const) }),
  fc.record({ do: fc.constant('answer' as const), by: person, words, knew }),
  fc.record({ do: fc.constant('say' as const), words, to: fc.constantFrom(null, 'U0INGE', 'U0INGO', 'U0BOB') }),
  fc.record({ do: fc.constant('stuck' as const) }),
  fc.record({ do: fc.constant('solve' as const), by: person }),
  fc.record({ do: fc.constant('withdraw' as const) }),
);
/** What was done, how much time went by, and who taught then. */
const step = fc.record({
  event,
  pauseMs: fc.constantFrom(0, 1000, claimMs),
  teachers: fc.constantFrom(instructors, instructors, ['U0INGO'], []),
});
const steps = fc.array(step, { maxLength: 25, size: 'max' });

describe('any sequence of what they do', () => {
  test('tells nobody else, nobody their own words, nothing twice; ends for good, and never sticks', () => {
    const counted = { lines: 0, ended: 0, busy: 0 };
    fc.assert(
      fc.property(steps, (all) => {
        let [request, now] = [asked, 0];
        const sent: NewLine[] = [];
        for (const { event: each, pauseMs, teachers } of all) {
          now += pauseMs;
          const before = request;
          const { request: after, lines, result } = take(before, each, now, teachers);
          if (hasEnded(before)) expect([after, lines, result]).toEqual([before, [], 'ended']);
          if (result !== 'done') expect([after, lines]).toEqual([before, []]);
          if (result === 'busy') counted.busy += 1;
          for (const { from, to, kind } of lines) {
            expect(from).not.toBe(to);
            expect(['U0ALICE', ...teachers]).toContain(to);
            if (kind === 'instructor') expect([from, to]).toEqual(['by' in each ? each.by : '', 'U0ALICE']);
            if (kind === 'student' || kind === 'ask' || kind === 'passed') expect(from).toBe('U0ALICE');
          }
          sent.push(...lines);
          // What it is about, and whose it is, never changes; everybody is named as what they are.
          expect([after.user, after.subject, after.at]).toEqual([asked.user, asked.subject, asked.at]);
          expect(conversationStates).toContain(after.state);
          expect((after.state === 'claimed') === (after.claim !== null)).toBe(true);
          if (after.state === 'answered') expect(after.answerers.at(-1)).toBe(after.reply?.by);
          expect(new Set(after.answerers).size).toBe(after.answerers.length);
          request = after;
        }
        expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
        counted.lines += sent.length;
        if (hasEnded(request)) counted.ended += 1;
        else {
          // Whatever was before, an instructor who looks gets an answer through, and the student ends it.
          const knows = otherAtIt(request, 'U0INGO', time(now));
          const answered = take(request, ingo('At last.', knows), now);
          expect([answered.result, answered.request.state]).toEqual(['done', 'answered']);
          expect(take(answered.request, { do: 'withdraw' }, now).request.state).toBe('solved');
        }
      }),
      { numRuns: 1500 },
    );
    expect(counted.lines).toBeGreaterThan(1000);
    expect(counted.ended).toBeGreaterThan(100);
    expect(counted.busy).toBeGreaterThan(100);
  });
});
