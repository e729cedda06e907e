/** One question to the Kubernetes API, as `kubectl auth can-i` would word it. */
export type ApiQuery = {
  readonly verb: 'get' | 'list';
  readonly resource: string;
  /** API group, `''` for the core group. */
  readonly group: string;
  /** Only for kinds that discovery named; the others are asked in the version that netlab knows. */
  readonly version?: string;
  /** `null` at cluster scope. */
  readonly namespace: string | null;
  readonly name: string | null;
};

/**
 * Why nothing came back; `code` is the HTTP status where there was one. `fault` is there where waiting heals nothing:
 * netlab had no credential to ask with, or the answer was larger than what it takes in.
 */
export type Unreadable = {
  readonly ask: ApiQuery;
  readonly outcome: 'forbidden' | 'not-found' | 'failed' | 'not-in-dump';
  readonly because: string;
  readonly code: number | null;
  readonly fault?: 'credentials' | 'size';
};

/**
 * What an answer proves about things it does not hold: `proven` (a live read, a snapshot, a typed list:
 * absent is absent), `agents` (a kubectl `List` of kube-system DaemonSets: only kube-proxy and Cilium may be
 * called absent), `unproven` (a filtered or untyped list: what it lacks may exist all the same).
 */
export type Absence = 'proven' | 'agents' | 'unproven';

/** What came back from one read. */
export type Readable<T> = {
  readonly ask: ApiQuery;
  readonly outcome: 'ok';
  readonly data: T;
  readonly absence: Absence;
};

/** Data, or the reason why there is none. */
export type Read<T> = Readable<T> | Unreadable;
