import { expect, test } from 'vitest';
import { createShownTasks } from '../../../src/commands/access/shown-tasks.ts';

test('what somebody was shown is forgotten at their word; what a neighbour was shown stays', () => {
  const shown = createShownTasks();
  for (const user of ['U1', 'U12']) for (const namespace of ['n-1', 'n-2']) shown.note(user, namespace, [1, null]);
  shown.forget('U1');
  expect(['n-1', 'n-2'].map((namespace) => shown.of('U1', namespace).size)).toEqual([0, 0]);
  expect(['n-1', 'n-2'].map((namespace) => [...shown.of('U12', namespace)])).toEqual([
    [1, null],
    [1, null],
  ]);
});
