import { z } from 'zod';

/** A time of the database, as ISO text. */
export const timeColumn = z.date().transform((date) => date.toISOString());

/** A count: PostgreSQL's are 64-bit numbers, which arrive as text. */
export const countColumn = z.coerce.number().int().min(0);
