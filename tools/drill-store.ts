// npm run drill:store: writers are killed in the middle of 200 people's joins, checks and looks at their progress, on both
// databases, and so is the server; prints what became of every acknowledged row.
import { rmSync } from 'node:fs';
import { startPostgres } from '../test/support/postgres.ts';
import { folders, freshFolder } from '../test/support/store-at.ts';
import { type Plan, type Round, round } from './drill/round.ts';

const rounds = Number(process.argv[2] ?? 8);
const many = 200;

type Row = { readonly name: string; readonly rounds: readonly Round[] };

/** The kill comes later in each round, from the first acknowledgement to the last but few. */
async function several(name: string, plan: () => Promise<Omit<Plan, 'many' | 'after'>>): Promise<Row> {
  const results: Round[] = [];
  for (let index = 0; index < rounds; index++) {
    const after = Math.round((index / Math.max(1, rounds - 1)) * 2.5 * many) + 1;
    results.push(await round({ ...(await plan()), many, after }));
    process.stderr.write('.');
  }
  return { name, rounds: results };
}

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

function line({ name, rounds: all }: Row): string {
  const cells = [
    name,
    `${all.filter(({ killed }) => killed).length} of ${all.length}`,
    String(sum(all.map(({ acknowledged }) => acknowledged))),
    String(sum(all.map(({ lost }) => lost.length))),
    String(sum(all.map(({ doubled }) => doubled.length))),
    `${Math.round(sum(all.map(({ millis }) => millis)) / all.length)} ms`,
  ];
  return `| ${cells.join(' | ')} |`;
}

const server = await startPostgres();
const rows: Row[] = [];
rows.push(
  await several('embedded, the process killed', async () => ({
    where: { url: null, folder: freshFolder() },
    writers: 1,
    server: null,
  })),
);
if (typeof server === 'string') process.stderr.write(`${server}\n`);
else {
  const place = async () => ({ url: await server.fresh(), folder: freshFolder() });
  rows.push(
    await several('PostgreSQL, one of two processes killed', async () => ({
      where: await place(),
      writers: 2,
      server: null,
    })),
  );
  rows.push(await several('PostgreSQL, the server killed', async () => ({ where: await place(), writers: 2, server })));
  await server.stop();
}
for (const each of folders) rmSync(each, { recursive: true, force: true });
const heads = ['what was killed', 'kills', 'acknowledged', 'lost', 'namespaces with two', 'a round'];
process.stdout.write(
  `\n| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n${rows.map(line).join('\n')}\n`,
);
const all = rows.flatMap((row) => row.rounds);
for (const { errors } of all) if (errors !== '') process.stderr.write(`${errors}\n`);
process.exitCode = all.every(
  ({ lost, doubled, killed, errors }) => lost.length + doubled.length === 0 && killed && errors === '',
)
  ? 0
  : 1;
