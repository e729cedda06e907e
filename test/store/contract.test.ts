import { afterAll, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { memoryBooks } from '../support/books.ts';
import { storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';
import { booksSuite } from './books.ts';

describe('in memory, for tests', () => booksSuite(async () => memoryBooks()));

await onBothDatabases(({ fresh }) => {
  const opened: Store[] = [];
  afterAll(async () => {
    for (const store of opened) await store.close();
  });
  booksSuite(async () => {
    const store = await storeAt(await fresh());
    opened.push(store);
    return store;
  });
});
