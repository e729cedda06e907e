import { describe, expect, test } from 'vitest';
import { createShortener } from '../../src/words/short-names.ts';

const nodes = ['aks-nodepool1-17143216-vmss000000', 'aks-nodepool1-17143216-vmss000001'];

describe('names in sentences', () => {
  test('nodes lose the beginning that all share, and still tell apart', () => {
    expect(createShortener(nodes)(`${nodes[0]} and ${nodes[1]} differ`)).toBe('…vmss000000 and …vmss000001 differ');
  });

  test('one node, or nodes that share nothing, stay whole', () => {
    expect(createShortener(nodes.slice(1))(`${nodes[1]} is ready`)).toBe(`${nodes[1]} is ready`);
    expect(createShortener(['n1', 'n2'])('n1 and n2')).toBe('n1 and n2');
  });

  test('a name that fills a screen is cut in its middle', () => {
    const [one, other] = [`web-${'a'.repeat(240)}-1`, `web-${'a'.repeat(240)}-2`];
    const short = createShortener([])(`${one}, ${other}`);
    expect(short).toBe(`${one.slice(0, 20)}…${one.slice(-12)}, ${other.slice(0, 20)}…${other.slice(-12)}`);
    expect(short.length).toBeLessThan(80);
  });

  test('but not where two would read alike, nor an ordinary one', () => {
    const alike = [`web-${'a'.repeat(60)}b${'c'.repeat(20)}`, `web-${'a'.repeat(60)}d${'c'.repeat(20)}`].join(' and ');
    expect(createShortener([])(alike)).toBe(alike);
    expect(createShortener([])('NetworkPolicy/student-07/deny-egress-but-dns')).toContain('deny-egress-but-dns');
  });
});
