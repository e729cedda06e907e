import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-pictures-'));
const dump = ['-n', 'student-07', '--dump', join(import.meta.dirname, '../dumps/overlay-cilium')];
const draw = (file: string, ...words: readonly string[]) => netlab(['picture', ...words, '-o', join(folder, file)]);
const content = (file: string) => readFileSync(join(folder, file));

describe('netlab picture', () => {
  test('draws the map, and prints what it says', async () => {
    const { code, stdout, stderr } = await draw('map.svg', ...dump);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Model: Azure CNI Overlay.');
    expect(String(content('map.svg'))).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/u);
  });

  test('draws a PNG where the name ends so, in capitals too', async () => {
    expect((await draw('map.PNG', 'map', '--theme', 'dark', ...dump)).code).toBe(0);
    expect(content('map.PNG').subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  test('needs no cluster for the models and for a plan', async () => {
    expect((await draw('models.svg', 'models')).stdout).toContain('All addresses are examples.');
    expect((await draw('plan.svg', 'plan', 'node-subnet', '50', 'nodes')).stdout).toContain('Pods (50 × 30) 1,500');
  });

  test.each([
    ['another ending', 'map.gif', dump, 'must end in .svg or .png'],
    ['no ending', 'map', dump, 'must end in .svg or .png'],
    ['another word', 'map.svg', ['maps', ...dump], 'There are map, models and plan'],
    ['a folder that is not there', 'none/map.svg', dump, 'cannot be written'],
    ['a source without a namespace', 'map.svg', dump.slice(2), 'which namespace'],
  ])('%s is wrong usage: one line, and 2', async (_, file, words, says) => {
    const { code, stdout, stderr } = await draw(file, ...words);
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(stderr).toContain(says);
    expect(existsSync(join(folder, 'map.gif'))).toBe(false);
  });
});
