import type { Lab } from '../../model/lab.ts';
import type { Passage } from '../../model/lesson.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { picture } from '../picture/picture.ts';

// The page that is about the exercise's drawings.
const drawnPage = 'drawings';

/**
 * The models as one picture, beside the page on the exercise's drawings; nothing beside any other. A terminal writes pictures
 * as files, with a command of its own.
 */
export async function drawModels(
  [first]: readonly Passage[],
  by: Person,
  lab: Lab,
): Promise<Pick<Outcome, 'picture' | 'audit'>> {
  if (first?.id !== drawnPage || by.id === 'terminal') return {};
  const { picture: drawn, audit } = await picture.run({ by, words: ['models'] }, lab);
  return { ...(drawn ? { picture: drawn } : {}), ...(audit ? { audit } : {}) };
}
