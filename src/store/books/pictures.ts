import type { Kysely } from 'kysely';
import type { PictureBook } from '../../model/picture.ts';
import { type Health, reached } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

/** Which file of Slack shows which content, in SQL; a later file takes the place of an earlier one. */
export function pictureBook(db: Kysely<Tables>, health: Health): PictureBook {
  return {
    find: (team, content) =>
      reached(health, async () => {
        const own = db.selectFrom('pictures').select('file').where('team', '=', team).where('content', '=', content);
        return (await own.executeTakeFirst())?.file ?? null;
      }),
    keep: (team, content, file, at) =>
      reached(health, async () => {
        await db
          .insertInto('pictures')
          .values({ team, content, file, at })
          .onConflict((conflict) => conflict.columns(['team', 'content']).doUpdateSet({ file, at }))
          .execute();
      }),
  };
}
