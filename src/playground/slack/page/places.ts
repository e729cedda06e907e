import { useEffect, useState } from 'react';
import { findOwnValue } from '../../own-value.ts';
import type { PageState } from './state.ts';

/** Where one can be: a channel, the app's messages, its Home. */
export type PagePlace = { readonly id: string; readonly name: string; readonly kind: 'channel' | 'direct' | 'home' };

/** Every place that somebody has. */
export function placesOf({ channels, me, direct, home }: PageState): readonly PagePlace[] {
  return [
    ...channels.map(({ id, name }) => ({ id, name: `#${name}`, kind: 'channel' as const })),
    ...(direct ? [{ id: `D${me}`, name: 'Messages', kind: 'direct' as const }] : []),
    ...(home === undefined ? [] : [{ id: 'home', name: 'Home', kind: 'home' as const }]),
  ];
}

/** Whether the first of two messages, by their `ts`, is the newer one. */
const isNewer = (a: string, b: string) => Number(a) > Number(b);

/** How many messages of others in a place are newer than the one that was seen last. */
export function countUnread({ messages, me }: PageState, place: string, seen: string): number {
  return messages.filter(({ channel, ts, from }) => channel === place && from !== me && isNewer(ts, seen)).length;
}

/** The newest message that somebody saw, by person and place; kept over reloads. */
export function useReadMarks(user: string): readonly [(place: string) => string, (place: string, ts: string) => void] {
  const [read, setRead] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => setRead(JSON.parse(sessionStorage.getItem(`read ${user}`) ?? '{}')), [user]);
  const mark = (place: string, ts: string) => {
    if (!isNewer(ts, findOwnValue(read, place) ?? '0')) return;
    const next = { ...read, [place]: ts };
    sessionStorage.setItem(`read ${user}`, JSON.stringify(next));
    setRead(next);
  };
  return [(place) => findOwnValue(read, place) ?? '0', mark];
}
