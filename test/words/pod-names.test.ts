// Names as sentences have them: short, and still telling apart.
import { describe, expect, test } from 'vitest';
import { listNames, shortenPodNames } from '../../src/words/pod-names.ts';
import { shortReason } from '../../src/words/problem-fact.ts';

const short = (...names: readonly string[]) => names.map(shortenPodNames(names));

describe('names of Pods', () => {
  test.each([
    [
      'what a ReplicaSet adds goes',
      ['student-07/web-7c9d5b6f4-n0t8k', 'student-07/api-7c9d5b6f4-n1t8k'],
      ['web', 'api'],
    ],
    ['what a DaemonSet adds, too', ['kube-system/cilium-x7k2p'], ['cilium']],
    [
      'replicas keep it',
      ['x/web-7c9d5b6f4-n0t8k', 'x/web-7c9d5b6f4-n1t8k'],
      ['web-7c9d5b6f4-n0t8k', 'web-7c9d5b6f4-n1t8k'],
    ],
    ['one name in two namespaces keeps the namespace', ['x/web', 'y/web'], ['x/web', 'y/web']],
    ['a name that somebody chose stays', ['x/web-frontend', 'x/web-0'], ['web-frontend', 'web-0']],
    ['a Service by its name', ['x/svc/shop'], ['shop']],
  ])('%s', (_, names, expected) => {
    expect(short(...names)).toEqual(expected);
  });

  test('what is not among them stays as it is', () => {
    expect(shortenPodNames(['x/web'])('203.0.113.7')).toBe('203.0.113.7');
  });

  test.each([
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b and 3 more'],
  ])('%j in a sentence: %s', (names, expected) => expect(listNames(names)).toBe(expected));
});

describe('a reason in short', () => {
  test.each([
    ['It is so. And more.', 'It is so.'],
    ['All 2 Pods have an address in 192.168.0.0/16.', 'All 2 Pods have an address in 192.168.0.0/16.'],
    [
      'Azure-managed Cilium runs in kube-system: cilium-0, cilium-1, cilium-2, cilium-3, cilium-4, cilium-5, a, b, c, d and 12 more.',
      'Azure-managed Cilium runs in kube-system.',
    ],
  ])('%s', (because, expected) => expect(shortReason(because)).toBe(expected));
});
