import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';

/** Why an app could not be started, as a Trouble: Slack's own code where there is one. */
export function startRefusalOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null;
  if (code !== null)
    return new Trouble('slack-refused', { what: `Slack refuses to start the app: ${code}.` }, { cause: error });
  return new Trouble('slack-refused', { what: `Slack could not be reached: ${firstLineOf(error)}.` }, { cause: error });
}
