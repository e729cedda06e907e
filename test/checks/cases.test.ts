// Each file of test/cases/<code>/ is a dump as kubectl prints it: a neighbour that must not fire beside each that must.
// What the inspection says of it stands beside it, for a person to read: `vitest -u` writes, a reviewer decides.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { observeDump } from '../../src/cluster/dump/source.ts';
import { type Finding, findingCodes } from '../../src/model/finding.ts';

const folder = new URL('../cases/', import.meta.url).pathname;
const now = () => new Date('2026-11-24T16:40:00Z');

function said({ status, owner, observed, expected, counted, excluded, evidence, nextStep, ...ids }: Finding): string {
  const numbers = Object.entries(counted).map(([kind, n]) => `${kind} ${n}`);
  return [
    `${status}${owner === null ? '' : `, next: ${owner}`}`,
    observed,
    `expected: ${expected}`,
    `counted: ${numbers.join(', ') || 'nothing'}`,
    ...excluded.map(({ why, count }) => `left out: ${count} ${why}`),
    ...evidence.map(({ command, value }) => `$ ${command}\n  ${value}`),
    `next: ${nextStep}`,
    `theory: ${ids.theory.join(', ')}; problems: ${ids.problems.join(', ')}; drift: ${ids.drift.join(', ')}`,
    '',
  ].join('\n');
}

describe.each(findingCodes)('%s', (code) => {
  const files = readdirSync(`${folder}${code}`).filter((name) => name.endsWith('.yaml'));

  test.each(files)('%s', async (file) => {
    const snapshot = await observeDump([`${folder}${code}/${file}`], 'student-07', now);
    const found = assess(snapshot).findings.find(({ id }) => id === code);
    expect(found?.status === 'pass').toBe(file.startsWith('clean-'));
    const golden = `${folder}${code}/${file.replace('.yaml', '.said.txt')}`;
    await expect(found ? said(found) : '').toMatchFileSnapshot(golden);
  });

  test('has cases of both kinds, and no words without a case', () => {
    const kinds = new Set(files.map((name) => name.split('-', 1)[0]));
    expect([...kinds].sort()).toEqual(['clean', 'hit']);
    const goldens = readdirSync(`${folder}${code}`).filter((name) => name.endsWith('.said.txt'));
    expect(goldens.filter((name) => !files.includes(name.replace('.said.txt', '.yaml')))).toEqual([]);
  });
});
