import { expect, test } from 'vitest';
import { createDailyBudget } from '../../../src/explain/tutor/daily-budget.ts';

const dayMs = 24 * 60 * 60_000;

test('what is reserved is not there for others, but for the question that reserved it', () => {
  const budget = createDailyBudget(1, () => 0);
  expect(budget.isExhausted()).toBe(false);
  const reservation = budget.reserve();
  expect([budget.isExhausted(), reservation.isExhausted()]).toEqual([true, false]);
  reservation.release();
  reservation.release();
  expect(budget.isExhausted()).toBe(false);
});

test('what is spent is gone until the next day begins', () => {
  let now = 5;
  const budget = createDailyBudget(2, () => now);
  const reservation = budget.reserve();
  reservation.spend();
  expect(budget.isExhausted()).toBe(false);
  reservation.spend();
  reservation.release();
  expect(budget.isExhausted()).toBe(true);
  now = dayMs + 4;
  expect(budget.isExhausted()).toBe(true);
  now = dayMs + 5;
  expect(budget.isExhausted()).toBe(false);
});
