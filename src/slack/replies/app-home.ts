import { type HomeMapImage, homeView } from '../../blocks/home.ts';
import { homeFor } from '../../commands/progress/home.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { AppHome } from '../../model/form.ts';
import { homeWords } from '../../words/home.ts';
import type { SlackContext } from '../context.ts';
import type { HomeMap } from '../pictures/home-maps.ts';
import { isUnknownFileError } from '../pictures/uploaded-pictures.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';

/** An App Home before it is drawn; `note` stands on top of it, null for nothing. */
type AppHomePage = { readonly home: AppHome; readonly user: string; readonly note: string | null };

/** How long a Home may wait for Slack's pace, in milliseconds: it is what comes last in a class that was imported. */
const rateLimitTimeoutMs = 60_000;

function publish({ home, user, note }: AppHomePage, map: HomeMap | null, { replies }: SlackContext): Promise<unknown> {
  const words = homeWords(home, note);
  const image: HomeMapImage | null = map && { image: map.image, caption: words.mapCaption(map.readAt) };
  const view = homeView(words, user, image);
  return retryAfterRateLimit(() => replies.views.publish({ user_id: user, view }), rateLimitTimeoutMs);
}

/** Publishes it with its map; where Slack does not know that file any more, with a new one, else without. */
async function publishWithRetry(page: AppHomePage, map: HomeMap | null, context: SlackContext): Promise<void> {
  const { lab, homeMaps } = context;
  try {
    await publish(page, map, context);
  } catch (error) {
    if (map === null || !isUnknownFileError(error)) throw error;
    lab.log(`slack does not know the map on the App Home of ${page.user} any more: it is uploaded again`);
    const renewed = await homeMaps.renewMap(page.user, map).catch(() => null);
    await publish(page, renewed, context).catch(() => publish(page, null, context));
  }
}

/**
 * Publishes somebody's App Home, if they are of this workspace: whatever made it change, a roster may name anybody. Where
 * Slack does not take it, or does not say whose they are, that is in the log and nothing else suffers. `asked` is whether
 * they look at it just now: then they are told why there is nothing.
 */
async function publishHome(user: string, asked: boolean, context: SlackContext): Promise<void> {
  const { lab, homeMaps, lookUpBelonging } = context;
  const belonging = await lookUpBelonging(user);
  if (belonging === 'unknown' && !asked) return;
  try {
    const home = await homeFor({ user, outside: belonging !== 'ours' }, lab, belonging === 'unknown');
    await publishWithRetry(
      { home, user, note: homeMaps.noteFor(user) },
      homeMaps.mapFor(user, home.person?.namespace ?? null),
      context,
    );
  } catch (error) {
    lab.log(`App Home of ${user} could not be published: ${firstLineOf(error)}`);
  }
}

/** Publishes the App Home that somebody opened, or pressed a button on; `note` stands on top of it, null for nothing. */
export function showHome(user: string, context: SlackContext, note: string | null = null): Promise<void> {
  context.homeMaps.setNote(user, note);
  return publishHome(user, true, context);
}

/** Shows people's App Homes anew, one after the other: a class that was imported has many. */
export async function showHomes(users: readonly string[], context: SlackContext): Promise<void> {
  for (const user of users) {
    context.homeMaps.setNote(user, null);
    await publishHome(user, false, context);
  }
}

/** Publishes it because something on it changed by itself: the note on top stays. */
export function refreshHome(user: string, context: SlackContext): Promise<void> {
  return publishHome(user, false, context);
}
