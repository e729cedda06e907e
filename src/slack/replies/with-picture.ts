import { answerMessage } from '../../blocks/message.ts';
import { replaceImageFile, replacePictureByWords, withImage } from '../../blocks/picture.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Picture } from '../../model/picture.ts';
import { altOf } from '../../pictures/draw.ts';
import { logUnlessRefused } from '../pictures/upload-refusal.ts';
import { isUnknownFileError } from '../pictures/uploaded-pictures.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import type { SlackContext } from './reply.ts';

/**
 * Where an answer appears: in the app's own direct messages, where a picture can stand, or as a private message in a
 * conversation; null where that is not known.
 */
export type AnswerPlace = 'direct' | { readonly privatelyIn: string | null };

/** Sends a message; where Slack does not know its picture's file any more, once more with a new one. @throws what sending throws */
export async function sendOrRenewPicture<T>(
  said: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
  { pictureUploads, lab }: Pick<SlackContext, 'pictureUploads' | 'lab'>,
): Promise<T> {
  try {
    return await send(said);
  } catch (error) {
    if (said.picture === undefined || !isUnknownFileError(error)) throw error;
    lab.log('slack does not know the file of a picture any more: it is uploaded again');
    return send(replaceImageFile(said, await pictureUploads.uploadAgain(said.picture)));
  }
}

/**
 * A message with its picture. A private message can carry no file, so the picture goes to the direct messages, and the
 * answer says so. Where anything fails, the answer says in words what the picture would have.
 */
export async function attachPicture(
  picture: Picture,
  said: SlackMessage,
  place: AnswerPlace,
  user: string,
  desk: SlackContext,
): Promise<SlackMessage> {
  try {
    const shown = withImage(said, await desk.pictureUploads.uploadOnce(picture), picture);
    if (place === 'direct') return shown;
    const post = (each: SlackMessage) =>
      retryAfterRateLimit(() => desk.replies.chat.postMessage({ channel: user, ...withoutUnfurl(each) }), 5000);
    const { channel } = await sendOrRenewPicture(shown, post, desk);
    const here = channel !== undefined && channel === place.privatelyIn;
    const says = here ? 'The picture is here, in a message of its own.' : 'The picture is under Messages.';
    return answerMessage({
      kind: 'told',
      about: null,
      message: says,
      lines: [`Only you see it ${here ? 'here' : 'there'}.`],
    });
  } catch (error) {
    logUnlessRefused(desk.lab, 'a picture could not be shown', error);
    return replacePictureByWords(said, altOf(picture));
  }
}
