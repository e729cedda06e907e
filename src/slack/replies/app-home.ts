import { homeView } from '../../blocks/home.ts';
import { homeFor } from '../../commands/progress/home.ts';
import type { Home } from '../../model/form.ts';
import type { Caller } from '../../model/person.ts';
import type { Hung } from '../pictures/home-maps.ts';
import { isGone } from '../pictures/uploaded-pictures.ts';
import { paced } from '../transport/web-client.ts';
import type { Desk } from './reply.ts';

type Page = { readonly home: Home; readonly user: string; readonly note: string | null };

function publish({ home, user, note }: Page, hung: Hung | null, { replies }: Desk): Promise<unknown> {
  const view = homeView(home, user, note, hung);
  return paced(() => replies.views.publish({ user_id: user, view }), patience);
}

/** Publishes it with what hangs there; where Slack does not know that file any more, with a new one, else without. */
async function published(page: Page, hung: Hung | null, desk: Desk): Promise<void> {
  const { lab, walls } = desk;
  try {
    await publish(page, hung, desk);
  } catch (error) {
    if (hung === null || !isGone(error)) throw error;
    lab.note(`slack does not know the map on the App Home of ${page.user} any more: it is uploaded again`);
    const again = await walls.again(page.user, hung).catch(() => null);
    await publish(page, again, desk).catch(() => publish(page, null, desk));
  }
}

/** How long a Home may wait for Slack's pace, in milliseconds: it is what comes last in a class that was imported. */
const patience = 60_000;

/** Publishes somebody's App Home; where Slack does not take it, that is in the log and nothing else suffers. */
export function showHome(caller: Caller, desk: Desk, note: string | null = null): Promise<void> {
  desk.walls.say(caller.user, note);
  return show(caller, desk);
}

/** Publishes it because something on it changed by itself: what was last said on top stays there. */
export function showAgain(user: string, desk: Desk): Promise<void> {
  return show({ user, outside: false }, desk);
}

async function show(caller: Caller, desk: Desk): Promise<void> {
  const { lab, walls } = desk;
  const { user } = caller;
  try {
    const home = await homeFor(caller, lab);
    await published({ home, user, note: walls.said(user) }, walls.of(user, home.person?.namespace ?? null), desk);
  } catch (error) {
    lab.note(`App Home of ${user} could not be published: ${error instanceof Error ? error.message : String(error)}`);
  }
}
