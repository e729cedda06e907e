import type { Doc, Line } from '../model/doc.ts';
import type { CopyAnswer, RosterAnswer } from '../model/roster.ts';
import { boldRun, codePart, codeRun, createDoc, listPart, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

/** Who has a namespace that is full, by the numbers of the buttons. */
function fullDoc(assignments: RosterAnswer['assignments']): Doc {
  const rows = assignments.map(({ user }, at): Line => [boldRun(`${at + 1}: `), userRun(user)]);
  const namespace = assignments[0]?.namespace ?? '';
  return createDoc(
    [codeRun(namespace), boldRun(` belongs to ${assignments.length} people. I changed nothing.`)],
    [listPart(rows), paragraphPart(textRun('Choose who leaves the roster.'))],
  );
}

/** The answer to `roster`: who waits for an instructor, and who has which namespace. */
export function rosterDoc({ assignments, waiting, full }: RosterAnswer): Doc {
  if (full) return fullDoc(assignments);
  const rows = assignments.map(({ namespace, user }): Line => [codeRun(namespace), textRun(' '), userRun(user)]);
  // The numbers are those of the buttons.
  const asks = waiting.map(
    ({ namespace, user, askedAt }, index): Line => [
      textRun(`${index + 1}: `),
      userRun(user),
      textRun(` asks for ${namespace} since `),
      timeRun(askedAt),
    ],
  );
  return createDoc(
    [boldRun(assignments.length === 0 ? 'Nobody is on the roster yet.' : `${assignments.length} on the roster`)],
    [
      ...(asks.length > 0 ? [paragraphPart(boldRun('Waiting for you')), listPart(asks)] : []),
      ...(rows.length > 0 ? [listPart(rows)] : []),
    ],
  );
}

/** The answer to `roster export`: the text, to be copied whole. */
export function copyDoc({ message, text }: CopyAnswer): Doc {
  return createDoc([boldRun(message)], [codePart(text)]);
}
