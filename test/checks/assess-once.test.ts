import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { sourceFiles } from '../../tools/source-facts.ts';
import * as clusters from '../support/clusters.ts';
import { classOf } from '../support/learners.ts';
import { snapshotOf } from '../support/objects.ts';

// Detection and inspection cost most of what a question costs, and two of them in one answer could rest on different
// rules: a request assesses its snapshot once and hands the assessment on.

/** How often something asks a snapshot for its API server while `use` runs: detection and every check ask once each. */
async function lookups(use: (snapshot: Snapshot) => unknown): Promise<number> {
  const snapshot = await snapshotOf(clusters.overlayCilium, 'student-07');
  let count = 0;
  await use({
    ...snapshot,
    get apiHost() {
      count++;
      return snapshot.apiHost;
    },
  });
  return count;
}

/** What a student's commands look up in the snapshot that all of them are answered from. */
const lookupsBy = (...said: readonly string[]) =>
  lookups(async (snapshot) => {
    const observe = async () => snapshot;
    const { say } = classOf(observe, { observe });
    for (const each of said) expect((await say('alice', each)).answer.kind).not.toBe('trouble');
  });

describe('a request assesses its snapshot once', () => {
  test.each([
    'check',
    'check 2',
    'explain pods-outside-node-range',
    'explain overlay',
    'explain your-cluster',
    'hint 1',
    'walk',
    'walk no-egress',
    'quiz',
    'picture',
    'picture models',
  ])('%s', async (said) => {
    expect(await lookupsBy(said)).toBe(await lookups(assess));
  });

  test('a hint with the student’s own values', async () => {
    const before = ['check 1', 'hint 1', 'hint 1 guess the nodes', 'hint 1 guess the Pods', 'hint 1 guess both'];
    const last = 'hint 1 guess two ranges';
    expect((await lookupsBy(...before, last)) - (await lookupsBy(...before))).toBe(await lookups(assess));
  });

  test('reach, which judges no finding, detects the network once', async () => {
    expect(await lookupsBy('reach web 10.0.0.4 443')).toBe(await lookups(detect));
  });

  test('a second assessment or detection would be seen', async () => {
    const once = await lookups(assess);
    expect(await lookups((snapshot) => [assess(snapshot), assess(snapshot)])).toBe(2 * once);
    expect(await lookups((snapshot) => [assess(snapshot), detect(snapshot)])).toBe(once + 1);
  });
});

test('nothing else detects a network', () => {
  const src = join(import.meta.dirname, '../../src');
  const importers = sourceFiles(src).filter((file) =>
    readFileSync(join(src, file), 'utf8').includes('detect/detect.ts'),
  );
  expect(importers).toEqual(['checks/assess.ts', 'commands/reach/evaluate.ts']);
});
