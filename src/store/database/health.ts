import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';

/**
 * SQLSTATE classes (PostgreSQL, Appendix A) that are about the server or the connection, not about a
 * statement; and single states of other classes that are: a read-only server, a lock that is not free.
 */
const outageClasses = ['08', '53', '57', '58', '28', '3D', '40'];
const outageStates = ['25006', '55P03'];

const systemCodes = /^(?:E[A-Z_]+|ERR_(?:TLS|SSL)_\w+|\w*CERT\w*|UNABLE_TO_VERIFY\w*)$/u;

// Messages of node-postgres, PGlite and Kysely that come without a code.
const outageMessages =
  /timeout|Connection terminated|not queryable|connection error|Cannot use a pool|SSL|PGlite is clos|driver has already been destroyed/iu;

/** Whether an error means that the database cannot be used now, rather than that a statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  // PGlite's engine, once it has failed.
  if (error.name === 'RuntimeError') return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{2}[0-9A-Z]{3}$/u.test(code) && /\d/u.test(code))
    return outageStates.includes(code) || outageClasses.includes(code.slice(0, 2));
  return systemCodes.test(code) || outageMessages.test(error.message);
}

/** How the database answered last; a change is logged. */
export type DatabaseHealth = {
  ok: boolean;
  says: string;
  readonly now: () => string;
  readonly log: (line: string) => void;
};

/** The health before the first request; `now` gives ISO text. */
export const initialHealth = (now: () => string, log: (line: string) => void): DatabaseHealth => ({
  ok: true,
  says: 'not asked yet',
  now,
  log,
});

/** Keeps how the last request ended, and logs a change. */
function recordHealth(health: DatabaseHealth, ok: boolean, because: string): void {
  const { now, log } = health;
  // The reason may name hosts and roles, so it is for the log only: anybody can read /readyz.
  if (ok !== health.ok) log(ok ? 'database: it answers again' : `database: it does not answer: ${because}`);
  Object.assign(health, { ok, says: ok ? `answered at ${now()}` : `has not answered since ${now()}` });
}

/**
 * Runs work on the database. @throws Trouble `store-down` where it cannot be used now, and any other error as
 * it is: a bug
 */
export async function runOnDatabase<T>(health: DatabaseHealth, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    recordHealth(health, true, '');
    return result;
  } catch (error) {
    if (!isOutage(error)) throw error;
    if (health.ok) recordHealth(health, false, firstLineOf(error));
    throw new Trouble('store-down', {}, { cause: error });
  }
}
