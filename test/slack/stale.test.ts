// What comes back from Slack may be old, or forged: then it is said to be so, in a plain sentence. It is never a bug, and
// nothing of it is looked at before the right was asked.
import { describe, expect, test } from 'vitest';
import { startSlack } from '../../src/playground/slack/server.ts';
import { answerFormInTime } from '../../src/slack/forms/answer-in-time.ts';
import { formNames } from '../../src/slack/forms/index.ts';
import { readSubmittedView } from '../../src/slack/forms/submission.ts';
import { createParts } from '../../src/slack/parts.ts';
import { afterwards, base, labFor, settings, start } from '../support/app.ts';
import { saidIn } from '../support/import.ts';
import { inside } from '../support/lab.ts';

/** Hands forms in right at their door; which files were fetched. */
async function formDoor() {
  const slack = await startSlack({ settings });
  afterwards(slack.close);
  const [notes, asked, fetched]: [string[], string[], string[]] = [[], [], []];
  const { context } = createParts({ ...base, apiUrl: slack.apiUrl }, labFor(notes, asked), {});
  const download = async (address: string) => {
    fetched.push(address);
    return 'U0CAROL,student-09';
  };
  const submit = async (user: string, view: unknown) => {
    const answers: unknown[] = [];
    const own = { ...context, download };
    await answerFormInTime(readSubmittedView(view), inside(user), own, async (answer) => answers.push(answer));
    const [answer] = answers;
    const { view: shown, errors } = Object(answer);
    return saidIn(shown) + JSON.stringify(errors ?? {});
  };
  return { submit, fetched, asked, notes };
}

const uploaded = (address: string) => ({
  values: {
    pasted: { pasted: { type: 'plain_text_input', value: null } },
    file: { file: { type: 'file_input', files: [{ id: 'F1', url_private: address }] } },
  },
});

const forInstructors = ['broadcast-draft', 'broadcast-preview', 'answer', 'roster-import', 'roster-preview'];
const forRoster = ['hint-guess', 'policy-trial', 'ask', 'student-reply', 'quiz-answer'];
// Who reads the lesson may hand it in: without a namespace nothing is read of a cluster.
const forReaders = ['paste'];
// Its command asks for its own right.
const forAnyone = ['words'];

test('every form is one of these', () => {
  expect(formNames.toSorted()).toEqual([...forInstructors, ...forRoster, ...forReaders, ...forAnyone].toSorted());
});

describe('the right is asked before anything else', () => {
  test.each(forInstructors)(
    '%s of a student: no file is fetched, and what it carries is not looked at',
    async (name) => {
      const { submit, fetched, asked } = await formDoor();
      const state = uploaded('https://files.slack.com/files-pri/T1-F1/class.csv');
      const view = { id: 'V1', callback_id: name, private_metadata: 'no JSON', state };
      expect(await submit('U0ALICE', view)).toContain('is for instructors');
      expect([fetched, asked]).toEqual([[], []]);
    },
  );

  test.each(forRoster)('%s of somebody on no roster: the same', async (name) => {
    const { submit, fetched, asked } = await formDoor();
    const view = { id: 'V1', callback_id: name, private_metadata: 'no JSON', state: uploaded('https://x.slack.com/a') };
    expect(await submit('U0CAROL', view)).toContain('I do not know which namespace is yours.');
    expect([fetched, asked]).toEqual([[], []]);
  });

  test.each(forReaders)('%s of somebody on no roster: no file is fetched, no cluster is read', async (name) => {
    const { submit, fetched, asked } = await formDoor();
    const values = { output: { output: { type: 'plain_text_input', value: 'curl: (28) Connection timed out' } } };
    const said = await submit('U0CAROL', {
      id: 'V1',
      callback_id: name,
      private_metadata: 'no JSON',
      state: { values },
    });
    expect(said).toContain('The connection ran out of time.');
    expect([fetched, asked]).toEqual([[], []]);
  });

  test('its healthy neighbour, the file of an instructor, is fetched', async () => {
    const { submit, fetched } = await formDoor();
    const address = 'https://files.slack.com/files-pri/T1-F1/class.csv';
    const said = await submit('U0INGE', { id: 'V1', callback_id: 'roster-import', state: uploaded(address) });
    expect(said).toContain('@U0CAROL gets student-09');
    expect(fetched).toEqual([address]);
  });
});

const stale = 'This form is from an older netlab, or was changed on its way, so nothing was done. Open it again';

describe.each(['broadcast-preview', 'answer', 'roster-preview', 'hint-guess', 'policy-trial'])('%s', (name) => {
  test.each([
    '',
    'no JSON',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"id":5,"signature":[],"knew":1}',
    `{"id":"${'x'.repeat(100)}","signature":"s","knew":null}`,
    'check',
    'reach',
    'reach web api 99999',
    '4',
    undefined,
    7,
    { id: 'x' },
  ])('that carries %j is stale', async (carried) => {
    const { submit, notes, asked } = await formDoor();
    const user = forRoster.includes(name) ? 'U0ALICE' : 'U0INGE';
    const view = { id: 'V1', callback_id: name, private_metadata: carried, state: { values: {} } };
    expect(await submit(user, view)).toContain(stale);
    expect([notes, asked]).toEqual([[], []]);
  });
});

test('a form of another name is stale', async () => {
  const { submit, notes } = await formDoor();
  for (const callback_id of ['older-form', 'constructor', '__proto__', '', undefined, null, 5])
    expect(await submit('U0INGE', { id: 'V1', callback_id, private_metadata: '' })).toContain(stale);
  expect(notes).toEqual([]);
});

describe.each(formNames)('fields of %s that are other than they were', (name) => {
  const carried: Readonly<Record<string, string>> = {
    'hint-guess': '1',
    'policy-trial': 'reach web api 80',
    answer: '{"id":"q","knew":null}',
    'roster-preview': '{"id":"d","signature":"s"}',
  };
  test.each([
    undefined,
    null,
    [],
    'x',
    { values: null },
    { values: [] },
    { values: { pasted: null, own: null, file: null } },
    { values: { own: { own: { value: 5 } }, content: { content: { selected_option: { value: 7 } } } } },
    { values: { file: { file: { files: 'x' } }, pasted: { pasted: { value: {} } } } },
    { values: { file: { file: { files: [null, { url_private: 5 }] } } } },
    { values: { content: { content: { selected_option: { value: 'task:9' } } }, audience: { audience: {} } } },
    { values: { content: { content: { selected_option: { value: 'hint:constructor' } } } } },
  ])('%j are no bug', async (state) => {
    const { submit, notes, fetched } = await formDoor();
    const user = forRoster.includes(name) ? 'U0ALICE' : 'U0INGE';
    const said = await submit(user, { id: 'V1', callback_id: name, private_metadata: carried[name] ?? '', state });
    expect(said.length).toBeGreaterThan(20);
    expect(said).not.toContain('Something went wrong');
    expect([notes.join(), fetched]).toEqual([expect.not.stringContaining('bug'), []]);
  });
});

describe('a press', () => {
  const user = { id: 'U0ALICE', team_id: 'T0NETLAB' };
  const whole = {
    container: { type: 'message', channel_id: 'DU0ALICE', message_ts: '1.1', is_ephemeral: false },
    channel: { id: 'DU0ALICE' },
  };
  const button = (more: object) => ({ type: 'button', action_id: 'say:0', block_id: 'b', action_ts: '1', ...more });
  const good = '{"say":"check 1","by":"U0ALICE"}';

  test.each<[string, object, object]>([
    ['without a value', button({}), whole],
    ['whose value is a number', button({ value: 5 }), whole],
    ['whose value is an object', button({ value: { say: 'check', by: '*' } }), whole],
    ['whose value is null', button({ value: 'null' }), whole],
    ['whose words are none', button({ value: '{"say":5,"by":"U0ALICE"}' }), whole],
    ['whose words are too long', button({ value: JSON.stringify({ say: 'x'.repeat(2001), by: '*' }) }), whole],
    ['on what is no button', { ...button({ value: good }), type: 'overflow' }, whole],
    ['of another block, without a value', button({ block_id: 'task-99' }), whole],
    ['without a container', button({}), {}],
    ['whose container is null', button({}), { container: null }],
    ['whose container is none', button({}), { container: 'x', channel: { id: 7 } }],
  ])('%s is from an older netlab', async (_, action, where) => {
    const { slack, notes, asked } = await start();
    await slack.deliver('interactive', { type: 'block_actions', user, trigger_id: '1.a', ...where, actions: [action] });
    const { text } = await slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect(text).toContain('That button is from an older netlab.\nType the command again.');
    expect([notes, asked]).toEqual([[], []]);
  });

  test.each([
    ['of a block of another name', button({ value: good, block_id: 'older' }), whole],
    ['without a container', button({ value: good }), {}],
  ])('%s, whose words are whole, is answered', async (_, action, where) => {
    const { slack, asked } = await start();
    await slack.deliver('interactive', { type: 'block_actions', user, trigger_id: '1.a', ...where, actions: [action] });
    const { text } = await slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect([text.includes('I only read.'), asked]).toEqual([true, ['student-07']]);
  });
});
