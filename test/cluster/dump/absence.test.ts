// When `reach` takes a dump at its word that there are no policies in a namespace.
import { describe, expect, test } from 'vitest';
import { mayConcludeAbsence } from '../../../src/cluster/dump/absence.ts';
import { sortDocuments } from '../../../src/cluster/dump/documents.ts';
import { daemonSet, documents, listOf, networkPolicy, pod } from '../../support/objects.ts';

const podIn = (namespace: string) => pod(namespace, 'p', 'n', '10.0.0.1', '10.1.0.1');
const policyIn = (namespace: string) => networkPolicy(namespace, 'np', { podSelector: {} });
const untyped = (...items: readonly unknown[]) => ({ kind: 'List', apiVersion: 'v1', items });
const speaks = (namespace: string, ...values: readonly unknown[]) =>
  mayConcludeAbsence(sortDocuments(documents(...values)), 'NetworkPolicy', namespace);

describe('it speaks for a namespace', () => {
  test.each([
    ['that its policies are of', [listOf('NetworkPolicy', [policyIn('x')])]],
    ['where policies of several were listed', [listOf('NetworkPolicy', [policyIn('y'), policyIn('z')])]],
    ['where one list holds Pods of several and a policy', [untyped(podIn('x'), podIn('y'), policyIn('y'))]],
    [
      'where Pods of several were listed, and policies once',
      [listOf('Pod', [podIn('x'), podIn('y')]), listOf('NetworkPolicy', [policyIn('y')])],
    ],
    ['where objects of several stand alone', [podIn('x'), podIn('y'), policyIn('y')]],
    [
      'where Pods and policies lie in different ones',
      [listOf('Pod', [podIn('x')]), listOf('NetworkPolicy', [policyIn('y')])],
    ],
    [
      'where only DaemonSets came piece by piece',
      [
        listOf('Pod', [podIn('x'), podIn('y')]),
        listOf('NetworkPolicy', [policyIn('y')]),
        listOf('DaemonSet', [daemonSet('a', 1)]),
        listOf('DaemonSet', [daemonSet('b', 1, { namespace: 'calico-system' })]),
      ],
    ],
  ])('%s', (_, values) => expect(speaks('x', ...values)).toBe(true));
});

describe('it does not', () => {
  test.each([
    ['without any list of policies', [listOf('Pod', [podIn('x'), podIn('y')])]],
    ['where kubectl’s list is empty', [untyped(), listOf('Pod', [podIn('x'), podIn('y')])]],
    [
      'where policies came namespace by namespace',
      [listOf('NetworkPolicy', [policyIn('y')]), listOf('NetworkPolicy', [policyIn('z')])],
    ],
    [
      'where Pods came namespace by namespace',
      [listOf('Pod', [podIn('x')]), listOf('Pod', [podIn('y')]), listOf('NetworkPolicy', [policyIn('y')])],
    ],
    [
      'where everything is of another namespace',
      [listOf('Pod', [podIn('y')]), listOf('NetworkPolicy', [policyIn('y')])],
    ],
    [
      'where a page is missing',
      [{ ...listOf('NetworkPolicy', [policyIn('y'), policyIn('z')]), metadata: { continue: 'more' } }],
    ],
  ])('%s', (_, values) => expect(speaks('x', ...values)).toBe(false));
});
