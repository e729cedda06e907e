import { message } from '../../blocks/message.ts';
import { inWords, withImage, withOtherFile } from '../../blocks/picture.ts';
import type { Message } from '../../blocks/slack-message.ts';
import type { Picture } from '../../model/picture.ts';
import { altOf } from '../../pictures/draw.ts';
import { noteUnlessSaid } from '../pictures/upload-refusal.ts';
import { isGone } from '../pictures/uploaded-pictures.ts';
import { paced } from '../transport/web-client.ts';
import { quiet } from './no-unfurl.ts';
import type { Desk } from './reply.ts';

/**
 * Where an answer appears: in the app's own direct messages, where a picture can stand, or as a private message in a
 * conversation; null where that is not known.
 */
export type Place = 'direct' | { readonly privatelyIn: string | null };

/** Sends a message; where Slack does not know its picture's file any more, once more with a new one. @throws what sending throws */
export async function sentOrRenewed<T>(
  said: Message,
  send: (message: Message) => Promise<T>,
  { gallery, lab }: Pick<Desk, 'gallery' | 'lab'>,
): Promise<T> {
  try {
    return await send(said);
  } catch (error) {
    if (said.picture === undefined || !isGone(error)) throw error;
    lab.note('slack does not know the file of a picture any more: it is uploaded again');
    return send(withOtherFile(said, await gallery.renewed(said.picture)));
  }
}

/**
 * A message with its picture. A private message can carry no file, so the picture goes to the direct messages, and the
 * answer says so. Where anything fails, the answer says in words what the picture would have.
 */
export async function pictured(
  picture: Picture,
  said: Message,
  place: Place,
  user: string,
  desk: Desk,
): Promise<Message> {
  try {
    const shown = withImage(said, await desk.gallery.image(picture), picture);
    if (place === 'direct') return shown;
    const post = (each: Message) => paced(() => desk.replies.chat.postMessage({ channel: user, ...quiet(each) }), 5000);
    const { channel } = await sentOrRenewed(shown, post, desk);
    const here = channel !== undefined && channel === place.privatelyIn;
    const says = here ? 'The picture is here, in a message of its own.' : 'The picture is under Messages.';
    return message({ kind: 'told', about: null, says, lines: [`Only you see it ${here ? 'here' : 'there'}.`] });
  } catch (error) {
    noteUnlessSaid(desk.lab, 'a picture could not be shown', error);
    return inWords(said, altOf(picture));
  }
}
