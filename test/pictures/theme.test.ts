import { describe, expect, test } from 'vitest';
import { themes } from '../../src/pictures/theme.ts';

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(themes))('%s', (_, theme) => {
  const grounds = [theme.background, theme.card];

  test.each(['ink', 'muted', 'own', 'warn'] as const)('text in %s has 4.5:1 or more', (name) => {
    expect(Math.min(...grounds.map((ground) => contrast(theme[name], ground)))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['node', 'pod', 'line'] as const)('signs and borders in %s have 3:1 or more', (name) => {
    expect(Math.min(...grounds.map((ground) => contrast(theme[name], ground)))).toBeGreaterThanOrEqual(3);
  });
});

test('the measure is WCAG’s', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});
