import { Trouble } from '../model/trouble.ts';

/** SQLSTATE classes that are about the server or the way to it, not about a statement: PostgreSQL, Appendix A. */
const classes = ['08', '53', '57', '58', '28', '3D'];

const systemCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'];

// What node-postgres says without any code.
const words = /timeout|Connection terminated|not queryable|connection error|Cannot use a pool/iu;

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether an error means that the database cannot be used now, rather than that a statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (/^[0-9A-Z]{5}$/u.test(code) && !systemCodes.includes(code)) return classes.includes(code.slice(0, 2));
  return systemCodes.includes(code) || words.test(error.message);
}

/** How the database answered last. */
export type Health = { ok: boolean; says: string };

/** Runs work on the database. @throws Trouble `store-down` where it cannot be used now; anything else is a bug and stays one */
export async function reached<T>(health: Health, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    Object.assign(health, { ok: true, says: 'answers' });
    return done;
  } catch (error) {
    if (!isOutage(error)) throw error;
    // The message may hold a host or a role, never a password; still only its first line is kept.
    const because = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
    Object.assign(health, { ok: false, says: because || 'does not answer' });
    throw new Trouble('store-down', {}, { cause: error });
  }
}
