import type { KnownBlock } from '@slack/types';
import type { Picture } from '../model/picture.ts';
import { bold, paragraph, plain, say } from './builders.ts';
import { cut, escaped } from './escape.ts';
import { limits } from './limits.ts';
import type { Message } from './slack-message.ts';

/** A picture as Slack has it: the id of its file, its title, and everything that it says in words. */
export type Image = { readonly file: string; readonly title: string; readonly alt: string };

/** A picture that is a file of Slack. */
export function imageBlock({ file, title, alt }: Image): KnownBlock {
  const [words, named] = [cut(alt, limits.alt), plain(title, limits.alt)];
  return { type: 'image', slack_file: { id: file }, alt_text: words, title: named };
}

function spoken({ text }: Message, alt: string): string {
  return cut(`${text}\n${escaped(alt)}`, limits.text);
}

/** A message with a picture below its first words; who hears it read hears what the picture says. */
export function withImage(said: Message, image: Image, picture: Picture): Message {
  const [first, ...rest] = said.blocks;
  const blocks = [...(first ? [first] : []), imageBlock(image), ...rest];
  return { text: spoken(said, image.alt), blocks, picture };
}

/** The same message with another file of the same picture. */
export function withOtherFile(said: Message, image: Image): Message {
  const blocks = said.blocks.map((block) => (block.type === 'image' ? imageBlock(image) : block));
  return { ...said, blocks };
}

/** A message without its picture: what that would have said, and that it is missing. */
export function inWords(said: Message, alt: string): Message {
  const [first, ...rest] = said.blocks;
  const missing = paragraph(bold('The picture could not be shown, so this is what it says.'));
  const blocks = [...(first ? [first] : []), missing, paragraph(say(alt)), ...rest];
  return { text: spoken(said, alt), blocks };
}
