import { broadcast } from './broadcast/broadcast.ts';
import { check } from './check/check.ts';
import type { Command } from './command.ts';
import { explain } from './explain/explain.ts';
import { helped } from './explain/helped.ts';
import { notes } from './explain/notes.ts';
import { createHelpCommand } from './help.ts';
import { answers } from './help-request/answers.ts';
import { ask } from './help-request/ask.ts';
import { hint } from './hint/hint.ts';
import { picture } from './picture/picture.ts';
import { plan } from './plan/plan.ts';
import { progress } from './progress/progress.ts';
import { quiz } from './quiz/quiz.ts';
import { reach } from './reach/reach.ts';
import { join } from './roster/join.ts';
import { roster } from './roster/roster.ts';
import { tell } from './tell/tell.ts';
import { privacy } from './tutor/privacy.ts';
import { walk } from './walk/walk.ts';

const taught: readonly Command[] = [
  check,
  explain,
  walk,
  ask,
  tell,
  hint,
  quiz,
  reach,
  plan,
  picture,
  notes,
  helped,
  progress,
  join,
  privacy,
  roster,
  broadcast,
  answers,
];

/** Every word after `/netlab`. */
export const commands: readonly Command[] = [...taught, createHelpCommand(taught)];
