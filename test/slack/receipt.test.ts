// What the last line of a check says of how the cluster was read.
import { expect, test } from 'vitest';
import { ask, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const said = 'The API server’s certificate was not checked (insecure-skip-tls-verify)';

test.each([
  ['a certificate that was not checked is said', [said], true],
  ['one that was checked is its healthy neighbour', [], false],
])('%s', async (_, assumed, shown) => {
  const running = await start({
    observe: async (namespace) => ({ ...(await snapshotOf(clusters.overlayCilium, namespace)), assumed }),
  });
  const { message } = await ask(running, 'U0ALICE', 'check');
  const text = JSON.stringify(message?.blocks);
  expect([text.includes('I only read.'), text.includes(said)]).toEqual([true, shown]);
});
