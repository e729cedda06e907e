import { type PagePlace, placesOf } from './places.ts';
import { type PageState, performAct } from './state.ts';

/** Who one is, where one can go, what is unread, and which cluster is there. */
export function Sidebar({
  state,
  place,
  unread,
  go,
  become,
}: {
  readonly state: PageState;
  readonly place: string;
  readonly unread: (place: string) => number;
  readonly go: (place: string) => void;
  readonly become: (user: string) => void;
}) {
  const entry = ({ id, name }: PagePlace) => {
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
  const app = places.filter(({ kind }) => kind !== 'channel');
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
      {app.length > 0 ? (
        <>
          <h2>The app netlab</h2>
          <ul>{app.map(entry)}</ul>
        </>
      ) : null}
      {state.scenarios.length > 0 ? (
        <>
          <h2>
            <label htmlFor="scenario">Cluster</label>
          </h2>
          <select
            id="scenario"
            data-testid="scenario"
            value={state.scenario}
            onChange={({ target }) => performAct('scenario', { user: state.me, scenario: target.value })}
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
