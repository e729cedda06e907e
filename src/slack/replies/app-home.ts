import { homeView } from '../../blocks/home.ts';
import { homeFor } from '../../commands/progress/home.ts';
import type { AppHome } from '../../model/form.ts';
import type { Caller } from '../../model/person.ts';
import type { HomeMap } from '../pictures/home-maps.ts';
import { isUnknownFileError } from '../pictures/uploaded-pictures.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import type { SlackContext } from './reply.ts';

type AppHomePage = { readonly home: AppHome; readonly user: string; readonly note: string | null };

function publish({ home, user, note }: AppHomePage, hung: HomeMap | null, { replies }: SlackContext): Promise<unknown> {
  const view = homeView(home, user, note, hung);
  return retryAfterRateLimit(() => replies.views.publish({ user_id: user, view }), rateLimitTimeoutMs);
}

/** Publishes it with what hangs there; where Slack does not know that file any more, with a new one, else without. */
async function publishWithRetry(page: AppHomePage, hung: HomeMap | null, desk: SlackContext): Promise<void> {
  const { lab, homeMaps } = desk;
  try {
    await publish(page, hung, desk);
  } catch (error) {
    if (hung === null || !isUnknownFileError(error)) throw error;
    lab.log(`slack does not know the map on the App Home of ${page.user} any more: it is uploaded again`);
    const again = await homeMaps.renewMap(page.user, hung).catch(() => null);
    await publish(page, again, desk).catch(() => publish(page, null, desk));
  }
}

/** How long a Home may wait for Slack's pace, in milliseconds: it is what comes last in a class that was imported. */
const rateLimitTimeoutMs = 60_000;

/** Publishes somebody's App Home; where Slack does not take it, that is in the log and nothing else suffers. */
export function showHome(caller: Caller, desk: SlackContext, note: string | null = null): Promise<void> {
  desk.homeMaps.setNote(caller.user, note);
  return show(caller, desk);
}

/** Publishes it because something on it changed by itself: what was last said on top stays there. */
export function refreshHome(user: string, desk: SlackContext): Promise<void> {
  return show({ user, outside: false }, desk);
}

async function show(caller: Caller, desk: SlackContext): Promise<void> {
  const { lab, homeMaps } = desk;
  const { user } = caller;
  try {
    const home = await homeFor(caller, lab);
    await publishWithRetry(
      { home, user, note: homeMaps.noteFor(user) },
      homeMaps.mapFor(user, home.person?.namespace ?? null),
      desk,
    );
  } catch (error) {
    lab.log(`App Home of ${user} could not be published: ${error instanceof Error ? error.message : String(error)}`);
  }
}
