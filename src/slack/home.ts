import { homeView } from '../blocks/home.ts';
import { homeFor } from '../commands/home.ts';
import type { Caller } from '../model/person.ts';
import { paced } from './clients.ts';
import type { Desk } from './talk.ts';

/** How long a Home may wait for Slack's pace, in milliseconds: it is what comes last in a class that was imported. */
const patience = 60_000;

/** Publishes somebody's App Home; where Slack does not take it, that is in the log and nothing else suffers. */
export async function showHome(caller: Caller, { lab, replies }: Desk, note: string | null = null): Promise<void> {
  const { user } = caller;
  try {
    const view = homeView(await homeFor(caller, lab), user, note);
    await paced(() => replies.views.publish({ user_id: user, view }), patience);
  } catch (error) {
    lab.note(`App Home of ${user} could not be published: ${error instanceof Error ? error.message : String(error)}`);
  }
}
