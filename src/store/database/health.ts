import { Trouble } from '../../model/trouble.ts';

/**
 * SQLSTATE classes that are about the server or the way to it, not about a statement, and states of other classes that are
 * (PostgreSQL, Appendix A): a lock that is not free, a transaction that lost against another one, a server that only reads.
 */
const classes = ['08', '53', '57', '58', '28', '3D', '40'];
const states = ['25006', '55P03'];

const systemCodes = /^(?:E[A-Z_]+|ERR_(?:TLS|SSL)_\w+|\w*CERT\w*|UNABLE_TO_VERIFY\w*)$/u;

// What node-postgres and PGlite say without any code.
const words = /timeout|Connection terminated|not queryable|connection error|Cannot use a pool|SSL|PGlite is clos/iu;

/** Whether an error means that the database cannot be used now, rather than that a statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  // PGlite's engine, once it has failed.
  if (error.name === 'RuntimeError') return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{2}[0-9A-Z]{3}$/u.test(code) && /\d/u.test(code))
    return states.includes(code) || classes.includes(code.slice(0, 2));
  return systemCodes.test(code) || words.test(error.message);
}

/** How the database answered last, and where a change of that is noted. */
export type DatabaseHealth = {
  ok: boolean;
  says: string;
  readonly now: () => string;
  readonly log: (line: string) => void;
};

/** A health that has not been asked for yet. */
export const initialHealth = (now: () => string, note: (line: string) => void): DatabaseHealth => ({
  ok: true,
  says: 'not asked yet',
  now,
  log: note,
});

function turned(health: DatabaseHealth, ok: boolean, because: string): void {
  const { now, log } = health;
  // The reason may name hosts and roles, so it is for the log; what /readyz shows to anybody holds none.
  if (ok !== health.ok) log(ok ? 'database: it answers again' : `database: it does not answer: ${because}`);
  Object.assign(health, { ok, says: ok ? `answered at ${now()}` : `has not answered since ${now()}` });
}

/** Runs work on the database. @throws Trouble `store-down` where it cannot be used now; anything else is a bug and stays one */
export async function runOnDatabase<T>(health: DatabaseHealth, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    turned(health, true, '');
    return done;
  } catch (error) {
    if (!isOutage(error)) throw error;
    const because = error instanceof Error ? error.message.split('\n', 1)[0] || error.name : String(error);
    if (health.ok) turned(health, false, because);
    throw new Trouble('store-down', {}, { cause: error });
  }
}
