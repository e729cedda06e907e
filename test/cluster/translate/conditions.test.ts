import { describe, expect, test } from 'vitest';
import { isAwaitingCni, isReady, networkCondition } from '../../../src/cluster/translate/conditions.ts';

describe('condition Ready', () => {
  const disk = { type: 'DiskPressure', status: 'False' };
  test.each([
    ['True', [disk, { type: 'Ready', status: 'True' }], true],
    ['False', [disk, { type: 'Ready', status: 'False' }], false],
    ['Unknown', [{ type: 'Ready', status: 'Unknown' }], false],
    ['not among them', [disk], false],
    ['without its status', [disk, { type: 'Ready' }], null],
    ['with an empty status', [disk, { type: 'Ready', status: '' }], null],
    ['maybe the one without its type', [disk, { status: 'True' }], null],
    ['no conditions', [], null],
    ['conditions not read', null, null],
  ] as const)('%s', (_, conditions, expected) => {
    expect(isReady(conditions)).toBe(expected);
  });
});

describe('condition NetworkUnavailable', () => {
  const ready = { type: 'Ready', status: 'True' };
  test.each([
    ['True', [ready, { type: 'NetworkUnavailable', status: 'True', reason: 'NoRouteCreated' }], true, 'NoRouteCreated'],
    ['False', [ready, { type: 'NetworkUnavailable', status: 'False', reason: 'RouteCreated' }], false, 'RouteCreated'],
    ['absent: it says nothing', [ready], false, null],
    ['Unknown', [ready, { type: 'NetworkUnavailable', status: 'Unknown' }], null, null],
    ['without its status', [ready, { type: 'NetworkUnavailable', reason: 'x' }], null, 'x'],
    ['maybe the one without its type', [ready, { status: 'True' }], null, null],
    ['conditions not read', undefined, null, null],
  ] as const)('%s', (_, conditions, networkUnavailable, networkReason) => {
    expect(networkCondition(conditions)).toEqual({ networkUnavailable, networkReason });
  });
});

describe('a node without a CNI', () => {
  const message = 'message:Network plugin returns error: cni plugin not initialized';
  test.each([
    ['says so', [{ type: 'Ready', status: 'False', message }], true],
    ['is Ready after all', [{ type: 'Ready', status: 'True', message }], false],
    ['has another trouble', [{ type: 'Ready', status: 'False', message: 'PLEG is not healthy' }], false],
    ['says nothing', null, false],
  ] as const)('%s', (_, conditions, expected) => {
    expect(isAwaitingCni(conditions)).toBe(expected);
  });
});
