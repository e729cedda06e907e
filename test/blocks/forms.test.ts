import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { broadcastMessage } from '../../src/blocks/broadcast.ts';
import { canCarryPreview } from '../../src/blocks/broadcast-forms.ts';
import { broadcastReportMessage } from '../../src/blocks/broadcast-report.ts';

import { homeView } from '../../src/blocks/home.ts';
import { assess } from '../../src/checks/assess.ts';
import { statusChangesSince, statusSignatureOf } from '../../src/checks/status-signature.ts';
import { broadcast, reviewBroadcast } from '../../src/commands/broadcast/broadcast.ts';
import { commands } from '../../src/commands/index.ts';
import { homeFor } from '../../src/commands/progress/home.ts';
import type { DeliveryStatus } from '../../src/model/broadcast.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../src/playground/slack/validate/mentions.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { createFormView } from '../../src/slack/replies/form-view.ts';
import { homeWords } from '../../src/words/home.ts';
import * as clusters from '../support/clusters.ts';
import { bareLab, inside, lesson } from '../support/lab.ts';
import { snapshotOf } from '../support/objects.ts';

const inge = { id: 'U0INGE', role: 'instructor', namespace: null } as const;
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    user: `U${String(index).padStart(6, '0')}`,
    namespace: `student-${index}`,
  }));

const labOf = (count: number) =>
  bareLab(() => Promise.reject(new Error('nothing is read')), {
    findPerson: async () => inge,
    people: async () => people(count),
    courseChannel: 'C0COURSE',
  });

async function previewOf(content: string | null, own: string, audience: string, count = 2) {
  const reviewed = await reviewBroadcast({ content, own, audience }, inside('U0INGE'), labOf(count));
  if ('faults' in reviewed) throw new Error(JSON.stringify(reviewed.faults));
  return reviewed.form;
}

describe('forms are within Slack’s limits', () => {
  test('the draft, with every task and passage to choose from', async () => {
    const { form } = await broadcast.run({ by: inge, words: [] }, labOf(300));
    if (!form) throw new Error('no form');
    const view = createFormView(form, 'id');
    expect(viewFaults(view, 'modal')).toEqual([]);
    expect(JSON.stringify(view)).toContain('Everybody on the roster (300)');
  });

  test.each([1, 10, 11, 60, 300, 2000])(
    'a preview to %i people says how many, names ten, and has all names beside them',
    async (count) => {
      const form = await previewOf('task:1', '', 'roster', count);
      const view = createFormView(form, 'id');
      expect(viewFaults(view, 'modal')).toEqual([]);
      const shown = JSON.stringify(view);
      expect(shown.match(/"user_id"/gu)?.length).toBe(Math.min(10, count));
      expect(shown.includes(`All ${count} names`)).toBe(count > 10);
      if (form.kind !== 'broadcast-preview' || form.to.kind !== 'people')
        throw new Error(`no preview but ${form.kind}`);
      // Everybody stands in one of the two.
      expect(form.to.people.filter(({ namespace }) => shown.includes(namespace))).toHaveLength(count);
    },
  );

  test.each(lesson.passages.map(({ id }) => id))('passage %s can be previewed and sent', async (id) => {
    const form = await previewOf(`hint:${id}`, 'x'.repeat(2000), 'channel');
    expect(canCarryPreview(form)).toBe(true);
    expect(viewFaults(createFormView(form, 'id'), 'modal')).toEqual([]);
    expect(blockFaults(broadcastMessage(form.body).blocks)).toEqual([]);
  });

  test('whatever somebody writes', async () => {
    const own = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 600 })
      .filter((text) => text.trim() !== '' && /\P{C}/u.test(text));
    await fc.assert(
      fc.asyncProperty(own, async (text) => {
        const form = await previewOf('task:2', text, 'roster');
        const sent = broadcastMessage(form.body);
        expect(sent.blocks.length).toBeGreaterThan(0);
        expect(viewFaults(createFormView(form, 'id'), 'modal')).toEqual([]);
        expect(blockFaults(sent.blocks)).toEqual([]);
        expect(mentionsIn(sent)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('App Home of a student, an instructor, a stranger', async () => {
    for (const find of [
      async () => inge,
      async () => null,
      async () => ({ id: 'U1', role: 'student', namespace: 'student-07' }) as const,
    ]) {
      const home = await homeFor(inside('U1'), { ...labOf(2), findPerson: find });
      const view = homeView(homeWords(home, 'A note'), 'U1', null);
      expect(JSON.stringify(view)).toContain('A note');
      expect(viewFaults(view, 'home')).toEqual([]);
    }
  });

  test('a report over every fate', async () => {
    const fates: readonly DeliveryStatus[] = ['reached', 'refused', 'unknown', 'waiting'];
    const form = await previewOf('task:1', '', 'roster', 400);
    const announcement = { id: 'b', by: 'U0INGE', at: '2026-11-24', body: form.body, to: form.to };
    const all = people(400).map(({ user }, index) => ({
      to: user,
      fate: fates[index % 4] ?? 'waiting',
      why: index % 8 ? 'a' : 'b',
    }));
    const said = broadcastReportMessage({ announcement, deliveries: all }, 'So it went.');
    expect(blockFaults(said.blocks)).toEqual([]);
    expect(said.text.length).toBeLessThanOrEqual(4000);
  });
});

describe('buttons below an answer', () => {
  const answer = { kind: 'trouble', message: 'x', todo: 'y' } as const;

  test('five short ones are buttons, the others a list; what no list can carry is left out', () => {
    const next = Array.from({ length: 40 }, (_, index) => ({
      label: index < 7 ? `Label ${index}` : 'l'.repeat(100),
      command: `explain ${'w'.repeat(index * 8)}`,
    }));
    const { blocks } = answerMessage(answer, { next, by: 'U0ALICE', was: 'pppppppp' });
    expect(blockFaults(blocks)).toEqual([]);
    const [row, list] = blocks.slice(-2).map((block) => Object(block).elements);
    expect(row.map(({ text }: { text: { text: string } }) => text.text)).toEqual(
      next.slice(0, 5).map(({ label }) => label),
    );
    expect(list[0].options.map(({ value }: { value: string }) => value)).toEqual(
      next.slice(5).flatMap(({ command }) => (command.length <= 150 ? [command] : [])),
    );
  });

  test('what is offered as a button and in the list stands there once', () => {
    const long = { label: 'A label that no button has room for', command: 'explain overlay' };
    const menu = {
      label: 'Choose',
      options: [
        { label: 'Overlay', command: 'explain overlay' },
        { label: 'Other', command: 'explain x' },
      ],
    };
    const { blocks } = answerMessage(answer, { next: [long], menu, by: 'U0ALICE' });
    expect(blockFaults(blocks)).toEqual([]);
    const options = Object(blocks.at(-1)).elements[0].options.map(({ text }: { text: { text: string } }) => text.text);
    expect(options).toEqual([long.label, 'Other']);
  });

  test('without next steps there is no row', () => {
    expect(answerMessage(answer).blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text']);
  });

  test('every command that somebody may press is one that there is', async () => {
    const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), { namespacePattern: '' });
    const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
    const words = commands.map(({ word }) => word);
    const four = commands.filter(({ word }) => ['check', 'walk', 'explain', 'help'].includes(word));
    expect(four).toHaveLength(4);
    for (const command of four) {
      const { next = [], menu } = await command.run({ by, words: [] }, lab);
      const offered = [...next, ...(menu?.options ?? [])];
      expect(offered.length).toBeGreaterThan(0);
      for (const { command: say } of offered) expect(words).toContain(say.split(' ')[0]);
    }
  });
});

describe('signatures', () => {
  const findings = async (cluster: typeof clusters.overlayCilium) =>
    assess(await snapshotOf(cluster, 'student-07')).findings;

  test('the same cluster has no changes, another one names each', async () => {
    const [overlay, kubenet] = [await findings(clusters.overlayCilium), await findings(clusters.kubenet)];
    expect(statusChangesSince(statusSignatureOf(overlay), overlay)).toEqual([]);
    const changes = statusChangesSince(statusSignatureOf(overlay), kubenet);
    expect(changes.length).toBeGreaterThan(0);
    for (const { id, was, is } of changes) {
      expect(overlay.find((each) => each.id === id)?.status).toBe(was);
      expect(kubenet.find((each) => each.id === id)?.status).toBe(is);
    }
  });

  test('what was not looked at did not change; a made-up signature says nothing', async () => {
    const all = await findings(clusters.overlayCilium);
    expect(statusSignatureOf(all.slice(0, 2)).slice(2)).toBe('------');
    expect(statusChangesSince(statusSignatureOf(all.slice(0, 2)), all)).toEqual([]);
    expect(statusChangesSince('zzzzzzzzzzzz', all)).toEqual([]);
    expect(statusChangesSince('', all)).toEqual([]);
  });
});
