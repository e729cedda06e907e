import type { VerdictAnswer } from '../../model/verdict.ts';

/** The answer to a question about one's own cluster as `netlab.verdict/1`. */
export function verdictJson(answer: VerdictAnswer): object {
  const { about, verdict, says, observed, reasons, next, owner, unread, evidence, look, elsewhere } = answer;
  const missing = unread.map(({ name, outcome, because }) => ({ name, outcome, because }));
  const { namespace = null, source = null, readAt = null } = look ?? {};
  const seen = { about, verdict, says, observed, reasons, next, owner, unread: missing, evidence, elsewhere };
  return { schema: 'netlab.verdict/1', ...seen, namespace, source, readAt };
}
