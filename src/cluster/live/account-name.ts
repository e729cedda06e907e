import { z } from 'zod';
import { sanitizeText } from '../translate/sanitize.ts';
import { type ApiResponse, postSelfReview } from './request.ts';
import type { ApiSession } from './session.ts';

const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
const answered = z.looseObject({ status: z.looseObject({ userInfo: z.looseObject({ username: z.string() }) }) });

/** Asks once more where the connection failed: an audit line without the account says nothing about who read. */
async function ask(session: ApiSession): Promise<ApiResponse | null> {
  const post = () => postSelfReview(session, path, review);
  try {
    return await post().catch((error: unknown) => (session.signal.aborted ? Promise.reject(error) : post()));
  } catch {
    return null;
  }
}

/** Whom the API server takes us for; null where it does not say (before Kubernetes 1.28, or no answer). Never throws. */
export async function accountName(session: ApiSession): Promise<string | null> {
  const answer = await ask(session);
  if (answer?.code === 401) session.refuseLogin();
  const { success, data } = answered.safeParse(answer?.code === 201 ? answer.body : null);
  return success ? sanitizeText(data.status.userInfo.username) : null;
}
