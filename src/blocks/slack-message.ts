import type { KnownBlock } from '@slack/types';
import type { Picture } from '../model/picture.ts';

/** A message for Slack. Screen readers and notifications get `text` alone, so it carries the whole answer as well. */
export type SlackMessage = {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** What its image block shows, where it has one. */
  readonly picture?: Picture;
  /** The same for direct messages, where it stays; absent where it is no other. */
  readonly asDirect?: SlackMessage;
  /** Whose walk stands in it, where it is a step of one: the message of the step before loses its buttons. */
  readonly walkOf?: string;
};
