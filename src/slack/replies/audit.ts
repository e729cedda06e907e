import type { Audit } from '../../model/audit.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';

/** A line of the audit as the log has it. */
export function formatAuditLine({ did, what, about, namespace, as }: Audit, by: string): string {
  const whom = about === undefined ? '' : ` ${about}`;
  const where = namespace === null ? '' : ` of ${namespace}`;
  return `audit: ${did} ${what}${whom}${where} by ${by}${as === null ? '' : ` as ${as}`}`;
}

/** Writes a line of the audit: into the log, and kept. What was done is done, so a line that cannot be kept stops nothing. */
export async function writeAudit(audit: Audit, by: string, { lab }: Pick<SlackContext, 'lab'>): Promise<void> {
  lab.log(formatAuditLine(audit, by));
  await lab.audit
    .keep({ ...audit, by, at: lab.newIdAndTime().at })
    .catch((error: unknown) => lab.log(`the audit's line above could not be kept: ${firstLineOf(error)}`));
}
