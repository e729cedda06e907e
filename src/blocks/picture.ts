import type { KnownBlock } from '@slack/types';
import type { Picture } from '../model/picture.ts';
import { boldRun, paragraphBlock, plainTextObject, textRun } from './builders.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** A picture that was uploaded: the id of Slack's file, its title, and its description for screen readers. */
export type SlackImage = { readonly file: string; readonly title: string; readonly alt: string };

/** The image block of an uploaded picture. */
export function imageBlock({ file, title, alt }: SlackImage): KnownBlock {
  const [words, named] = [truncateText(alt, limits.alt), plainTextObject(title, limits.alt)];
  return { type: 'image', slack_file: { id: file }, alt_text: words, title: named };
}

function textWithAlt({ text }: SlackMessage, alt: string): string {
  return truncateText(`${text}\n${escapeMrkdwn(alt)}`, limits.text);
}

/** A message with a picture below its first block; its text carries the picture's description. */
export function withImage(message: SlackMessage, image: SlackImage, picture: Picture): SlackMessage {
  const [first, ...rest] = message.blocks;
  const blocks = [...(first ? [first] : []), imageBlock(image), ...rest];
  return { text: textWithAlt(message, image.alt), blocks, picture };
}

/** The same message with another file of the same picture. */
export function replaceImageFile(message: SlackMessage, image: SlackImage): SlackMessage {
  const blocks = message.blocks.map((block) => (block.type === 'image' ? imageBlock(image) : block));
  return { ...message, blocks };
}

/** A message with the picture's description in its place, below a line that says that it is missing. */
export function replacePictureByWords(message: SlackMessage, alt: string): SlackMessage {
  const [first, ...rest] = message.blocks;
  const missing = paragraphBlock(boldRun('The picture could not be shown, so this is what it says.'));
  const blocks = [...(first ? [first] : []), missing, paragraphBlock(textRun(alt)), ...rest];
  return { text: textWithAlt(message, alt), blocks };
}
