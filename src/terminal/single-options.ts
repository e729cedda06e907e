import type { Command } from 'commander';
import { Trouble } from '../model/trouble.ts';

/**
 * Refuses an option that is named twice, but for those that take several values: commander would let the last one win.
 * To be called once the command has all its options; parsing then throws Trouble `bad-input`.
 */
export function refuseRepeatedOptions(command: Command, several: readonly string[] = []): Command {
  for (const option of command.options) {
    const name = option.name();
    let seen = false;
    command.on(`option:${name}`, () => {
      if (seen && !option.variadic && !several.includes(name))
        throw new Trouble('bad-input', { what: `--${name} is named twice, and only one can count; name it once` });
      seen = true;
    });
  }
  return command;
}
