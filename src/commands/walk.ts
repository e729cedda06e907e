export { rows as walk } from './rows.ts';
