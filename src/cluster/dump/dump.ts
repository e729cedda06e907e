import type { DumpDocument } from '../input-file.ts';

/** An object of a dump and where it stands: document, and place in its list (null for a single object). */
export type DumpObject = {
  readonly kind: string;
  /** API group, `''` for the core group and where the object names none. */
  readonly group: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlySet<string>;
  readonly value: unknown;
  readonly document: DumpDocument;
  readonly index: number | null;
  /** It names no namespace, so it counts in `default`, as kubectl would take it. */
  readonly hasAssumedNamespace: boolean;
};

/** A list as it stood in the dump; `kind` is the items' kind for a typed list, null for kubectl's `List`. */
export type DumpList = {
  readonly kind: string | null;
  /** More pages follow (metadata.continue, which is `token`). */
  readonly partial: boolean;
  readonly token: string;
  /** How many items follow, null where the server did not count them. */
  readonly remaining: number | null;
  /** It was read page by page with a selector: objects that were not asked for are not in it. */
  readonly selected: boolean;
  readonly version: string;
  readonly objects: readonly DumpObject[];
};

/** A refusal that the API server sent and somebody kept (`kind: Status`). */
export type SavedStatus = {
  readonly code: number;
  readonly resource: string;
  readonly name: string;
  readonly message: string;
};

/** All that a dump holds. */
export type Dump = {
  readonly objects: readonly DumpObject[];
  readonly lists: readonly DumpList[];
  readonly statuses: readonly SavedStatus[];
  /** Server URLs of kubeconfigs (`kubectl config view`). */
  readonly servers: readonly string[];
  /** The reader's word that every list is whole and every kind was asked for. */
  readonly complete: boolean;
};
