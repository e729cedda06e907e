import { createHash } from 'node:crypto';
import { z } from 'zod';

const body = z.object({
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
  type: z.string().optional(),
  command: z.string().optional(),
  text: z.string().optional(),
  response_url: z.string().optional(),
  user_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
  view: z.object({ id: z.string(), hash: z.string().optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string().optional() })).optional(),
});

/**
 * What tells one request of Slack from the next: an event by its id; a command, a click, a form by its trigger and all that
 * stands beside it. Null for what carries nothing to tell it by.
 */
export function identifyRequest(request: unknown): string | null {
  const parsed = body.safeParse(request);
  if (!parsed.success) return null;
  const { event_id: event, trigger_id: trigger, ...rest } = parsed.data;
  if (event !== undefined) return `event ${event}`;
  const own = trigger ?? (rest.type === 'view_closed' ? rest.view?.hash : undefined);
  if (own === undefined) return null;
  return createHash('sha256')
    .update(JSON.stringify([own, rest]))
    .digest('base64');
}
