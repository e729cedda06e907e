import { replaceImageFile, replacePictureByWords, withImage } from '../../blocks/picture.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Picture } from '../../model/picture.ts';
import { altOf } from '../../pictures/draw.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import { logUnlessRefused } from '../pictures/upload-refusal.ts';
import { isUnknownFileError } from '../pictures/uploaded-pictures.ts';
import { answerMessage } from './answer-message.ts';
import { postToDm } from './post-to-dm.ts';

/** Sends a message; where Slack does not know its picture's file any more, once more with a new one. @throws what sending throws */
export async function sendOrRenewPicture<T>(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
  { pictureUploads, lab }: Pick<SlackContext, 'pictureUploads' | 'lab'>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    if (message.picture === undefined || !isUnknownFileError(error)) throw error;
    lab.log('slack does not know the file of a picture any more: it is uploaded again');
    return send(replaceImageFile(message, await pictureUploads.uploadAgain(message.picture)));
  }
}

/**
 * A message with its picture. A private message can carry no file, so the picture goes to the direct messages, and the
 * answer says so. Where anything fails, the answer says in words what the picture would have.
 */
export async function attachPicture(
  picture: Picture,
  message: SlackMessage,
  place: AnswerPlace,
  user: string,
  context: SlackContext,
): Promise<SlackMessage> {
  try {
    const shown = withImage(message, await context.pictureUploads.uploadOnce(picture), picture);
    if (place === 'direct') return shown;
    const post = (each: SlackMessage) => postToDm(user, each, context);
    const { channel } = await sendOrRenewPicture(shown, post, context);
    const here = channel !== undefined && channel === place.privatelyIn;
    const says = here ? 'The picture is here, in a message of its own.' : 'The picture is under Messages.';
    return answerMessage({
      kind: 'told',
      about: null,
      message: says,
      lines: [`Only you see it ${here ? 'here' : 'there'}.`],
    });
  } catch (error) {
    logUnlessRefused(context.lab, 'a picture could not be shown', error);
    return replacePictureByWords(message, altOf(picture));
  }
}
