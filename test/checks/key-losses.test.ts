// A key that is not there says nothing: what was concluded with it stays, gets softer, or the input is refused.
// `npm run drill:paths` loses every key of every recorded cluster; here each different path of each of them once.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { absentKeyFor, absentKeys } from '../support/absent-keys.ts';
import { type Judgements, judge } from '../support/judgements.ts';
import {
  documentsWithout,
  type Key,
  keysIn,
  losses,
  type RecordedCluster,
  recordedClusters,
} from '../support/key-losses.ts';

const everyKey = process.env.KEY_LOSSES === 'all';
const soft = new Set(['undetermined', 'not-measurable', 'blocked', 'error', 'unknown']);

/** What is concluded afterwards that is neither what was concluded before nor softer. */
function harder(before: Judgements, after: Judgements): readonly string[] {
  return Object.entries(before).flatMap(([name, was]) => {
    const is = after[name] ?? 'unknown';
    return is === was || soft.has(is) ? [] : [`${name}: ${was} → ${is}`];
  });
}

/** Every key of a cluster, or of each path the last: what a case is about mostly stands behind its neighbours. */
function chosen(cluster: RecordedCluster): readonly Key[] {
  const keys = keysIn(cluster);
  return everyKey ? keys : [...new Map(keys.map((key) => [key.path, key])).values()];
}

type Run = {
  readonly where: string;
  readonly path: string;
  readonly harder: readonly string[];
  readonly refusal: string;
};

async function lose(cluster: RecordedCluster, keys: readonly Key[]): Promise<readonly Run[]> {
  const { judgements, again } = await judge(cluster.documents);
  const runs: Run[] = [];
  for (const key of keys) {
    for (const loss of losses) {
      const after = await again(documentsWithout(cluster, key, loss));
      const where = `${cluster.name}: ${key.path} ${loss} (${key.steps.join('.')})`;
      const refusal = after instanceof Trouble ? (after.detail.what ?? '') : '';
      runs.push({ where, path: key.path, refusal, harder: after instanceof Trouble ? [] : harder(judgements, after) });
    }
  }
  return runs;
}

const folders = [...Map.groupBy(recordedClusters(), ({ folder }) => folder)];
const excused = new Set<string>();
let lost = 0;
let refused = 0;

describe('a lost key', () => {
  test.each(folders)(
    '%s',
    async (_, clusters) => {
      const wrong: string[] = [];
      for (const cluster of clusters) {
        for (const run of await lose(cluster, chosen(cluster))) {
          lost++;
          if (run.refusal !== '') refused++;
          const row = run.harder.length > 0 ? absentKeyFor(run.path) : undefined;
          if (row !== undefined) excused.add(row);
          else if (run.harder.length > 0) wrong.push(`${run.where}: ${run.harder.join(', ')}`);
          if (run.refusal.includes('\n')) wrong.push(`${run.where}: refused in more than one line`);
        }
      }
      expect(wrong).toEqual([]);
    },
    600_000,
  );

  test('is lost often enough, and most inputs are still judged', () => {
    process.stdout.write(`${lost} losses, ${refused} of them refused\n`);
    expect(lost).toBeGreaterThan(7000);
    expect(refused / lost).toBeLessThan(0.4);
  });

  test('the table holds at most 25 rows, and each is needed', () => {
    const idle = absentKeys.filter(({ key }) => !excused.has(key)).map(({ key }) => key);
    // Some are needed only for keys that this run leaves out.
    expect(everyKey ? idle : []).toEqual([]);
    expect(absentKeys.length).toBeLessThanOrEqual(25);
  });
});

describe('the comparison', () => {
  test('another conclusion is harder, a softer one and the same are not', () => {
    expect(harder({ model: 'kubenet', reach: 'denied' }, { model: 'mixed', reach: 'unknown' })).toEqual([
      'model: kubenet → mixed',
    ]);
    expect(harder({ model: 'undetermined' }, { model: 'kubenet' })).toEqual(['model: undetermined → kubenet']);
    expect(harder({ model: 'kubenet', reach: 'denied' }, { model: 'kubenet' })).toEqual([]);
  });
});
