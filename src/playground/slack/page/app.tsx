import { useEffect, useRef, useState } from 'react';
import { Blocks } from './blocks.tsx';
import { Composer } from './composer.tsx';
import { MessageItem } from './messages.tsx';
import { Modal } from './modal.tsx';
import { act, type Message, type State, useSlack } from './state.ts';

type Place = { readonly id: string; readonly name: string; readonly kind: 'channel' | 'direct' | 'home' };

function placesOf({ channels, me, home }: State): readonly Place[] {
  return [
    ...channels.map(({ id, name }) => ({ id, name: `#${name}`, kind: 'channel' as const })),
    { id: `D${me}`, name: 'Messages', kind: 'direct' as const },
    ...(home === undefined ? [] : [{ id: 'home', name: 'Home', kind: 'home' as const }]),
  ];
}

const after = (a: string, b: string) => Number(a) > Number(b);

/** The newest message that somebody saw, by person and place; kept over reloads. */
function useRead(user: string): readonly [(place: string) => string, (place: string, ts: string) => void] {
  const [read, setRead] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => setRead(JSON.parse(sessionStorage.getItem(`read ${user}`) ?? '{}')), [user]);
  const mark = (place: string, ts: string) => {
    if (!after(ts, read[place] ?? '0')) return;
    const next = { ...read, [place]: ts };
    sessionStorage.setItem(`read ${user}`, JSON.stringify(next));
    setRead(next);
  };
  return [(place) => read[place] ?? '0', mark];
}

function Sidebar({
  state,
  place,
  unread,
  go,
  become,
}: {
  readonly state: State;
  readonly place: string;
  readonly unread: (place: string) => number;
  readonly go: (place: string) => void;
  readonly become: (user: string) => void;
}) {
  const entry = ({ id, name }: Place) => {
    const count = unread(id);
    return (
      <li key={id}>
        <button type="button" aria-current={id === place ? 'page' : undefined} onClick={() => go(id)}>
          {name}
          {count > 0 ? (
            <span className="unread">
              {count}
              <span className="hidden"> unread</span>
            </span>
          ) : null}
        </button>
      </li>
    );
  };
  const places = placesOf(state);
  return (
    <nav aria-label="Workspace">
      <h1>netlab class</h1>
      <label htmlFor="persona">You are</label>
      <select id="persona" data-testid="persona" value={state.me} onChange={({ target }) => become(target.value)}>
        {state.personas.map(({ id, realName }) => (
          <option key={id} value={id}>
            {realName}
          </option>
        ))}
      </select>
      <h2>Channels</h2>
      <ul>{places.filter(({ kind }) => kind === 'channel').map(entry)}</ul>
      <h2>The app netlab</h2>
      <ul>{places.filter(({ kind }) => kind !== 'channel').map(entry)}</ul>
      {state.scenarios.length > 0 ? (
        <>
          <h2>
            <label htmlFor="scenario">Cluster</label>
          </h2>
          <select
            id="scenario"
            data-testid="scenario"
            value={state.scenario}
            onChange={({ target }) => act('scenario', { user: state.me, scenario: target.value })}
          >
            {state.scenarios.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </>
      ) : null}
    </nav>
  );
}

function Stream({
  messages,
  state,
  openThread,
  fail,
  label,
}: {
  readonly messages: readonly Message[];
  readonly state: State;
  readonly openThread: ((ts: string) => void) | null;
  readonly fail: (error: string) => void;
  readonly label: string;
}) {
  const list = useRef<HTMLOListElement>(null);
  const last = messages.at(-1)?.ts;
  useEffect(() => {
    // The answer's beginning is what one wants to read first.
    if (last) list.current?.querySelector(`[data-ts="${last}"]`)?.scrollIntoView({ block: 'start' });
  }, [last]);
  const repliesTo = (ts: string) => state.messages.filter(({ thread }) => thread === ts).length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ol ref={list} className="messages" data-testid="messages" aria-live="polite" aria-label={label} tabIndex={0}>
      {messages.map((message) => (
        <MessageItem
          key={message.ts}
          message={message}
          state={state}
          replies={repliesTo(message.ts)}
          openThread={openThread}
          fail={fail}
        />
      ))}
    </ol>
  );
}

function Thread({
  root,
  state,
  say,
  close,
  fail,
}: {
  readonly root: string;
  readonly state: State;
  readonly say: (text: string, thread: string) => void;
  readonly close: () => void;
  readonly fail: (error: string) => void;
}) {
  const messages = state.messages.filter(({ ts, thread }) => ts === root || thread === root);
  return (
    <aside aria-label="Thread" data-testid="thread">
      <header>
        <h2>Thread</h2>
        <button type="button" onClick={close} aria-label="Close the thread">
          ×
        </button>
      </header>
      <Stream messages={messages} state={state} openThread={null} fail={fail} label="Messages in the thread" />
      <Composer commands={[]} label="Reply" send={(text) => say(text, root)} />
    </aside>
  );
}

function HomeTab({ state, fail }: { readonly state: State; readonly fail: (error: string) => void }) {
  const press = async (block: string, action: string, value?: string) => {
    const more = value === undefined ? {} : { value };
    const { error } = await act('click', { user: state.me, view: state.home?.id, block, action, ...more });
    if (error) fail(error);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="home" data-testid="home" aria-label="App Home" tabIndex={0}>
      {state.home ? (
        <Blocks blocks={state.home.blocks} state={state} hands={{ press }} />
      ) : (
        <p>This app has shown nothing here yet.</p>
      )}
    </section>
  );
}

/** The page: one person's Slack. */
export function App() {
  const [user, setUser] = useState(new URLSearchParams(location.search).get('as') ?? 'U0ALICE');
  const state = useSlack(user);
  const [place, setPlace] = useState('');
  const [thread, setThread] = useState<string | null>(null);
  const [error, setError] = useState('');
  const [read, mark] = useRead(user);
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
      : state.messages.filter(({ channel, ts, from }) => channel === id && from !== user && after(ts, read(id))).length;
  const go = (next: string) => {
    setPlace(next);
    setThread(null);
    setError('');
    if (next === 'home') act('home', { user });
  };
  const become = (next: string) => {
    setUser(next);
    setPlace('');
    setThread(null);
    setError('');
  };
  const say = async (text: string, root?: string) => {
    setError('');
    const done = await act('say', { user, channel: here, text, ...(root ? { thread: root } : {}) });
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
