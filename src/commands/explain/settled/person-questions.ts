import type { TaskNumber } from '../../../model/lesson.ts';

/** A question about one's own way through the tasks: whether one is done, or what is left; of one task or of all (null). */
export type ProgressQuestion = {
  readonly asks: 'progress';
  readonly about: 'done' | 'left';
  readonly task: TaskNumber | null;
};

/** A question about what is wrong, in one task or in all (null). */
export type WrongQuestion = { readonly asks: 'wrong'; readonly task: TaskNumber | null };

const taskName = '(?:my |the )?(?:task|aufgabe|exercise|part) (?<task>[123]|one|two|three|eins|zwei|drei)';
const numbers: readonly (readonly string[])[] = [
  ['1', 'one', 'eins'],
  ['2', 'two', 'zwei'],
  ['3', 'three', 'drei'],
];

/** The task that a frame found; null for all of them. */
function taskOf(found: RegExpExecArray): TaskNumber | null {
  const said = found.groups?.task ?? '';
  const at = numbers.findIndex((names) => names.includes(said));
  return ([1, 2, 3] as const)[at] ?? null;
}

// `#` is a task by its number; each frame is held against the whole question.
const compile = (frames: readonly string[]): readonly RegExp[] =>
  frames.map((frame) => new RegExp(`^${frame.replace('#', taskName)}$`, 'u'));

const all =
  '(?:it|it all|everything|all|all (?:the |my |of the |of my |three )?tasks|(?:the|my) (?:exercise|lab|tasks|training)|this exercise)';
const passed = '(?:pass(?:ed)?|finish(?:ed)?|complete(?:d)?|solve(?:d)?|do|done|ma[dk]e|get through)';
const done = '(?:done|finished|through|complete|completed|passed|solved|green|ready|ok|over)';

const doneFrames = compile([
  `(?:am i|are we)(?: (?:all|fully|completely))? ${done}(?: with (?:#|${all}))?`,
  `(?:did|have) (?:i|we) ${passed}(?: #)?`,
  `(?:did|have) (?:i|we) (?:${passed} ${all}|${all} ${passed})`,
  `is # ${done}`,
  `(?:is|are) (?:all of )?(?:(?:the|my|all|all the|all my) )?(?:exercise|lab|tasks?) ${done}`,
  `(?:bin ich|sind wir)(?: mit (?:#|allem|der uebung|den aufgaben))? (?:fertig|durch)(?: mit (?:allem|der uebung|den aufgaben))?`,
  `(?:habe?|haben) (?:ich|wir) (?:#|alles|es|die uebung|die aufgaben|alle aufgaben) (?:bestanden|geschafft|fertig|geloest|erledigt|gemacht)`,
  `(?:habe?|haben) (?:ich|wir) (?:bestanden|es geschafft)`,
  `ist # (?:fertig|bestanden|erledigt|gruen|geschafft|geloest)`,
]);

const leftFrames = compile([
  `what(?:'s| is| else is) (?:left|missing|open|outstanding|remaining|next)(?: (?:to (?:do|finish)|for me|for me to do|in #))?`,
  `what (?:do i have|have i|do i need) left(?: to do)?`,
  `what (?:else )?(?:do|must|should|can) i (?:have to |need to )?do(?: next)?`,
  `(?:how far am i|how am i doing|where am i|how much is left|how many tasks are (?:left|open))`,
  `(?:which|what) tasks? (?:is|are|do i have) (?:left|open|missing|done|not done|to do)`,
  `what have i (?:done|finished)`,
  `(?:show me )?(?:my|the) (?:progress|own progress)`,
  `was (?:fehlt|bleibt)(?: (?:mir|uns|zu tun|in #))?`,
  `was ist (?:offen|uebrig|zu tun|der naechste schritt)`,
  `was (?:muss|soll|sollte) ich (?:machen|tun|als naechstes (?:machen|tun))`,
  `(?:wie weit bin ich|was kommt als naechstes|welche aufgaben? (?:fehlen|fehlt|sind offen|ist offen)(?: mir)?)`,
]);

const bad =
  '(?:red|failing|failed|not passed|not done|not green|not ok|open|blocked|broken|wrong|yellow|orange|not finished|rot|offen|nicht gruen|nicht bestanden|nicht fertig|fehlgeschlagen)';
const own = '(?:my|our|the|this|meinem|unserem|dem|diesem)';
const place = `${own}(?: (?:aks|training|own))? (?:cluster|network|namespace|check|setup|lab|environment|netz|netzwerk)`;

const wrongFrames = compile([
  `why (?:did|does|didn't|doesn't|did not|does not|could|can't) (?:my|the)(?: last)? (?:check|look)(?: of #)?(?: not)? (?:pass|work|succeed|fail|go through)`,
  `why (?:is|was) (?:#|(?:my|the)(?: last)? (?:check|look|cluster)) ${bad}`,
  `why (?:isn't|wasn't|is not) (?:#|(?:my|the) check) ${done}`,
  `why (?:did|didn't|have|haven't) (?:i|we)(?: not)? (?:fail(?:ed)?|pass(?:ed)?) (?:#|the check)`,
  `why did(?:n't)? #(?: not)? (?:pass|fail)`,
  `why (?:am i|are we) not (?:done|finished|through)`,
  `what(?:'s| is| went) (?:wrong|broken|the matter|the problem|not right|not ok|red)(?: (?:with|in|on) (?:#|${place}|it)| here)?`,
  `(?:is|are) (?:something|anything|things) (?:wrong|broken)(?: (?:with|in|on) (?:${place})| here)?`,
  `is (?:my|our|this) (?:cluster|network|setup) (?:ok|okay|fine|healthy|broken|alright|all right|in order|set up right|right)`,
  `is everything (?:ok|okay|fine|right|as it should be|all right)(?: (?:with|in|on) (?:${place})| here)?`,
  `(?:warum|wieso|weshalb) (?:ist|war) (?:#|(?:mein|der|unser) (?:check|cluster)) ${bad}`,
  `(?:warum|wieso|weshalb) (?:habe?|haben) (?:ich|wir) (?:#|den check) nicht (?:bestanden|geschafft)`,
  `(?:warum|wieso|weshalb) (?:bin ich|sind wir) nicht fertig`,
  `was (?:stimmt nicht|ist (?:falsch|kaputt|los))(?: (?:mit|in|an) (?:#|${place})| hier)?`,
  `was (?:stimmt|ist) (?:mit|in|an) ${place} (?:nicht(?: in ordnung)?|falsch|kaputt|los)`,
  `(?:ist|stimmt) (?:(?:mein|unser) cluster|alles) (?:ok|okay|kaputt|in ordnung|gesund|richtig)`,
]);

function findFrame(question: string, frames: readonly RegExp[]): RegExpExecArray | null {
  for (const frame of frames) {
    const found = frame.exec(question);
    if (found !== null) return found;
  }
  return null;
}

/** A question about one's own tasks; null for another one. `question` is normalised. */
export function parseProgressQuestion(question: string): ProgressQuestion | null {
  const isDone = findFrame(question, doneFrames);
  if (isDone !== null) return { asks: 'progress', about: 'done', task: taskOf(isDone) };
  const left = findFrame(question, leftFrames);
  return left === null ? null : { asks: 'progress', about: 'left', task: taskOf(left) };
}

/** A question about what is wrong or did not pass; null for another one. `question` is normalised. */
export function parseWrongQuestion(question: string): WrongQuestion | null {
  const found = findFrame(question, wrongFrames);
  return found === null ? null : { asks: 'wrong', task: taskOf(found) };
}
