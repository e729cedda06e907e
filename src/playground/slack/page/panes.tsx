import { useEffect, useRef } from 'react';
import { Blocks } from './blocks.tsx';
import { Composer } from './composer.tsx';
import type { InputValue } from './elements.ts';
import { MessageItem } from './messages.tsx';
import { type PageMessage, type PageState, performAct } from './state.ts';

/** Messages one below the other. */
export function Stream({
  messages,
  state,
  openThread,
  fail,
  label,
}: {
  readonly messages: readonly PageMessage[];
  readonly state: PageState;
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

/** A thread beside them. */
export function Thread({
  root,
  state,
  send,
  close,
  fail,
}: {
  readonly root: string;
  readonly state: PageState;
  readonly send: (text: string, files: readonly File[], thread: string) => void;
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
      <Composer commands={[]} label="Reply" send={(text) => send(text, [], root)} />
    </aside>
  );
}

/** What the app shows somebody on its Home tab. */
export function HomeTab({ state, fail }: { readonly state: PageState; readonly fail: (error: string) => void }) {
  const press = async (block: string, action: string, value?: InputValue) => {
    const more = value === undefined ? {} : { value };
    const { error } = await performAct('click', { user: state.me, view: state.home?.id, block, action, ...more });
    if (error) fail(error);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="home" data-testid="home" aria-label="App Home" tabIndex={0}>
      {state.home ? (
        <Blocks blocks={state.home.blocks} state={state} handlers={{ press }} />
      ) : (
        <p>This app has shown nothing here yet.</p>
      )}
    </section>
  );
}
