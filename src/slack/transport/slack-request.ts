import { z } from 'zod';
import { findOwnValue } from '../../model/own-value.ts';

/** What a request of Slack is: something that a person did, or an event of another kind. */
export type SlackRequestKind =
  | 'command'
  | 'button'
  | 'options'
  | 'shortcut'
  | 'form'
  | 'closed'
  | 'message'
  | 'mention'
  | 'home'
  | 'event';

/** A request as far as it says who is behind it. */
export type SlackRequest = {
  readonly kind: SlackRequestKind;
  /** The Slack user id; null for an event that no person is behind. */
  readonly user: string | null;
  /** The workspaces, or the organisation, that it names for that person, see `readSlackRequest`; empty where none. */
  readonly teams: readonly string[];
};

const id = z.string().min(1);
// Slack leaves out, or sets to null or to nothing, what it does not know.
const maybeId = z.string().nullish();
const owner = z.object({ id: maybeId }).nullish();

const command = z.object({ command: id, user_id: id, team_id: maybeId, enterprise_id: maybeId });

const interaction = z.object({
  type: id,
  user: z.object({ id, team_id: maybeId }),
  team: owner,
  enterprise: owner,
  channel: z.looseObject({}).optional(),
  view: z.looseObject({}).optional(),
  actions: z.array(z.looseObject({})).min(1).optional(),
});

const event = z.object({
  type: id,
  user: z.union([z.string(), z.object({ id }).transform((user) => user.id)]).nullish(),
  channel: z.unknown().optional(),
  team: maybeId,
  user_team: maybeId,
  source_team: maybeId,
  view: z.object({ team_id: maybeId }).nullish(),
});

const callback = z.object({
  event,
  team_id: maybeId,
  enterprise_id: maybeId,
  is_ext_shared_channel: z.boolean().nullish(),
});

type NamedId = string | null | undefined;

/** The ids of the first group that names any: the person's own first, then where they were. */
function firstNamed(...groups: readonly (readonly NamedId[])[]): readonly string[] {
  const named = groups.map((group) => group.filter((each) => typeof each === 'string' && each !== ''));
  return (named.find((group) => group.length > 0) ?? []).map(String);
}

/** What each kind of interaction must bring along, or Bolt stumbles over it. */
const interactionKinds: Readonly<Record<string, readonly [SlackRequestKind, 'actions' | 'view' | null]>> = {
  block_actions: ['button', 'actions'],
  interactive_message: ['button', 'actions'],
  block_suggestion: ['options', null],
  shortcut: ['shortcut', null],
  message_action: ['shortcut', null],
  view_submission: ['form', 'view'],
  view_closed: ['closed', 'view'],
};

function readInteraction(body: unknown): SlackRequest | null {
  const found = interaction.safeParse(body).data;
  const known = found === undefined ? undefined : findOwnValue(interactionKinds, found.type);
  if (found === undefined || known === undefined) return null;
  const [kind, needed] = known;
  if (needed !== null && found[needed] === undefined) return null;
  const { user, team, enterprise } = found;
  return { kind, user: user.id, teams: firstNamed([user.team_id], [team?.id], [enterprise?.id]) };
}

function readCommand(body: unknown): SlackRequest | null {
  const found = command.safeParse(body).data;
  if (found === undefined) return null;
  return { kind: 'command', user: found.user_id, teams: firstNamed([found.team_id], [found.enterprise_id]) };
}

/** The events that a person is behind, by Slack's name; every other one is an `event`. */
const eventKinds: Readonly<Record<string, SlackRequestKind>> = {
  message: 'message',
  app_mention: 'mention',
  app_home_opened: 'home',
};

function readEvent(body: unknown): SlackRequest | null {
  const found = callback.safeParse(body).data;
  if (found === undefined) return null;
  const { type, user, channel, team, user_team: userTeam, source_team: sourceTeam, view } = found.event;
  if (type === 'message' && typeof channel !== 'string') return null;
  const own = [team, userTeam, sourceTeam, view?.team_id];
  // Among people of several workspaces, the workspace of the event says nothing about the person.
  const around = found.is_ext_shared_channel === true ? [] : [[found.team_id], [found.enterprise_id]];
  const kind = findOwnValue(eventKinds, type) ?? 'event';
  return { kind, user: user ? user : null, teams: firstNamed(own, ...around) };
}

/**
 * Reads who is behind a body of Slack; null for what is no request, which Bolt would stumble over. The person's own
 * workspace counts where it is named, all ids of it; else where the request came from; else, as on Enterprise Grid, where
 * `team` may be null, the organisation.
 */
export function readSlackRequest(body: unknown): SlackRequest | null {
  if (typeof body !== 'object' || body === null) return null;
  // In Bolt's order: it takes whatever has an event for one.
  if ('event' in body) return readEvent(body);
  return 'command' in body ? readCommand(body) : readInteraction(body);
}
