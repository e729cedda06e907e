import { check } from './check.ts';
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { helpOver } from './help.ts';

const taught: readonly Command[] = [check, explain];

/** Every word after `/netlab`. */
export const commands: readonly Command[] = [...taught, helpOver(taught)];
