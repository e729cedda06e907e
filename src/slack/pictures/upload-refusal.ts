import { z } from 'zod';
import { firstLineOf } from '../../model/error-line.ts';
import type { Lab } from '../../model/lab.ts';

/** What Slack says of every upload of an app that may not upload, whatever the file is. */
const codes: readonly string[] = ['missing_scope', 'no_permission', 'not_allowed_token_type', 'file_uploads_disabled'];

const answered = z.object({ data: z.object({ error: z.string(), needed: z.string().optional() }) });

/** Slack takes no upload of this app. That is in the log already, once. */
export class UploadRefusedError extends Error {}

/** Why Slack takes no upload at all; null where it refused only this one, or did not answer. */
export function findUploadRefusal(error: unknown): string | null {
  const { data } = answered.safeParse(error).data ?? {};
  if (data === undefined || !codes.includes(data.error)) return null;
  return data.needed === undefined ? data.error : `${data.error}, ${data.needed} is needed`;
}

/** Writes what failed into the log, except for what stands there already. */
export function logUnlessRefused({ log }: Pick<Lab, 'log'>, what: string, error: unknown): void {
  if (!(error instanceof UploadRefusedError)) log(`${what}: ${firstLineOf(error)}`);
}
