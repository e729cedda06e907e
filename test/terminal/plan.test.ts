import { describe, expect, test } from 'vitest';
import { planSchema } from '../support/json-schemas/plan.ts';
import { netlab } from '../support/netlab.ts';

const plan = (said: string) => netlab(['plan', ...said.split(' ')]);
const json = async (said: string) => planSchema.parse(JSON.parse((await plan(`${said} -o json`)).stdout));
const flatten = (shown: string) => shown.replaceAll(/\s+/gu, ' ');

describe('netlab plan', () => {
  test('two pools that are said as one option twice are refused', async () => {
    const { code, stdout, stderr } = await plan(
      'node-subnet --nodes 2 --max-pods 110 --nodes 2 --max-pods 30 --subnet 10.10.0.0/24',
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--nodes is named twice');
  });

  test('… and as pools they are added up', async () => {
    const { code, stdout } = await plan('node-subnet --pool a:2:110 --pool b:2:30 --subnet 10.10.0.0/24');
    expect(code).toBe(0);
    expect(flatten(stdout)).toContain(
      '2 × 111 + 2 × 31 = 284 of 251 addresses of the node subnet 10.10.0.0/24, 33 too',
    );
  });

  test('fewer than 30 Pods in a pool stand against it', async () => {
    const { code, stdout } = await plan('node-subnet --nodes 2 --max-pods 10');
    expect(code).toBe(0);
    expect(stdout).toContain('What stands against it\n  - AKS wants room for 30 Pods in a pool; 2 × 10 are 20.');
    expect((await plan('node-subnet --nodes 3 --max-pods 10')).stdout).not.toContain('What stands against it');
  });

  test.each([
    'overlay --nodes 3 --nodes 3',
    'overlay --nodes 3 --max-pods 30 --max-pods 40',
    'overlay --nodes 3 --surge 1 --surge 10%',
    'overlay --nodes 3 --subnet 10.1.0.0/24 --subnet 10.2.0.0/24',
    'overlay --nodes 3 --pod-cidr 10.1.0.0/16 --pod-cidr 10.2.0.0/16',
    'overlay --nodes 3 --service-cidr 10.1.0.0/16 --service-cidr=10.2.0.0/16',
    'overlay --nodes 3 -o json --output text',
    'overlay --pool web:3:30 --nodes 3',
    'overlay --pool web:3:30 --max-pods 30',
    'overlay --pool web:3:30 --pool web:4:30',
    'overlay --pool web:3',
    'overlay --pool web',
    'overlay --nodes 3 --surge 101%',
    'overlay --nodes 3 --surge ten',
    'overlay kubenet --nodes 3',
    'overlay',
  ])('%s is wrong usage: 2, and nothing on standard output', async (said) => {
    const { code, stdout, stderr } = await plan(said);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('what may be named several times is', async () => {
    const { request } = await json(
      'overlay --pool web:3:30 --pool db:4:30 --peer 10.8.0.0/16 --peer 10.9.0.0/16 10.10.0.0/16',
    );
    expect(request).toMatchObject({
      pools: [{ name: 'web' }, { name: 'db' }],
      peers: ['10.8.0.0/16', '10.9.0.0/16', '10.10.0.0/16'],
    });
  });

  test('a pool’s option takes one value, so the model may follow it', async () => {
    expect((await json('--pool web:3:30 overlay')).request.model).toBe('azure-cni-overlay');
  });

  test('a surge in percent', async () => {
    const { request, nodesInAll, upgrade } = await json('overlay --nodes 50 --surge 33% --subnet 10.1.0.0/26');
    expect([request.surge, request.surgePercent, nodesInAll, upgrade?.verdict]).toEqual([null, 33, 67, 'does-not-fit']);
  });

  test('what AKS keeps for itself ends as other limits do: named, and 0', async () => {
    const reserved = await plan('overlay --nodes 3 --pod-cidr 172.31.0.0/16');
    const limit = await plan('overlay --nodes 5000');
    expect([reserved.code, limit.code]).toEqual([0, 0]);
    for (const { stdout } of [reserved, limit]) expect(stdout).toContain('What stands against it');
    expect(flatten(reserved.stdout)).toContain('overlaps with 172.31.0.0/16, which AKS keeps for itself');
  });
});
