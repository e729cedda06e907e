import { join } from 'node:path';

/** Where a process finds what was compiled before, as the launcher sets it. */
export const compiled = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'netlab-compiled');
