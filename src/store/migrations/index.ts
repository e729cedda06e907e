import type { Migration } from 'kysely/migration';
import { roster } from './001-roster.ts';
import { progress } from './002-progress.ts';
import { audit } from './003-audit.ts';
import { broadcasts } from './004-broadcasts.ts';
import { notebooks } from './005-notebooks.ts';
import { questions } from './006-questions.ts';
import { pictures } from './007-pictures.ts';
import { told } from './008-told.ts';
import { tutor } from './009-tutor.ts';
import { accepted } from './010-accepted.ts';
import { retentionClock } from './011-retention-clock.ts';
import { foundProblems } from './012-found-problems.ts';
import { toldFaults } from './013-told-faults.ts';
import { conversations } from './014-conversations.ts';
import { feedback } from './015-feedback.ts';

/**
 * Every step of the schema, forward only: a step that was released is never changed, a new one comes after
 * it.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-roster': roster,
  '002-progress': progress,
  '003-audit': audit,
  '004-broadcasts': broadcasts,
  '005-notebooks': notebooks,
  '006-questions': questions,
  '007-pictures': pictures,
  '008-told': told,
  '009-tutor': tutor,
  '010-accepted': accepted,
  '011-retention-clock': retentionClock,
  '012-found-problems': foundProblems,
  '013-told-faults': toldFaults,
  '014-conversations': conversations,
  '015-feedback': feedback,
};
