import type { KnownBlock } from '@slack/types';
import type { Picture } from '../model/picture.ts';
import { boldRun, paragraphBlock, plainTextObject, textRun } from './builders.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** A picture as Slack has it: the id of its file, its title, and everything that it says in words. */
export type SlackImage = { readonly file: string; readonly title: string; readonly alt: string };

/** A picture that is a file of Slack. */
export function imageBlock({ file, title, alt }: SlackImage): KnownBlock {
  const [words, named] = [truncateText(alt, limits.alt), plainTextObject(title, limits.alt)];
  return { type: 'image', slack_file: { id: file }, alt_text: words, title: named };
}

function spoken({ text }: SlackMessage, alt: string): string {
  return truncateText(`${text}\n${escapeMrkdwn(alt)}`, limits.text);
}

/** A message with a picture below its first words; who hears it read hears what the picture says. */
export function withImage(said: SlackMessage, image: SlackImage, picture: Picture): SlackMessage {
  const [first, ...rest] = said.blocks;
  const blocks = [...(first ? [first] : []), imageBlock(image), ...rest];
  return { text: spoken(said, image.alt), blocks, picture };
}

/** The same message with another file of the same picture. */
export function replaceImageFile(said: SlackMessage, image: SlackImage): SlackMessage {
  const blocks = said.blocks.map((block) => (block.type === 'image' ? imageBlock(image) : block));
  return { ...said, blocks };
}

/** A message without its picture: what that would have said, and that it is missing. */
export function replacePictureByWords(said: SlackMessage, alt: string): SlackMessage {
  const [first, ...rest] = said.blocks;
  const missing = paragraphBlock(boldRun('The picture could not be shown, so this is what it says.'));
  const blocks = [...(first ? [first] : []), missing, paragraphBlock(textRun(alt)), ...rest];
  return { text: spoken(said, alt), blocks };
}
