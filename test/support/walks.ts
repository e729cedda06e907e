// Walks without a cluster: rows as they are wanted, and what a person does at each place.

import { advanceWalk, type WalkEvent } from '../../src/commands/walk/machine.ts';
import type { Walk } from '../../src/commands/walk/state.ts';
import type { WalkContext, WalkMove } from '../../src/commands/walk/transitions.ts';
import type { StatusChange } from '../../src/model/check.ts';
import { type ProblemId, type ProblemRow, problemIds } from '../../src/model/finding.ts';
import { commandInNamespace } from '../../src/model/lesson.ts';
import type { MissingRule, RuleOption } from '../../src/model/opening.ts';
import { lesson } from './lab.ts';

export const namespace = 'student-07';
export const faults: readonly ProblemId[] = ['no-egress'];

export type Shape = {
  readonly status: ProblemRow['status'];
  readonly denied?: boolean;
  readonly next?: number;
  readonly unread?: boolean;
  /** Whether the policies let the Pods out for sure. */
  readonly open?: boolean;
};

const option = (where: string, direction: 'egress' | 'ingress', port: number): RuleOption => ({
  rules: [{ direction, pod: `${where}/web`, peer: { is: 'outside' }, ports: [{ port, protocol: 'TCP' }] }],
  policies: { networkPolicies: [], ciliumPolicies: [], placed: false },
});

/** A rule among three of which the second is the right one. */
export const foundRuleIn = (where: string): MissingRule => ({
  is: 'found',
  options: [option(where, 'ingress', 443), option(where, 'egress', 443), option(where, 'egress', 53)],
  right: 1,
});

/** Rows with these statuses; what is not named is ruled out. `denied`: what netlab read speaks against each command. */
export function walkContextOf(
  shapes: Partial<Record<ProblemId, Shape>> = {},
  where = namespace,
  because = 'so it is.',
  rule: MissingRule = foundRuleIn(where),
): WalkContext {
  const changes: readonly StatusChange[] = [];
  const rows = problemIds.map((id): ProblemRow => {
    const { status, denied = false, next = 0, unread = false } = shapes[id] ?? { status: 'ruled-out' };
    const runs = lesson.problems[id].commands.map(({ run }) => commandInNamespace(run, where));
    return {
      id,
      status,
      because: `${id}: ${because}`,
      nextCommand: runs[next] ?? '',
      normal: !faults.includes(id),
      denied: denied ? runs : [],
      unread: unread && status === 'cannot-see',
    };
  });
  const { status, open = false } = shapes['no-egress'] ?? { status: 'ruled-out' };
  const policies = [`NetworkPolicy/${where}/only-dns`];
  const look = {
    namespace: where,
    readAt: '2026-11-24T16:40:00.000Z',
    rows,
    signature: '--------',
    shut: status === 'supported' ? ({ what: 'everything', pods: ['web'], policies } as const) : null,
    open: open ? ({ addresses: 'all', names: 'yes', pod: 'web' } as const) : null,
  };
  return {
    look,
    problems: lesson.problems,
    fresh: 'abc',
    changesSince: () => changes,
    findRule: () => rule,
    tryOption: (at) => ({ option: at, changes: [], compared: 4 }),
  };
}

/** The button of an outcome that leads there by itself. */
export function outcomeOf(walk: Walk | null, verdict: ProblemRow['status']): number {
  if (walk?.place.at !== 'command') throw new Error(`no command at ${walk?.place.at}`);
  const found = lesson.problems[walk.place.problem].commands[walk.place.command]?.outcomes ?? [];
  const index = found.findIndex((each) => each.verdict === verdict);
  if (index < 0) throw new Error(`no outcome ${verdict}`);
  return index + 1;
}

/** Several moves, one after the other. */
export function moveThrough(events: readonly WalkEvent[], context: WalkContext, start: Walk | null = null): WalkMove {
  let move: WalkMove = { walk: start, remarks: [] };
  for (const event of events) move = advanceWalk(move.walk, event, context);
  return move;
}
