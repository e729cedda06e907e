// Which answers take the place of the message whose button asked: the command says so in its Outcome.
import { describe, expect, test } from 'vitest';
import { replacedMessageOf } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import { memoryBooks } from '../support/books.ts';
import * as clusters from '../support/clusters.ts';
import { offerCalled, press } from '../support/dispatch.ts';
import { bareLab, inside } from '../support/lab.ts';
import { snapshotOf } from '../support/objects.ts';

async function classLab() {
  const books = memoryBooks({ U0ALICE: 'student-07' });
  await books.roster.change('U0CAROL', '2026-11-24T09:00:00.000Z', () => ({
    changes: [{ do: 'ask', claim: 'c1', user: 'U0CAROL', namespace: 'student-09' }],
    result: null,
  }));
  return bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
    ...books,
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) =>
      id === 'U0INGE'
        ? { id, role: 'instructor', namespace: null }
        : { id, role: 'student', namespace: (await books.roster.assignmentOf(id))?.namespace ?? null },
  });
}

async function replaces(user: string, say: string, was?: string) {
  const outcome = await press({ say, by: user, was }, inside(user), await classLab());
  return outcome.replacesMessage ?? null;
}

describe('an answer takes the place of the message whose button asked', () => {
  test('check again, and an instructor’s decision', async () => {
    expect(await replaces('U0ALICE', 'check 2', 'pppppppp')).toBe(true);
    expect(await replaces('U0INGE', 'roster approve c1')).toBe(true);
    expect(await replaces('U0INGE', 'roster refuse c1')).toBe(true);
  });

  test('its healthy neighbours: a check that is no repetition, the roster, other commands, a refusal', async () => {
    expect(await replaces('U0ALICE', 'check 2')).toBe(null);
    expect(await replaces('U0ALICE', 'explain overlay', 'pppppppp')).toBe(null);
    expect(await replaces('U0ALICE', 'walk no-egress')).toBe(null);
    expect(await replaces('U0INGE', 'roster')).toBe(null);
    expect(await replaces('U0ALICE', 'check student-12', 'pppppppp')).toBe(null);
  });

  test('a step of a walk; pressed twice, the second answer comes beside what the first one led to', async () => {
    const lab = await classLab();
    const go = (say: string) => press({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab);
    const say = offerCalled(await go('walk no-egress'), 'Not sure');
    expect((await go(say)).replacesMessage).toBe(true);
    expect((await go(say)).replacesMessage).toBe(false);
  });

  test('a step that nothing happened before takes its place, too', async () => {
    const lab = await classLab();
    const go = (say: string) => press({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab);
    await go('walk no-egress');
    const { answer } = await go('walk same-range');
    const token = answer.kind === 'walking' ? /#\S+/u.exec(JSON.stringify(await go('walk continue')))?.[0] : '';
    const step = (token ?? '').replace(/["\\].*$/u, '');
    expect(step).toMatch(/^#\d+-/u);
    expect((await go(`walk no-egress ${step}`)).replacesMessage).toBe(true);
  });
});

test.each([
  ['roster approve c1', undefined, 'request'],
  ['roster refuse c1', undefined, 'request'],
  ['roster approve', undefined, null],
  ['roster assign @bob student-07', undefined, null],
  ['walk done #1-abc', undefined, 'answer'],
  ['walk saw 2 #1-abc', undefined, 'answer'],
  ['walk no-egress', undefined, null],
  ['check', 'pppppppp', 'answer'],
  ['check', undefined, null],
  ['hint 2', 'pppppppp', null],
  ['chekc', 'pppppppp', null],
])('%s since %s: the replaced message is %s', (text, since, replaced) => {
  expect(replacedMessageOf(parseCommand(text), since)).toBe(replaced);
});
