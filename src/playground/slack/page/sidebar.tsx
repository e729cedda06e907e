import { type PagePlace, placesOf } from './places.ts';
import { type PageState, performAct } from './state.ts';

type PersonaMenuProps = { readonly state: PageState; readonly become: (user: string) => void };

function PersonaMenu({ state, become }: PersonaMenuProps) {
  return (
    <>
      <label htmlFor="persona">You are</label>
      <select id="persona" data-testid="persona" value={state.me} onChange={({ target }) => become(target.value)}>
        {state.personas.map(({ id, realName }) => (
          <option key={id} value={id}>
            {realName}
          </option>
        ))}
      </select>
    </>
  );
}

type PlaceListProps = {
  readonly places: readonly PagePlace[];
  /** The id of the place that is shown. */
  readonly place: string;
  readonly unread: (place: string) => number;
  readonly go: (place: string) => void;
};

function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="unread">
      {count}
      <span className="hidden"> unread</span>
    </span>
  );
}

function PlaceList({ places, place, unread, go }: PlaceListProps) {
  return (
    <ul>
      {places.map(({ id, name }) => (
        <li key={id}>
          <button type="button" aria-current={id === place ? 'page' : undefined} onClick={() => go(id)}>
            {name}
            <Unread count={unread(id)} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function ScenarioMenu({ state }: { readonly state: PageState }) {
  if (state.scenarios.length === 0) return null;
  return (
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
  );
}

/** Who one is, where one can go, what is unread, and which cluster is there. */
export function Sidebar({ state, become, ...rest }: PersonaMenuProps & Omit<PlaceListProps, 'places'>) {
  const places = placesOf(state);
  const app = places.filter(({ kind }) => kind !== 'channel');
  return (
    <nav aria-label="Workspace">
      <h1>netlab class</h1>
      <PersonaMenu state={state} become={become} />
      <h2>Channels</h2>
      <PlaceList places={places.filter(({ kind }) => kind === 'channel')} {...rest} />
      {app.length > 0 ? (
        <>
          <h2>The app netlab</h2>
          <PlaceList places={app} {...rest} />
        </>
      ) : null}
      <ScenarioMenu state={state} />
    </nav>
  );
}
