import { z } from 'zod';

/** A time as the database gives it, as ISO text. */
export const time = z.date().transform((date) => date.toISOString());

/** A count: PostgreSQL counts in 64 bits, which arrive as text. */
export const count = z.coerce.number().int().min(0);
