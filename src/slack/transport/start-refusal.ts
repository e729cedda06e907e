import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';

/** Why an app could not be started, as a Trouble: Slack's own code where there is one, else the status of an answer. */
export function startRefusalOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null;
  if (code !== null)
    return new Trouble('slack-refused', { what: `Slack refuses to start the app: ${code}.` }, { cause: error });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  if (!Number.isNaN(status)) {
    const what = `Slack’s address was reached, and answered with status ${status}.`;
    return new Trouble('slack-refused', { what }, { cause: error });
  }
  return new Trouble('slack-refused', { what: `Slack could not be reached: ${firstLineOf(error)}.` }, { cause: error });
}
