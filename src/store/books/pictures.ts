import type { Kysely } from 'kysely';
import type { PictureBook } from '../../model/picture.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

/** Which file of Slack shows which content, in SQL; a later file replaces an earlier one. */
export function createPictureBook(db: Kysely<Tables>, health: DatabaseHealth): PictureBook {
  return {
    find: (team, content) =>
      runOnDatabase(health, async () => {
        const own = db.selectFrom('pictures').select('file').where('team', '=', team).where('content', '=', content);
        return (await own.executeTakeFirst())?.file ?? null;
      }),
    keep: (team, content, file, at) =>
      runOnDatabase(health, async () => {
        await db
          .insertInto('pictures')
          .values({ team, content, file, at })
          .onConflict((conflict) => conflict.columns(['team', 'content']).doUpdateSet({ file, at }))
          .execute();
      }),
  };
}
