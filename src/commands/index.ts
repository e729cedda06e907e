import { answers } from './answers.ts';
import { broadcast } from './broadcast.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { helpOver } from './help.ts';
import { hint } from './hint.ts';
import { join } from './join.ts';
import { notes } from './notes.ts';
import { picture } from './picture.ts';
import { plan } from './plan.ts';
import { privacy } from './privacy.ts';
import { progress } from './progress.ts';
import { quiz } from './quiz.ts';
import { reach } from './reach.ts';
import { roster } from './roster.ts';
import { walk } from './walk.ts';

const taught: readonly Command[] = [
  check,
  explain,
  walk,
  hint,
  quiz,
  reach,
  plan,
  picture,
  notes,
  progress,
  join,
  privacy,
  roster,
  broadcast,
  answers,
];

/** Every word after `/netlab`. */
export const commands: readonly Command[] = [...taught, helpOver(taught)];
