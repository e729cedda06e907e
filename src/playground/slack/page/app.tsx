import { useEffect } from 'react';
import { MainPane, type SendMessage } from './main-pane.tsx';
import { Modal } from './modal.tsx';
import { Thread } from './panes.tsx';
import { countUnread, useReadMarks } from './places.ts';
import { useSession } from './session.ts';
import { Sidebar } from './sidebar.tsx';
import { performAct, useSlack } from './state.ts';
import { uploadChosenFiles } from './uploads.tsx';

/** The page: one person's Slack. */
export function App() {
  const session = useSession();
  const { user, thread, setError } = session;
  const state = useSlack(user);
  const [read, mark] = useReadMarks(user);
  const here = session.place || state?.channels[0]?.id || '';
  const own = state?.messages.filter(({ channel, thread: root }) => channel === here && root === null) ?? [];
  const newest = own.at(-1)?.ts ?? '0';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on the screen is read, whoever else changes
  useEffect(() => mark(here, newest), [here, newest]);
  if (!state) return <p className="loading">Connecting…</p>;
  const unread = (id: string) => (id === here ? 0 : countUnread(state, id, read(id)));
  const send: SendMessage = async (text, chosen, root) => {
    setError('');
    const files = await uploadChosenFiles(user, chosen);
    const done = await performAct('say', { user, channel: here, text, files, ...(root ? { thread: root } : {}) });
    setError(done.error ?? '');
  };
  return (
    <>
      <Sidebar state={state} place={here} unread={unread} go={session.go} become={session.become} />
      <MainPane state={state} session={session} here={here} messages={own} send={send} />
      {thread ? (
        <Thread root={thread} state={state} send={send} close={() => session.setThread(null)} fail={setError} />
      ) : null}
      {state.modal ? <Modal key={`${state.modal.id} ${state.modal.hash}`} view={state.modal} state={state} /> : null}
    </>
  );
}
