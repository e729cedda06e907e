import { describe, expect, test } from 'vitest';
import { valuesOf } from '../../src/commands/values.ts';
import { valueNames } from '../../src/model/lesson.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const shown = async (cluster: Parameters<typeof snapshotOf>[0]) => {
  const [model, ...values] = valuesOf(valueNames, await snapshotOf(cluster));
  return { model: model?.value, values: Object.fromEntries(valueNames.map((name, i) => [name, values[i]?.value])) };
};

describe('a student’s own values', () => {
  test('on an overlay with Cilium', async () => {
    const { model, values } = await shown(clusters.overlayCilium);
    expect(model).toBe('Azure CNI Overlay');
    expect(values.addresses).toContain('your Pod');
    expect(values.agents).toBe('Azure-managed Cilium');
    expect(values.proxy).toContain('No kube-proxy runs');
    expect(values.configmap).toContain('does not exist');
    expect(values.annotations).toContain('none tells the network model');
    expect(values.blocks).toContain('has its own block');
    expect(values['api-name']).not.toBe('');
  });

  test('on a node subnet they are others, and each says something', async () => {
    const { values } = await shown(clusters.nodeSubnet);
    expect(values.proxy).toContain('kube-proxy runs');
    expect(values.blocks).toContain('No node has a block of its own');
    expect(Object.values(values).filter((value) => (value ?? '') === '')).toEqual([]);
  });
});
