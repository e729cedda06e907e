import { Composer } from './composer.tsx';
import { HomeTab, Stream } from './panes.tsx';
import { placesOf } from './places.ts';
import type { PageSession } from './session.ts';
import type { PageMessage, PageState } from './state.ts';

/** Sends what was typed, with files, into the place that is shown; `thread` is the `ts` of a thread's first message. */
export type SendMessage = (text: string, files: readonly File[], thread?: string) => void;

type MainPaneProps = {
  readonly state: PageState;
  readonly session: PageSession;
  /** The id of the place that is shown. */
  readonly here: string;
  readonly messages: readonly PageMessage[];
  readonly send: SendMessage;
};

function titleOf(here: string, name: string): string {
  if (here === 'home') return 'netlab · Home';
  return here.startsWith('D') ? 'netlab · Messages' : name;
}

function Conversation({ state, session, here, messages, send, name }: MainPaneProps & { readonly name: string }) {
  const direct = here.startsWith('D');
  return (
    <>
      <Stream
        messages={messages}
        state={state}
        openThread={session.setThread}
        fail={session.setError}
        label="Messages"
      />
      <Composer
        key={`${session.user} ${here}`}
        commands={state.commands}
        label={`Message ${direct ? 'netlab' : name}, or type /netlab`}
        send={send}
        attach={direct}
      />
    </>
  );
}

/** The middle of the page: the Home tab, or a conversation with its composer; below it what went wrong. */
export function MainPane(props: MainPaneProps) {
  const { state, session, here } = props;
  const name = placesOf(state).find(({ id }) => id === here)?.name ?? '';
  return (
    <main>
      <header>
        <h2>{titleOf(here, name)}</h2>
        <p className="notice">{state.notice}</p>
      </header>
      {here === 'home' ? <HomeTab state={state} fail={session.setError} /> : <Conversation {...props} name={name} />}
      <p className="fault" role="alert" data-testid="error">
        {session.error}
      </p>
    </main>
  );
}
