import type { Read } from '../../model/read.ts';
import type { EndpointSlice, Service } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { type Address, parseAddress, parseAddresses } from '../ip/address.ts';
import type { PolicyIndex } from './policy-index.ts';

/** NAMESPACE/svc/NAME in its two parts; null for any other text. */
export function parseServiceName(text: string): { readonly namespace: string; readonly name: string } | null {
  const [, namespace, name] = /^([^/]+)\/(?:svc|service|services)\/([^/]+)$/u.exec(text) ?? [];
  return namespace === undefined || name === undefined ? null : { namespace, name };
}

/** A Service as a destination is written. */
export const serviceText = ({ namespace, name }: Pick<Service, 'namespace' | 'name'>) => `${namespace}/svc/${name}`;

/** The Services of a namespace: its own list, else those of the whole cluster; undefined where neither was asked for. */
function servicesIn(namespace: string, index: PolicyIndex): Read<readonly Service[]> | undefined {
  const { services } = index.policySnapshot;
  const own = index.namespace(namespace)?.services;
  return own?.outcome === 'ok' || services.outcome !== 'ok' ? own : services;
}

/** A Service, that there is none, or why that could not be seen. */
export type FoundService =
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unseen'; readonly because: string };

/** Looks a Service up by its name. */
export function findService(namespace: string, name: string, index: PolicyIndex): FoundService {
  const read = servicesIn(namespace, index);
  const service =
    read?.outcome === 'ok' ? read.data.find((each) => each.namespace === namespace && each.name === name) : undefined;
  if (service) return { kind: 'service', service };
  if (read === undefined) return { kind: 'unseen', because: `the Services of ${namespace} were not read` };
  if (read.outcome !== 'ok') return { kind: 'unseen', because: read.because };
  if (read.absence === 'proven') return { kind: 'absent' };
  return { kind: 'unseen', because: 'the dump does not prove that its list of Services is whole' };
}

function hasAddress({ ips }: Service, { family, value }: Address): boolean {
  return parseAddresses(ips).some((own) => own.family === family && own.value === value);
}

/** The Service whose own address this is; an address from outside (`externalIPs`, a load balancer's) is none. */
export function serviceWithAddress(text: string, index: PolicyIndex): Service | null {
  const point = parseAddress(text);
  if (point === null || index.serviceAt(point) === undefined || index.podsAt(point).length > 0) return null;
  const { services, namespaces } = index.policySnapshot;
  const all = [...namespaces.flatMap((space) => objectsOf(space.services)), ...objectsOf(services)];
  return all.find((each) => hasAddress(each, point)) ?? null;
}

/** The slices of a Service's endpoints, or why they were not seen. */
export function slicesOf({ namespace, name }: Service, index: PolicyIndex): Read<readonly EndpointSlice[]> | string {
  const read = index.namespace(namespace)?.endpointSlices;
  if (read === undefined) return `the EndpointSlices of ${namespace} were not read`;
  if (read.outcome !== 'ok') return read.because;
  return { ...read, data: read.data.filter(({ service }) => service === name) };
}
