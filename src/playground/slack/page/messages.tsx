import { Blocks } from './blocks.tsx';
import type { InputValue } from './elements.ts';
import { type PageMessage, type PageState, performAct } from './state.ts';

/** The app's own user id. */
const app = 'U0NETLAB';

const decodeEntities = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What somebody typed, with names in place of ids. */
function spoken(text: string, state: PageState): string {
  const people = [...state.personas, { id: app, name: 'netlab' }];
  const named = text
    .replaceAll(/<@([A-Z0-9]+)>/gu, (_, id: string) => `@${people.find((each) => each.id === id)?.name ?? id}`)
    .replaceAll(/<#[A-Z0-9]+\|([^>]*)>/gu, '#$1')
    .replaceAll(/<(https?:[^>|]+)>/gu, '$1');
  return decodeEntities(named);
}

function time(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

type MessageItemProps = {
  readonly message: PageMessage;
  readonly state: PageState;
  readonly replies: number;
  readonly openThread: ((ts: string) => void) | null;
  readonly fail: (error: string) => void;
};

/** One message with its marks: the app's, only for you, edited, replies. */
export function MessageItem({ message, state, replies, openThread, fail }: MessageItemProps) {
  const { from, ephemeral, blocks, text, ts, edited, files } = message;
  const name = from === app ? 'netlab' : (state.personas.find(({ id }) => id === from)?.realName ?? from);
  const press = async (block: string, action: string, value?: InputValue) => {
    const more = value === undefined ? {} : { value };
    const { error } = await performAct('click', { user: state.me, message: ts, block, action, ...more });
    if (error) fail(error);
  };
  return (
    <li className={ephemeral ? 'message ephemeral' : 'message'} data-testid="message" data-ts={ts}>
      {ephemeral ? <p className="only">Only visible to you</p> : null}
      <p className="head">
        <strong>{name}</strong> {from === app ? <span className="app">APP</span> : null} <time>{time(ts)}</time>
        {edited ? <span className="only"> (edited)</span> : null}
      </p>
      {blocks.length > 0 ? (
        <Blocks blocks={blocks} state={state} handlers={{ press }} />
      ) : (
        <p className="words">{spoken(text, state)}</p>
      )}
      {files.map(({ id, name: title }) => (
        <p key={id} className="file">
          <span aria-hidden="true">📎</span> {title}
        </p>
      ))}
      {openThread && !ephemeral ? (
        <button type="button" className="thread-link" onClick={() => openThread(ts)}>
          {replies === 0 ? 'Reply in thread' : `${replies} ${replies === 1 ? 'reply' : 'replies'}`}
        </button>
      ) : null}
    </li>
  );
}
