import { z } from 'zod';
import type { ButtonPress } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';

// As long as Slack lets a button's value be: whatever an answer offers can be pressed.
const value = z.object({ say: z.string().max(2000), by: z.string().max(40), was: z.string().max(200).optional() });

/** A button's value as it came back from Slack; null for one that this netlab did not write. */
export function parseButtonValue(text: string | undefined): ButtonPress | null {
  try {
    const { say, by, was } = value.parse(JSON.parse(text ?? ''));
    return { parsed: parseCommand(say), by, was };
  } catch {
    return null;
  }
}
