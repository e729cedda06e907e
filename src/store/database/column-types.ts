import { z } from 'zod';

/** A time as the database gives it, as ISO text. */
export const timeColumn = z.date().transform((date) => date.toISOString());

/** A count: PostgreSQL counts in 64 bits, which arrive as text. */
export const countColumn = z.coerce.number().int().min(0);
