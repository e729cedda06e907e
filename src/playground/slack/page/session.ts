import { useState } from 'react';
import { performAct } from './state.ts';

/** Who one is on the page, where one is, and what is open there. */
export type PageSession = {
  readonly user: string;
  /** A place's id; empty where none was chosen yet. */
  readonly place: string;
  /** The `ts` of the message whose thread is open; null for none. */
  readonly thread: string | null;
  /** What went wrong last; empty for nothing. */
  readonly error: string;
  readonly setThread: (ts: string | null) => void;
  readonly setError: (error: string) => void;
  readonly go: (place: string) => void;
  readonly become: (user: string) => void;
};

/** The session of this page; the address's `as` says who one is at first. */
export function useSession(): PageSession {
  const [user, setUser] = useState(new URLSearchParams(location.search).get('as') ?? 'U0ALICE');
  const [place, setPlace] = useState('');
  const [thread, setThread] = useState<string | null>(null);
  const [error, setError] = useState('');
  const show = (next: string) => {
    setPlace(next);
    setThread(null);
    setError('');
  };
  const go = (next: string) => {
    show(next);
    // The tabs of the app; a channel is none.
    if (next === 'home' || next === `D${user}`) performAct(next === 'home' ? 'home' : 'messages', { user });
  };
  const become = (next: string) => {
    setUser(next);
    show('');
  };
  return { user, place, thread, error, setThread, setError, go, become };
}
