// Every finding in every status in which it ends over all clusters of the playground and all cases, as `explain` shows it:
// one golden a finding, short enough to be read aloud. `vitest -u` writes; read it before it is committed.
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { observeDump } from '../../src/cluster/dump/source.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import { runAdmittedCommand } from '../../src/commands/dispatch.ts';
import { commands } from '../../src/commands/index.ts';
import { explainFindings } from '../../src/explain/search/handbook.ts';
import { modelNames } from '../../src/model/display-names.ts';
import type { ExplainAnswer } from '../../src/model/explanation.ts';
import { type FindingCode, findingCodes } from '../../src/model/finding.ts';
import type { Next } from '../../src/model/outcome.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { wrap } from '../../src/report/wrap.ts';
import { bareLab, lesson } from '../support/lab.ts';
import { withReads } from '../support/objects.ts';

type World = { readonly name: string; readonly code: FindingCode | null; readonly snapshot: Snapshot };
type Told = { readonly world: World; readonly answer: ExplainAnswer; readonly next: readonly Next[] };

const home = new URL('..', import.meta.url).pathname;
const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
const now = () => new Date('2026-11-24T16:40:00Z');
const look = (path: string) => observeDump([path], by.namespace, now);
const worlds: World[] = [];

/** A cluster on which every question ends like this. */
function everywhere(snapshot: Snapshot, code: number): Snapshot {
  const names = Object.keys(snapshot.reads) as readonly ReadName[];
  return withReads(
    snapshot,
    Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, code)])),
  );
}

beforeAll(async () => {
  for (const name of readdirSync(`${home}dumps`))
    worlds.push({ name, code: null, snapshot: await look(`${home}dumps/${name}`) });
  const whole = worlds.find(({ name }) => name === 'overlay-cilium')?.snapshot;
  if (!whole) throw new Error('no dump of the overlay');
  worlds.push({ name: 'nothing may be read', code: null, snapshot: everywhere(whole, 403) });
  worlds.push({ name: 'the API is down', code: null, snapshot: everywhere(whole, 500) });
  for (const code of findingCodes)
    for (const file of readdirSync(`${home}cases/${code}`).filter((each) => each.endsWith('.yaml')))
      worlds.push({ name: file.replace('.yaml', ''), code, snapshot: await look(`${home}cases/${code}/${file}`) });
});

async function shown(code: FindingCode): Promise<readonly Told[]> {
  const own = worlds.filter((world) => world.code === null || world.code === code);
  return Promise.all(
    own.map(async (world) => {
      const explain = async (findings: Parameters<typeof explainFindings>[1]) => explainFindings(lesson, findings);
      const { answer, next = [] } = await runAdmittedCommand(
        { command: 'explain', words: [code] },
        by,
        bareLab(async () => world.snapshot, { explainFindings: explain }),
      );
      if (answer.kind !== 'explain') throw new Error(`${code} on ${world.name} was answered with ${answer.kind}`);
      return { world, answer, next };
    }),
  );
}

const modelOf = ({ snapshot }: World) => assess(snapshot).network.model;

/** One wording, with the values of the first world in which it is shown. */
function aloud(all: readonly Told[]): string {
  const [first] = all;
  const card = first?.answer.card;
  if (!first || !card) return '';
  const { explanation, yours } = first.answer;
  const notes = explanation.passages.filter(({ drift }) => drift !== null).map(({ id }) => id);
  const sources = explanation.passages.filter(({ drift }) => drift === null).map(({ id }) => id);
  const models = [...new Set(all.map(({ world }) => modelNames[modelOf(world)]))];
  const lines = [
    `[${card.status}] ${models.join('; ')}`,
    card.observed,
    card.concept,
    card.why,
    `Next: ${card.next}`,
    `Ask: ${card.ask}`,
    `Simpler: ${card.simpler}`,
    ...yours.map(({ label, value }) => `${label}: ${value}`),
    `Passages: ${sources.join(', ')}${notes.length > 0 ? `; newer: ${notes.join(', ')}` : ''}`,
    `Buttons: ${first.next.map(({ label }) => label).join(' | ')}`,
    `In: ${all.map(({ world }) => world.name).join(', ')}`,
  ];
  return lines.map((line) => wrap(line, '')).join('\n');
}

describe.each(findingCodes)('%s', (code) => {
  test('each card that is shown, aloud', async () => {
    const byWording = Map.groupBy(await shown(code), ({ answer: { card } }) => `${card?.status} ${card?.why}`);
    const parts = [...byWording].toSorted(([a], [b]) => a.localeCompare(b)).map(([, all]) => aloud(all));
    await expect(`${parts.join('\n\n')}\n`).toMatchFileSnapshot(`cards/${code}.txt`);
  });

  test('each is a card of its status, and true for its model', async () => {
    expect.hasAssertions();
    for (const { world, answer } of await shown(code)) {
      const { card } = answer;
      const { network, findings } = assess(world.snapshot);
      const found = findings.find(({ id }) => id === code);
      expect([card?.status, card?.observed], world.name).toEqual([found?.status, found?.observed]);
      const own = lesson.cards[code].cards.find((each) => each.why === card?.why && each.status === card.status);
      const special = lesson.cards[code].cards.some(
        ({ status, models }) => status === card?.status && models?.some((each) => each === network.model),
      );
      // The wording for this very model, or the one that holds on every model.
      expect(own?.models?.some((each) => each === network.model) ?? !special, world.name).toBe(true);
    }
  });

  test('what is offered below can be typed, and sources are named', async () => {
    expect.hasAssertions();
    const words = commands.map(({ word }) => word);
    for (const { answer, next } of await shown(code)) {
      expect(next.length).toBeGreaterThan(1);
      expect(next.map(({ command }) => command.split(' ', 1)[0]).filter((word) => !words.includes(word ?? ''))).toEqual(
        [],
      );
      expect(answer.explanation.passages.flatMap(({ sources }) => sources)).not.toEqual([]);
    }
  });
});
