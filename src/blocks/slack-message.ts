import type { KnownBlock } from '@slack/types';
import type { Picture } from '../model/picture.ts';

/** A message for Slack; `text` is what screen readers and notifications get, so it carries the answer too. */
export type SlackMessage = {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** What its image block shows, where it has one. */
  readonly picture?: Picture;
};
