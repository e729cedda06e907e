import type { HomeView, KnownBlock } from '@slack/types';
import type { DocPart, Line } from '../model/doc.ts';
import { divider, headerBlock } from './builders.ts';
import { imageBlock, type SlackImage } from './picture.ts';
import { partBlocks, smallPrintBlock } from './write-doc.ts';

/** What App Home says: above the map, below it, and in small print. */
export type HomeParts = {
  readonly title: string;
  readonly top: readonly DocPart[];
  readonly below: readonly DocPart[];
  readonly smallPrint: Line;
};

/** A map with what stands below it. */
export type HomeMapImage = { readonly image: SlackImage; readonly caption: Line };

function mapBlocks(map: HomeMapImage | null): readonly KnownBlock[] {
  return map === null ? [] : [divider, imageBlock(map.image), smallPrintBlock(map.caption)];
}

/** App Home as a view; its buttons are for its owner alone. */
export function homeView(
  { title, top, below, smallPrint }: HomeParts,
  user: string,
  map: HomeMapImage | null,
): HomeView {
  const value = (command: string) => JSON.stringify({ say: command, by: user });
  const write = (parts: readonly DocPart[]) => parts.flatMap((part) => partBlocks(part, value));
  const blocks = [headerBlock(title), ...write(top), ...mapBlocks(map), ...write(below), smallPrintBlock(smallPrint)];
  return { type: 'home', blocks };
}
