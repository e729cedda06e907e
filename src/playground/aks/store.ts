import { groupVersion, type ResourceType, resourceTypes } from './resources.ts';

/** A Kubernetes object. */
export type KubeObject = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
};

/** One change of an object, as a watch sends it. */
export type ObjectChange = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  readonly revision: number;
};

/** The place of an object among its kind: the order in which the API lists. */
export function objectKey({ metadata }: KubeObject): string {
  return `/${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

/** When everything was created: one epoch, so that two runs answer alike. */
export const creationTime = '2026-11-22T22:11:18Z';

function stamped(object: KubeObject, revision: number): KubeObject {
  const uid = `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`;
  const { name, namespace, ...rest } = object.metadata;
  const metadata = {
    name,
    ...(namespace ? { namespace } : {}),
    uid,
    resourceVersion: String(revision),
    creationTimestamp: creationTime,
    ...rest,
  };
  return { ...object, metadata };
}

/** The objects of one cluster with their history; `oldest` is the first revision a watch may start from. */
export class ObjectStore {
  readonly types: readonly ResourceType[];
  readonly changes: ObjectChange[] = [];
  readonly listeners = new Set<() => void>();
  revision = 100;
  oldest = 100;
  readonly #objects = new Map<string, Map<string, KubeObject>>();

  constructor(objects: readonly KubeObject[], customGroups: readonly string[]) {
    this.types = resourceTypes.filter(({ custom, group }) => !custom || customGroups.includes(group));
    for (const object of objects) this.apply('ADDED', object);
    // A watch sends no events for what was there at the start.
    this.changes.length = 0;
    this.oldest = this.revision;
  }

  /** The objects of a kind in the API's order. */
  all(kind: string): readonly KubeObject[] {
    const objects = this.#objects.get(kind) ?? new Map<string, KubeObject>();
    return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /** Adds, changes or removes an object and wakes the watches. */
  apply(change: ObjectChange['type'], object: KubeObject): void {
    this.revision += 1;
    const objects = this.#objects.get(object.kind) ?? new Map<string, KubeObject>();
    this.#objects.set(object.kind, objects);
    const own = stamped(object, this.revision);
    if (change === 'DELETED') objects.delete(objectKey(object));
    else objects.set(objectKey(object), own);
    this.changes.push({ type: change, object: own, revision: this.revision });
    for (const listener of this.listeners) listener();
  }

  /** Forgets history, as etcd's compaction does: older watches and continue tokens expire. */
  compact(): void {
    this.revision += 1;
    this.oldest = this.revision;
    this.changes.length = 0;
  }

  /** An object as a list or watch of its kind shows it: kind and apiVersion first, as the API writes them. */
  shown({ kind: _, apiVersion: __, ...rest }: KubeObject, type: ResourceType): Readonly<Record<string, unknown>> {
    return { kind: type.kind, apiVersion: groupVersion(type), ...rest };
  }
}
