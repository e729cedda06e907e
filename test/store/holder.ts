// A process that opens an embedded database, writes a row, and holds it until it is killed.
import { at, storeAt, type Where } from '../support/store-at.ts';

const { where }: { where: Where } = JSON.parse(process.argv[2] ?? '');
const store = await storeAt(where);
await store.roster.change('U0INGE', at, () => ({
  changes: [{ do: 'assign', user: 'U1', namespace: 'student-01' }],
  result: null,
}));
process.stdout.write('ready\n');
setInterval(() => undefined, 1000);
