// A student and two instructors talk through netlab: in threads, with buttons, over restarts.
import { describe, expect, test, vi } from 'vitest';
import { claimMs } from '../../src/commands/help-request/conversation.ts';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { KeptAnswers } from '../../src/slack/transport/kept-answers.ts';
import { buttonsOf, direct, pressOn, type Running, start, startOn, top } from '../support/app.ts';
import { handClock } from '../support/hand-clock.ts';

const words = (said: string) => ({ words: { words: { type: 'plain_text_input', value: said } } });
const texts = (running: Running, user: string) => direct(running, user).map(({ text }) => text);
const last = (running: Running, user: string) => direct(running, user).at(-1);
const said = (running: Running, user: string) => texts(running, user).join('\n---\n');
const labels = (running: Running, ts: string) =>
  Object.keys(buttonsOf(running.slack.messages.find((each) => each.ts === ts)?.blocks ?? []));

/** The newest message to somebody that says this; waits for it. */
async function got(running: Running, user: string, text: string) {
  await expect.poll(() => said(running, user)).toContain(text);
  const found = direct(running, user).findLast((each) => each.text.includes(text));
  if (found === undefined) throw new Error(`no message ${text}`);
  return found;
}

/** Fills in the form on top. */
async function fill(running: Running, user: string, text: string): Promise<void> {
  await expect.poll(() => top(running, user)).toBeDefined();
  await running.slack.submit(user, top(running, user)?.id ?? '', text === '' ? {} : words(text));
  await running.slack.closeView(user, top(running, user)?.id ?? '');
}

/** Alice asks from the form, which `ask` opens. */
async function asks(running: Running, text: string, command = 'ask general'): Promise<string> {
  await running.slack.command('U0ALICE', 'C0COURSE', command);
  await fill(running, 'U0ALICE', text);
  return (await got(running, 'U0INGE', 'U0ALICE asks about')).ts;
}

async function answers(running: Running, user: string, ts: string, text: string, label = 'Answer'): Promise<void> {
  await pressOn(running, user, ts, label);
  await fill(running, user, text);
}

const two = { teachers: ['U0INGE', 'U0SAM'] };
const startTwo = (rest: Partial<Lab> = {}) => start(rest, {}, {}, {}, two);
const kept = ({ books }: Running) =>
  JSON.stringify([[...books.kept.conversations.requests], books.kept.conversations.lines]);

describe('a conversation', () => {
  test('there and back three times, by form and in threads; no word of it is kept or looked up', async () => {
    const looked: string[] = [];
    const running = await start({
      explainQuestion: async (question) => {
        looked.push(question);
        return { by: 'handbook', passages: [] };
      },
    });
    const question = await asks(running, 'Why is <!channel> my *Pod* silent?');
    expect(said(running, 'U0INGE')).toContain('Why is &lt;!channel&gt; my *Pod* silent?');
    await got(running, 'U0ALICE', 'I am writing to your instructor now.');
    await answers(running, 'U0INGE', question, 'Look at the policy.');
    const answer = await got(running, 'U0ALICE', 'Look at the policy.');
    expect(labels(running, answer.ts)).toEqual(['Reply', 'Solved', 'Still stuck']);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'what is an overlay, and is it that?', answer.ts);
    const reply = await got(running, 'U0INGE', 'what is an overlay, and is it that?');
    expect(reply.text).toContain('U0ALICE writes about');
    await running.slack.write('U0INGE', 'DU0INGE', 'No, the rule is missing.', reply.ts);
    const second = await got(running, 'U0ALICE', 'No, the rule is missing.');
    await pressOn(running, 'U0ALICE', second.ts, 'Reply');
    await fill(running, 'U0ALICE', 'It works now.');
    await got(running, 'U0INGE', 'It works now.');
    await pressOn(running, 'U0ALICE', second.ts, 'Solved');
    await got(running, 'U0INGE', 'needs no more help here');
    await expect.poll(() => labels(running, question)).toEqual(['Evidence']);
    expect(looked).toEqual([]);
    expect(kept(running)).not.toMatch(/silent|policy\.|overlay|missing|works now/u);
    expect(running.books.kept.conversations.lines).toEqual([]);
    expect(running.notes.join()).not.toMatch(/silent|missing|works now/u);
    expect(running.slack.refusals).toEqual([]);
  });

  test('of a question its evidence is kept for a button, and no word that the student wrote', async () => {
    const keep = vi.spyOn(KeptAnswers.prototype, 'keepAnswer');
    const running = await start();
    const question = await asks(running, 'Why is it silent?');
    const forInge = keep.mock.calls.filter(([, owner]) => owner === 'U0INGE');
    keep.mockRestore();
    expect(JSON.stringify(forInge)).toContain('asks about');
    expect(JSON.stringify(forInge)).not.toContain('silent');
    expect(said(running, 'U0INGE')).toContain('Why is it silent?');
    await pressOn(running, 'U0INGE', question, 'Evidence');
    await expect.poll(() => JSON.stringify(top(running, 'U0INGE') ?? '')).toContain('What I read');
  });

  test('every message arrives once, though Slack delivers its events twice', async () => {
    const running = await start();
    const answer = await (async () => {
      await answers(running, 'U0INGE', await asks(running, 'Why?'), 'So.');
      return got(running, 'U0ALICE', 'So.');
    })();
    const event = {
      ...{ type: 'message', channel_type: 'im', channel: 'DU0ALICE', user: 'U0ALICE', team: 'T0NETLAB' },
      ...{ text: 'Once, please.', ts: '1900000000.000100', thread_ts: answer.ts },
    };
    const deliver = (id: string, own: object) =>
      running.slack.deliver('events_api', { type: 'event_callback', team_id: 'T0NETLAB', event_id: id, event: own });
    await Promise.all([deliver('Ev1', event), deliver('Ev1', event)]);
    // An edit, a deletion, and what the app itself writes there are no words for anybody.
    await deliver('Ev2', { ...event, subtype: 'message_changed', text: 'Edited.' });
    await deliver('Ev3', { ...event, subtype: 'message_deleted', text: 'Deleted.' });
    await deliver('Ev4', { ...event, bot_id: 'B0NETLAB', text: 'My own.' });
    // One that is shown outside of the thread as well is an answer like any other.
    await deliver('Ev5', { ...event, subtype: 'thread_broadcast', text: 'Shown to both.' });
    await got(running, 'U0INGE', 'Shown to both.');
    expect(texts(running, 'U0INGE').filter((text) => text.includes('Once, please.'))).toHaveLength(1);
    expect(said(running, 'U0INGE')).not.toMatch(/Edited|Deleted|My own/u);
  });

  test('old buttons say that it has ended, and lead to a new question', async () => {
    const running = await start();
    const question = await asks(running, 'Why?');
    await answers(running, 'U0INGE', question, 'So.');
    const answer = await got(running, 'U0ALICE', 'So.');
    await pressOn(running, 'U0ALICE', answer.ts, 'Solved');
    await got(running, 'U0ALICE', 'This question is settled.');
    const count = direct(running, 'U0INGE').length;
    await pressOn(running, 'U0ALICE', answer.ts, 'Still stuck');
    const old = await got(running, 'U0ALICE', 'This question was settled before');
    expect(labels(running, old.ts)).toEqual(['Ask my instructor']);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'one more thing', answer.ts);
    await expect.poll(() => last(running, 'U0ALICE')?.text).toContain('so nothing was sent');
    expect(
      direct(running, 'U0INGE')
        .slice(count)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('one more thing');
  });

  test('asking again shows how it stands, and sends nothing', async () => {
    const running = await start();
    await asks(running, 'Why?');
    await expect.poll(async () => (await running.books.helpRequests.open())[0]?.toldAt).not.toBeNull();
    const count = direct(running, 'U0INGE').length;
    await running.slack.command('U0ALICE', 'C0COURSE', 'ich brauche Hilfe');
    await running.slack.waitForMessage(({ ephemeral, text }) => ephemeral && text.includes('Your instructor has it.'));
    expect([running.slack.modals('U0ALICE').length, direct(running, 'U0INGE').length]).toEqual([0, count]);
  });

  test('typed under Messages it is one press to the form, with no list before it', async () => {
    const running = await start();
    await running.slack.write('U0ALICE', 'DU0ALICE', 'I am stuck, please help');
    const { ts } = await got(running, 'U0ALICE', 'Your question is about: the exercise');
    expect(labels(running, ts)).toEqual(['Ask my instructor']);
    await pressOn(running, 'U0ALICE', ts, 'Ask my instructor');
    await fill(running, 'U0ALICE', '');
    await got(running, 'U0INGE', 'U0ALICE asks about: the exercise');
  });

  test('where nobody is reached it says so, keeps no words, and asking again reaches them', async () => {
    const running = await start();
    running.slack.failing.set('chat.postMessage', 'account_inactive');
    await running.slack.command('U0ALICE', 'C0COURSE', 'ask');
    await fill(running, 'U0ALICE', 'Why is it silent?');
    await expect.poll(() => running.books.kept.conversations.lines).toEqual([]);
    expect(running.books.kept.conversations.requests.size).toBe(1);
    running.slack.failing.clear();
    await asks(running, 'Why?');
    expect(await running.books.helpRequests.open()).toHaveLength(1);
  });
});

describe('two instructors', () => {
  test('see who is at it; the second is warned before anything is sent; the message says how it stands', async () => {
    const running = await startTwo();
    const atInge = await asks(running, 'Why?');
    const atSam = (await got(running, 'U0SAM', 'asks about')).ts;
    await pressOn(running, 'U0INGE', atInge, 'Answer');
    await got(running, 'U0SAM', 'Now: U0INGE began to answer at');
    // What the student wrote stays in it, though nobody keeps it.
    expect(last(running, 'U0SAM')?.text).toContain('Why?');
    await pressOn(running, 'U0SAM', atSam, 'Answer');
    await expect.poll(() => JSON.stringify(top(running, 'U0SAM') ?? '')).toContain('Somebody is answering this now.');
    await running.slack.closeView('U0SAM', top(running, 'U0SAM')?.id ?? '');
    await running.slack.write('U0SAM', 'DU0SAM', 'It is the NSG.', atSam);
    const warned = await got(running, 'U0SAM', 'is at this question, too.');
    expect(said(running, 'U0ALICE')).not.toContain('NSG');
    await fill(running, 'U0INGE', 'It is the policy.');
    await got(running, 'U0ALICE', 'It is the policy.');
    await expect.poll(() => labels(running, atSam)).toEqual(['Add an answer', 'Evidence', 'Look myself', 'Solved']);
    await expect.poll(() => labels(running, atInge)).toEqual(['Add an answer', 'Evidence', 'Look myself', 'Solved']);
    await pressOn(running, 'U0SAM', warned.ts, 'Send mine too');
    await got(running, 'U0ALICE', 'It is the NSG.');
    expect(running.slack.refusals).toEqual([]);
  });

  test('still stuck reaches the other one, and a thread the one whose message it hangs on', async () => {
    const running = await startTwo();
    await answers(running, 'U0INGE', await asks(running, 'Why?'), 'So.');
    const answer = await got(running, 'U0ALICE', 'So.');
    const count = direct(running, 'U0INGE').length;
    await pressOn(running, 'U0ALICE', answer.ts, 'Still stuck');
    const passed = await got(running, 'U0SAM', 'U0ALICE is still stuck with');
    await answers(running, 'U0SAM', passed.ts, 'Or so.');
    await got(running, 'U0ALICE', 'Or so.');
    await running.slack.write('U0ALICE', 'DU0ALICE', 'To Inge.', answer.ts);
    await got(running, 'U0INGE', 'To Inge.');
    expect(said(running, 'U0SAM')).not.toContain('To Inge.');
    expect(direct(running, 'U0INGE').length).toBe(count + 1);
  });

  test('a claim that is old is free again, and the message says so', async () => {
    let late = 0;
    const clock = handClock();
    const at = () => new Date(Date.parse('2026-11-24T17:00:00.000Z') + late).toISOString();
    let ids = 0;
    const newIdAndTime = () => {
      ids += 1;
      return { id: `id-${ids}`, at: at() };
    };
    const running = await start({ newIdAndTime }, {}, {}, { clock }, two);
    const atInge = await asks(running, 'Why?');
    await pressOn(running, 'U0INGE', atInge, 'Answer');
    await got(running, 'U0SAM', 'Now: U0INGE began to answer at');
    late = claimMs + 1000;
    clock.pass(60_000);
    await expect.poll(() => said(running, 'U0SAM')).not.toContain('began to answer');
    expect(await running.books.helpRequests.open()).toMatchObject([{ state: 'open', claim: null }]);
  });
});

describe('a line without a thread', () => {
  const awaited = async (looked: string[] = []) => {
    const running = await start({
      explainQuestion: async (question) => {
        looked.push(question);
        return { by: 'handbook', passages: [] };
      },
    });
    await answers(running, 'U0INGE', await asks(running, 'Why?'), 'So.');
    await got(running, 'U0ALICE', 'So.');
    return running;
  };

  test('is asked about, and goes to the instructor by a press; nothing is looked up', async () => {
    const looked: string[] = [];
    const running = await awaited(looked);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'but my address is 10.1.2.3 all the time');
    const { ts } = await got(running, 'U0ALICE', 'Is this for your instructor, or for me?');
    expect(labels(running, ts)).toEqual(['Send to my instructor', 'Look it up in the lesson']);
    expect([looked, kept(running).includes('10.1.2.3')]).toEqual([[], false]);
    await pressOn(running, 'U0ALICE', ts, 'Send to my instructor');
    await got(running, 'U0INGE', 'but my address is 10.1.2.3 all the time');
    expect(looked).toEqual([]);
    // The question has become what came of it.
    await expect.poll(() => said(running, 'U0ALICE')).not.toContain('Is this for your instructor');
  });

  test('is looked up by the other press', async () => {
    const looked: string[] = [];
    const running = await awaited(looked);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'zebra crossings in the lesson');
    const { ts } = await got(running, 'U0ALICE', 'Is this for your instructor, or for me?');
    await pressOn(running, 'U0ALICE', ts, 'Look it up in the lesson');
    await expect.poll(() => looked).toEqual(['zebra crossings in the lesson']);
    expect(said(running, 'U0INGE')).not.toContain('zebra');
  });

  test('its neighbours: a word of netlab’s is one, and without an answer a question is looked up at once', async () => {
    const looked: string[] = [];
    const running = await awaited(looked);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'check 1');
    await got(running, 'U0ALICE', 'Task 1');
    await running.slack.write('U0BOB', 'DU0BOB', 'zebra crossings in the lesson');
    await expect.poll(() => looked).toEqual(['zebra crossings in the lesson']);
  });

  test('after a restart the words are gone: the press says so, and nothing is sent', async () => {
    const running = await awaited();
    await running.slack.write('U0ALICE', 'DU0ALICE', 'but it is not so');
    const { ts } = await got(running, 'U0ALICE', 'Is this for your instructor, or for me?');
    await running.app.stop();
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books)) };
    await pressOn(again, 'U0ALICE', ts, 'Send to my instructor');
    await got(again, 'U0ALICE', 'I do not hold these words any more');
    expect(said(again, 'U0INGE')).not.toContain('but it is not so');
  });
});

describe('a thread', () => {
  test('of a conversation that is not kept any more is never looked up', async () => {
    const looked: string[] = [];
    const running = await start({
      explainQuestion: async (question) => {
        looked.push(question);
        return { by: 'handbook', passages: [] };
      },
    });
    await answers(running, 'U0INGE', await asks(running, 'Why?'), 'So.');
    const answer = await got(running, 'U0ALICE', 'So.');
    running.books.kept.conversations.requests.clear();
    running.books.kept.conversations.posts = [];
    await running.slack.write('U0ALICE', 'DU0ALICE', 'what is an overlay then?', answer.ts);
    await got(running, 'U0ALICE', 'This conversation is not kept any more');
    // Its neighbour: in the thread of an answer of netlab's own a question is one.
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    const help = await got(running, 'U0ALICE', 'I want to');
    running.books.kept.conversations.posts = [];
    await running.slack.write('U0ALICE', 'DU0ALICE', 'zebra crossings then?', help.ts);
    await expect.poll(() => looked).toEqual(['zebra crossings then?']);
  });

  test('while the database does not answer goes nowhere, and says so', async () => {
    const looked: string[] = [];
    const running = await start();
    await answers(running, 'U0INGE', await asks(running, 'Why?'), 'So.');
    const answer = await got(running, 'U0ALICE', 'So.');
    await running.app.stop();
    const down = () => Promise.reject(new Trouble('store-down'));
    const rest: Partial<Lab> = {
      helpRequests: { ...running.books.helpRequests, postAt: down },
      explainQuestion: async (question) => {
        looked.push(question);
        return { by: 'handbook', passages: [] };
      },
    };
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books, rest)) };
    await again.slack.write('U0ALICE', 'DU0ALICE', 'what is an overlay then?', answer.ts);
    await got(again, 'U0ALICE', 'My database does not answer');
    expect([looked, said(again, 'U0INGE').includes('overlay')]).toEqual([[], false]);
  });
});

describe('a restart', () => {
  test('in the middle delivers once, not twice, not never', async () => {
    const running = await start();
    const question = await asks(running, 'Why?');
    // The answer is kept, and the process ends before Slack was asked.
    await running.app.stop();
    const id = (await running.books.helpRequests.open())[0]?.id ?? '';
    const line = {
      kind: 'instructor',
      from: 'U0INGE',
      to: 'U0ALICE',
      words: 'So.',
      at: new Date().toISOString(),
    } as const;
    const change = () =>
      running.books.helpRequests.change(id, (found) => ({
        request: { ...found, state: 'answered', answerers: ['U0INGE'], reply: { by: 'U0INGE', at: line.at } },
        lines: [{ ...line, id: 'line-1' }],
        result: null,
      }));
    await change();
    running.books.kept.conversations.run += 1;
    const second = { slack: running.slack, ...(await startOn(running.slack, running.books)) };
    await got(second, 'U0ALICE', 'So.');
    await expect.poll(() => labels(second, question)).toContain('Add an answer');
    await second.app.stop();
    // It was posted, and the process ended before that was kept.
    const [post] = running.books.kept.conversations.posts.filter(({ kind }) => kind === 'instructor');
    expect(post).toMatchObject({ person: 'U0ALICE', with: 'U0INGE' });
    running.books.kept.conversations.lines = [{ ...line, id: 'line-1', request: id, tried: true, sender: 1 }];
    running.books.kept.conversations.run += 1;
    const third = { slack: running.slack, ...(await startOn(running.slack, running.books)) };
    await expect.poll(() => running.books.kept.conversations.lines).toEqual([]);
    expect(texts(third, 'U0ALICE').filter((text) => text.includes('So.'))).toHaveLength(1);
  });

  /** A question that was posted to an instructor for the first time, and whose process ended before it kept where. */
  const posted = async () => {
    const running = await start();
    await asks(running, 'Why?');
    await running.app.stop();
    const { conversations } = running.books.kept;
    const [id = ''] = conversations.requests.keys();
    const line = {
      id: `${id}:U0INGE`,
      request: id,
      kind: 'ask',
      from: 'U0ALICE',
      to: 'U0INGE',
      words: 'Why?',
    } as const;
    conversations.posts = [];
    const leave = (rest: { readonly id?: string; readonly at?: string } = {}) => {
      conversations.lines = [
        { ...line, at: new Date().toISOString(), ...rest, tried: true, sender: conversations.run },
      ];
      conversations.run += 1;
    };
    const pace = { writes: { firstPauseMs: 5, longestPauseMs: 20, totalMs: 100 } };
    const again = async () => {
      return { slack: running.slack, ...(await startOn(running.slack, running.books, {}, {}, pace)) };
    };
    const askedInge = () => texts(running, 'U0INGE').filter((text) => text.includes('asks about')).length;
    return { running, conversations, leave, again, askedInge };
  };
  const longAgo = '2026-01-01T09:00:00.000Z';

  test('after the first message to somebody finds it, though nothing that is kept says where', async () => {
    const { conversations, leave, again, askedInge } = await posted();
    leave();
    const second = await again();
    await expect.poll(() => conversations.posts).toMatchObject([{ channel: 'DU0INGE', kind: 'ask' }]);
    expect([conversations.lines.length, askedInge()]).toEqual([0, 1]);
    await second.app.stop();
    // Its neighbour: what is not there goes out.
    leave({ id: 'line-2' });
    await again();
    await expect.poll(askedInge).toBe(2);
  });

  test('after days tells the author what did not arrive, deletes it only then, and finds what did', async () => {
    const { running, conversations, leave, again, askedInge } = await posted();
    const unreached = 'I could not reach any instructor.';
    leave({ at: longAgo });
    const second = await again();
    await expect.poll(() => conversations.lines).toEqual([]);
    expect(conversations.posts).toMatchObject([{ kind: 'ask' }]);
    expect(said(running, 'U0ALICE')).not.toContain(unreached);
    await second.app.stop();
    leave({ id: 'line-2', at: longAgo });
    running.slack.failing.set('chat.postMessage', 500);
    const third = await again();
    await expect.poll(() => third.notes.join()).toContain('a remark to U0ALICE failed');
    await third.app.stop();
    expect(conversations.lines).toHaveLength(1);
    running.slack.failing.clear();
    conversations.run += 1;
    const fourth = await again();
    await got(fourth, 'U0ALICE', unreached);
    await expect.poll(() => conversations.lines).toEqual([]);
    expect(askedInge()).toBe(1);
  });

  test('after days says that it does not know, where nobody may look', async () => {
    const { running, conversations, leave, again } = await posted();
    leave({ at: longAgo });
    running.slack.failing.set('conversations.open', 'missing_scope');
    await again();
    await got(running, 'U0ALICE', 'I could not find out whether it arrived');
    await expect.poll(() => conversations.lines).toEqual([]);
  });
});
