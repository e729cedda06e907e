import { findOwnValue } from '../own-value.ts';
import { podColumns, widePodColumns } from './pod-columns.ts';
import type { ResourceType } from './resources.ts';
import type { KubeObject } from './store.ts';
import { fieldAt, listAt, type TableColumn } from './table-column.ts';

function internalIP(object: KubeObject): string {
  const found = listAt(object, 'status', 'addresses').find((each) => fieldAt(each, 'type') === 'InternalIP');
  return String(fieldAt(found, 'address') ?? '<none>');
}

function readiness(object: KubeObject): string {
  const ready = listAt(object, 'status', 'conditions').find((each) => fieldAt(each, 'type') === 'Ready');
  return fieldAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
}

const info = (object: KubeObject, field: string) => fieldAt(object, 'status', 'nodeInfo', field) ?? '<unknown>';
const name: TableColumn = {
  name: 'Name',
  description: 'Name of the object',
  priority: 0,
  cell: ({ metadata }) => metadata.name,
};
const age: TableColumn = { name: 'Age', description: 'Time since creation', priority: 0, cell: () => '98m' };

const columns: Readonly<Record<string, readonly TableColumn[]>> = {
  Node: [
    name,
    { name: 'Status', description: 'Readiness of the node', priority: 0, cell: readiness },
    { name: 'Roles', description: 'Roles of the node', priority: 0, cell: () => '<none>' },
    age,
    { name: 'Version', description: 'Kubelet version', priority: 0, cell: (each) => info(each, 'kubeletVersion') },
    { name: 'Internal-IP', description: 'Address inside the network', priority: 1, cell: internalIP },
    { name: 'External-IP', description: 'Address outside the network', priority: 1, cell: () => '<none>' },
    { name: 'OS-Image', description: 'Operating system image', priority: 1, cell: (each) => info(each, 'osImage') },
    { name: 'Kernel-Version', description: 'Kernel version', priority: 1, cell: (each) => info(each, 'kernelVersion') },
    {
      name: 'Container-Runtime',
      description: 'Container runtime',
      priority: 1,
      cell: (each) => info(each, 'containerRuntimeVersion'),
    },
  ],
  Pod: [name, ...podColumns, age, ...widePodColumns],
};

/** A server-side Table; `includeObject=None` leaves the objects out, else their metadata is in. */
export function toTable(
  page: readonly KubeObject[],
  { kind }: ResourceType,
  metadata: object,
  include: string | null,
): object {
  const own = findOwnValue(columns, kind) ?? [name, age];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: own.map((each) => ({
      name: each.name,
      type: 'string',
      format: each.name === 'Name' ? 'name' : '',
      description: each.description,
      priority: each.priority,
    })),
    rows: page.map((object) => ({
      cells: own.map(({ cell }) => cell(object)),
      object: include === 'None' ? null : partial(object),
    })),
  };
}

function partial({ metadata }: KubeObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

/** Metadata alone. */
export function toPartialMetadataList(page: readonly KubeObject[], metadata: object): object {
  return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: page.map(partial) };
}
