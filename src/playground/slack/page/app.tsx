import { useEffect, useState } from 'react';
import { Composer } from './composer.tsx';
import { Modal } from './modal.tsx';
import { HomeTab, Stream, Thread } from './panes.tsx';
import { isNewer, placesOf, useReadMarks } from './places.ts';
import { Sidebar } from './sidebar.tsx';
import { performAct, useSlack } from './state.ts';
import { uploadChosenFiles } from './uploads.tsx';

/** The page: one person's Slack. */
export function App() {
  const [user, setUser] = useState(new URLSearchParams(location.search).get('as') ?? 'U0ALICE');
  const state = useSlack(user);
  const [place, setPlace] = useState('');
  const [thread, setThread] = useState<string | null>(null);
  const [error, setError] = useState('');
  const [read, mark] = useReadMarks(user);
  const here = place || state?.channels[0]?.id || '';
  const own = state?.messages.filter(({ channel, thread: root }) => channel === here && root === null) ?? [];
  const newest = own.at(-1)?.ts ?? '0';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on the screen is read, whoever else changes
  useEffect(() => mark(here, newest), [here, newest]);
  if (!state) return <p className="loading">Connecting…</p>;
  const name = placesOf(state).find(({ id }) => id === here)?.name ?? '';
  const unread = (id: string) =>
    id === here
      ? 0
      : state.messages.filter(({ channel, ts, from }) => channel === id && from !== user && isNewer(ts, read(id)))
          .length;
  const go = (next: string) => {
    setPlace(next);
    setThread(null);
    setError('');
    if (next === 'home') performAct('home', { user });
  };
  const become = (next: string) => {
    setUser(next);
    setPlace('');
    setThread(null);
    setError('');
  };
  const say = async (text: string, chosen: readonly File[], root?: string) => {
    setError('');
    const files = await uploadChosenFiles(user, chosen);
    const done = await performAct('say', { user, channel: here, text, files, ...(root ? { thread: root } : {}) });
    setError(done.error ?? '');
  };
  return (
    <>
      <Sidebar state={state} place={here} unread={unread} go={go} become={become} />
      <main>
        <header>
          <h2>{here === 'home' ? 'netlab · Home' : here.startsWith('D') ? 'netlab · Messages' : name}</h2>
          <p className="notice">{state.notice}</p>
        </header>
        {here === 'home' ? (
          <HomeTab state={state} fail={setError} />
        ) : (
          <>
            <Stream messages={own} state={state} openThread={setThread} fail={setError} label="Messages" />
            <Composer
              key={`${user} ${here}`}
              commands={state.commands}
              label={`Message ${here.startsWith('D') ? 'netlab' : name}, or type /netlab`}
              send={say}
              attach={here.startsWith('D')}
            />
          </>
        )}
        <p className="fault" role="alert" data-testid="error">
          {error}
        </p>
      </main>
      {thread ? <Thread root={thread} state={state} say={say} close={() => setThread(null)} fail={setError} /> : null}
      {state.modal ? <Modal key={`${state.modal.id} ${state.modal.hash}`} view={state.modal} state={state} /> : null}
    </>
  );
}
