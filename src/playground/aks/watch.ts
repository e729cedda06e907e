import type { ServerResponse } from 'node:http';
import { type AksListQuery, parseSelectors } from './list.ts';
import { groupVersion } from './resources.ts';
import { type AksResponse, badRequestResponse, tooOldStatus } from './status.ts';
import type { ObjectStore } from './store.ts';

const initialEventsEnd = 'k8s.io/initial-events-end';

function bookmark(
  { type }: AksListQuery,
  revision: number,
  annotations: Readonly<Record<string, string>> | null,
): object {
  const metadata = {
    resourceVersion: String(revision),
    creationTimestamp: null,
    ...(annotations ? { annotations } : {}),
  };
  return { type: 'BOOKMARK', object: { kind: type.kind, apiVersion: groupVersion(type), metadata } };
}

function blueprint({ type }: AksListQuery): string {
  const empty = { kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata: {}, items: null };
  return Buffer.from(`${JSON.stringify(empty)}\n`).toString('base64');
}

type Opening = { readonly events: readonly object[]; readonly from: number; readonly over: boolean };

/** The events with which a watch begins: everything there is, nothing, or the refusal of a revision that is gone. */
function opening(
  store: ObjectStore,
  query: AksListQuery,
  test: (object: Parameters<ObjectStore['shown']>[0]) => boolean,
): Opening {
  const { parameters, type } = query;
  const asked = parameters.get('resourceVersion') ?? '';
  const initial = parameters.get('sendInitialEvents') === 'true';
  const there = () =>
    store
      .all(type.kind)
      .filter(test)
      .map((object) => ({ type: 'ADDED', object: store.shown(object, type) }));
  if (initial) {
    const annotations = { [initialEventsEnd]: 'true', 'kubernetes.io/initial-events-list-blueprint': blueprint(query) };
    return { events: [...there(), bookmark(query, store.revision, annotations)], from: store.revision, over: false };
  }
  if (asked === '' || asked === '0') {
    const annotations = { [initialEventsEnd]: 'true', 'kubernetes.io/initial-events-list-blueprint': blueprint(query) };
    // Without a revision the server starts "from any", and treats it as a request for initial events with bookmarks.
    const end =
      asked === '' && parameters.get('allowWatchBookmarks') === 'true'
        ? [bookmark(query, store.revision, annotations)]
        : [];
    return { events: [...there(), ...end], from: store.revision, over: false };
  }
  const from = Number(asked);
  if (from < store.oldest)
    return { events: [{ type: 'ERROR', object: tooOldStatus(from, store.oldest) }], from, over: true };
  return { events: [], from, over: false };
}

function refusal(query: AksListQuery): AksResponse | null {
  const { parameters } = query;
  const asked = parameters.get('resourceVersion') ?? '';
  if (!/^\d*$/u.test(asked)) return badRequestResponse(`invalid resource version "${asked}"`);
  if (parameters.get('sendInitialEvents') === 'true' && parameters.get('resourceVersionMatch') !== 'NotOlderThan') {
    return badRequestResponse('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  }
  return null;
}

/** Answers a watch as a stream of JSON lines until its time is over; a refusal is returned before the stream opens. */
export function answerWatch(store: ObjectStore, query: AksListQuery, stream: () => ServerResponse): AksResponse | null {
  const chosen = parseSelectors(query);
  const refused = 'code' in chosen ? chosen : refusal(query);
  if ('code' in chosen || refused !== null) return refused;
  const { parameters, type } = query;
  const response = stream();
  const write = (event: object) => void response.write(`${JSON.stringify(event)}\n`);
  const { events, from, over } = opening(store, query, chosen.test);
  events.forEach(write);
  if (over) {
    response.end();
    return null;
  }
  let sent = from;
  const news = () => {
    for (const change of store.changes.filter(({ revision }) => revision > sent)) {
      sent = change.revision;
      if (chosen.test(change.object)) write({ type: change.type, object: store.shown(change.object, type) });
    }
  };
  news();
  store.listeners.add(news);
  const end = () => {
    if (parameters.get('allowWatchBookmarks') === 'true' && events.length === 0)
      write(bookmark(query, store.revision, null));
    response.end();
  };
  const timer = setTimeout(end, Number(parameters.get('timeoutSeconds') ?? 300) * 1000);
  response.on('close', () => {
    clearTimeout(timer);
    store.listeners.delete(news);
  });
  return null;
}
