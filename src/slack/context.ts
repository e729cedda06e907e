import type { WebClient } from '@slack/web-api';
import type { Lab } from '../model/lab.ts';
import type { Turns } from '../model/turns.ts';
import type { Belonging } from './people/belonging.ts';
import type { HomeMaps } from './pictures/home-maps.ts';
import type { PictureUploads } from './pictures/uploaded-pictures.ts';
import type { DirectPosts } from './transport/direct-posts.ts';
import type { HeldTexts } from './transport/held-texts.ts';
import type { InFlightWork } from './transport/in-flight.ts';
import type { KeptAnswers } from './transport/kept-answers.ts';
import type { Metrics } from './transport/metrics.ts';

/** What listeners, forms and replies share. */
export type SlackContext = {
  readonly lab: Lab;
  readonly metrics: Metrics;
  readonly inFlight: InFlightWork;
  /** The client for answers; broadcasts have one of their own, whose pauses hold nobody else up. */
  readonly replies: WebClient;
  /** Direct messages, each delivered once. */
  readonly posts: DirectPosts;
  /** The pictures that Slack has, and those on people's App Homes. */
  readonly pictureUploads: PictureUploads;
  readonly homeMaps: HomeMaps;
  /** Answers whose details can still be opened. */
  readonly keptAnswers: KeptAnswers;
  /** Texts of which their authors have yet to say whom they are for. */
  readonly heldTexts: HeldTexts;
  /** What goes out of a conversation, one turn after the other. */
  readonly turns: Turns;
  /** When somebody last got an answer of netlab's own (ISO), as far as this process knows. */
  readonly answeredUsers: Map<string, string>;
  /** Who needs no greeting any more, as far as this process knows. */
  readonly greetedUsers: Set<string>;
  /** Whose a person is by the workspaces that a request names for them. */
  readonly judgeBelonging: (teams: readonly string[]) => Belonging;
  /** Whose a person is by what Slack says of them; never rejects. */
  readonly lookUpBelonging: (user: string) => Promise<Belonging>;
  /** Tells the copies of a request what it is acknowledged with; `request` is its context in Bolt. */
  readonly settleRequest: (request: object, acknowledgement: unknown) => void;
  /** The text of a file that somebody uploaded. @throws Trouble `bad-input` */
  readonly download: (address: string) => Promise<string>;
  /** How long an answer may take before a waiting line is sent, in milliseconds. */
  readonly promptAnswerTimeoutMs: number;
};

/**
 * Where an answer appears: in the app's own direct messages, where a picture can stand, or as a private message in a
 * conversation; null where that is not known.
 */
export type AnswerPlace = 'direct' | { readonly privatelyIn: string | null };
