import { z } from 'zod';
import type { ButtonPress } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';

// As long as Slack lets a button's value be: whatever an answer offers can be pressed.
const value = z.object({
  say: z.string().max(2000),
  by: z.string().max(40),
  was: z.string().max(200).optional(),
  details: z.string().min(1).max(64).optional(),
  keep: z.string().min(1).max(64).optional(),
  helped: z.object({ id: z.string().min(1).max(64), command: z.string().max(2000) }).optional(),
  held: z.string().min(1).max(64).optional(),
  page: z.int().min(0).max(1000).optional(),
});

/**
 * A button as it came back: what it says, which kept answer’s details it opens, which it sends to the direct messages, and
 * which it says helped or did not; null for none.
 */
export type PressedButton = ButtonPress & {
  readonly details: { readonly id: string; readonly page: number } | null;
  readonly keep: string | null;
  /** The answer that was asked about, and the command that gives it anew. */
  readonly helped: { readonly id: string; readonly command: string } | null;
  /** Under which id the text is held that it is about. */
  readonly held: string | null;
};

/** A button's value as it came back from Slack; null for one that this netlab did not write. */
export function parseButtonValue(text: string | undefined): PressedButton | null {
  try {
    const { say, by, was, details, page = 0, ...rest } = value.parse(JSON.parse(text ?? ''));
    const { keep = null, helped = null, held = null } = rest;
    const opened = details === undefined ? null : { id: details, page };
    return { parsed: parseCommand(say), by, was, details: opened, keep, helped, held };
  } catch {
    return null;
  }
}
