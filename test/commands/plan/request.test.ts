import { describe, expect, test } from 'vitest';
import { splitWords } from '../../../src/commands/input/tokenize.ts';
import { parsePlanRequest } from '../../../src/commands/plan/request.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { emptyRequest, percentOf, surgeOf } from '../../support/plans.ts';

const overlay = { ...emptyRequest, model: 'azure-cni-overlay', nodes: 50 };
const web = { name: 'web', nodes: 10, maxPods: 30 };
const db = { name: 'db', nodes: 3, maxPods: 110 };

const parse = (said: string) => parsePlanRequest(splitWords(said));
function refusalOf(said: string): string {
  try {
    parse(said);
  } catch (error) {
    if (error instanceof Trouble) return error.detail.what ?? '';
    throw error;
  }
  return 'taken';
}

describe('the words of a plan', () => {
  test.each([
    ['overlay 50 nodes', overlay],
    ['overlay nodes 50', overlay],
    ['Overlay 50 Nodes', overlay],
    ['overley 50 nodes 110 pods surge 2', { ...overlay, maxPods: 110, surge: surgeOf(2) }],
    ['overlay 50 nodes max-pods 110 2 surge', { ...overlay, maxPods: 110, surge: surgeOf(2) }],
    ['overlay 1 node 30 pods', { ...overlay, nodes: 1, maxPods: 30 }],
    ['overlay 50 nodes peer 10.1.0.0/16 peer 10.2.0.0/16', { ...overlay, peers: ['10.1.0.0/16', '10.2.0.0/16'] }],
    ['traditional 50 nodes', { ...overlay, model: 'azure-cni-node-subnet' }],
    [
      'overlay subnet 10.1.2.3/24 pod-cidr 10.244.0.0/16 service-cidr 10.0.0.0/16',
      { ...overlay, nodes: null, subnet: '10.1.2.0/24', podCidr: '10.244.0.0/16', serviceCidr: '10.0.0.0/16' },
    ],
  ])('%s', (said, request) => {
    expect(parse(said)).toEqual(request);
  });

  test.each(['surge 33%', 'surge 33 %', 'surge 33 percent', '33% surge', '33 % surge', '—surge 33%', 'surge 33％'])(
    'percents: %s',
    (said) => {
      expect(parse(`overlay 50 nodes ${said}`)).toEqual({ ...overlay, surge: percentOf(33) });
      expect(parse(`overlay ${said} 50 nodes`)).toEqual({ ...overlay, surge: percentOf(33) });
    },
  );

  test.each([
    'pool web 10 30 pool db 3 110',
    'pool web:10:30 pool db:3:110',
    'pool web 10 30 pool db:3:110',
    'pool Web 10 nodes 30 pods pool DB 3 nodes 110 pods',
    '—pool web:10:30 —pool db:3:110',
    '“pool” web 10 30 pool “db” 3 110',
  ])('pools: %s', (said) => {
    const both = { ...emptyRequest, model: 'azure-cni-node-subnet', pools: [web, db] };
    expect(parse(`node-subnet ${said}`)).toEqual(both);
    const more = { ...both, surge: percentOf(10), subnet: '10.1.0.0/22' };
    expect(parse(`node-subnet ${said} surge 10% subnet 10.1.0.0/22`)).toEqual(more);
    expect(parse(`node-subnet subnet 10.1.0.0/22 10% surge ${said}`)).toEqual(more);
  });

  test('a pool may be called as an option is', () => {
    expect(parse('overlay pool nodes 3 30 pool surge 4 30').pools.map(({ name }) => name)).toEqual(['nodes', 'surge']);
  });
});

describe('what is refused', () => {
  test.each([
    ['', 'which model'],
    ['banana 5 nodes', 'which model'],
    ['overlay', 'for how many nodes'],
    ['overlay many nodes', 'no part of a plan'],
    ['overlay 0 nodes', 'at least one node'],
    ['overlay 5 nodes subnet 10.0.0/8', 'IPv4 range'],
    ['overlay 5 nodes subnet fd00::/64', 'IPv4 range'],
    ['overlay 5 nodes subnet', '“nothing”'],
    ['overlay 5 nodes please', 'no part of a plan'],
    ['overlay 5 nodes constructor 4', 'no part of a plan'],
    ['overlay 5 nodes __proto__ 4', 'no part of a plan'],
    ['overlay 5 nodes surge', 'surge needs'],
    ['overlay 5 nodes surge 0%', 'surge needs'],
    ['overlay 5 nodes surge 101%', 'surge needs'],
    ['overlay 5 nodes surge 1.5%', 'surge needs'],
    ['overlay 5 nodes surge much', 'surge needs'],
    ['overlay pool', 'a pool is said as'],
    ['overlay pool web', 'whole number'],
    ['overlay pool web 10', 'whole number'],
    ['overlay pool web:10', 'a pool is said as'],
    ['overlay pool web:10:30:4', 'a pool is said as'],
    ['overlay pool :10:30', 'a pool is said as'],
    ['overlay pool web:ten:30', 'whole number'],
    ['overlay pool web:0:30', 'at least one node'],
    ['overlay pool w/eb 3 30', 'a pool is said as'],
    ['overlay 1234567 nodes', 'whole number'],
  ])('“%s”', (said, why) => {
    expect(refusalOf(said)).toContain(why);
  });

  test.each([
    ['nodes 2 max-pods 110 nodes 2 max-pods 30', 'nodes'],
    ['2 nodes 3 nodes', 'nodes'],
    ['2 nodes 110 pods max-pods 30', 'max-pods'],
    ['2 nodes surge 1 surge 10%', 'surge'],
    ['2 nodes surge 1 surge 1', 'surge'],
    ['2 nodes subnet 10.1.0.0/24 subnet 10.2.0.0/24', 'subnet'],
    ['2 nodes pod-cidr 10.1.0.0/24 pod-cidr 10.2.0.0/24', 'pod-cidr'],
    ['2 nodes service-cidr 10.1.0.0/24 service-cidr 10.2.0.0/24', 'service-cidr'],
  ])('a single option that is said twice, never the last one wins: %s', (said, word) => {
    expect(refusalOf(`overlay ${said}`)).toMatch(new RegExp(`^${word} is said twice`, 'u'));
  });

  test.each([
    'pool web 10 30 nodes 3',
    '3 nodes pool web 10 30',
    'pool web 10 30 max-pods 30',
    '30 pods pool web 10 30',
  ])('pools beside nodes or Pods: %s', (said) => {
    expect(refusalOf(`overlay ${said}`)).toContain('a pool says its own nodes and Pods');
  });

  test('two pools of one name, and more than AKS takes', () => {
    expect(refusalOf('overlay pool web 10 30 pool WEB:3:30')).toContain('two pools called web');
    const many = (count: number) => Array.from({ length: count }, (_, i) => `pool p${i} 3 30`).join(' ');
    expect([refusalOf(`overlay ${many(100)}`), refusalOf(`overlay ${many(101)}`)]).toEqual([
      'taken',
      expect.stringContaining('at most 100 pools'),
    ]);
  });
});
