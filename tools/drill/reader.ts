// Another process, opened after the first one was killed: what is really there.
import { storeAt, type Where } from '../../test/support/store-at.ts';

const where: Where = JSON.parse(process.argv[2] ?? '');
const store = await storeAt(where);
const { assignments } = await store.roster.read();
const people = await Promise.all(
  assignments.map(async ({ user, namespace }) => {
    const { attempts, audit } = await store.personal.of(user);
    const kept = await store.progress.of(user);
    return { user, namespace, attempts: attempts.count, readable: kept.length, audit: audit.count };
  }),
);
process.stdout.write(JSON.stringify(people));
await store.close();
