import type { ReachQuery } from '../../model/reach.ts';
import type { EndpointSlice, Service, ServiceEndpoint, ServicePort } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { serviceText, slicesOf } from './find-service.ts';
import type { PolicyIndex } from './policy-index.ts';

/** A port as a query asks for it. */
export type AskedPort = Pick<ReachQuery, 'port' | 'protocol'>;

/** Where connections to a Service come to, why that is not known, or that the Service has no such port. */
export type ServiceBackends =
  | { readonly kind: 'backends'; readonly targets: readonly Pick<ReachQuery, 'to' | 'port'>[] }
  | { readonly kind: 'unknown'; readonly because: string }
  | { readonly kind: 'no-such-port'; readonly because: string };

const unknown = (because: string) => ({ kind: 'unknown', because }) as const;

/** The Service's port that is asked for, by its number or its name. */
export function servicePort({ ports }: Service, { port, protocol }: AskedPort): ServicePort | undefined {
  return ports.find(
    (each) => each.protocol === protocol && (each.port === port || (each.name !== '' && each.name === port)),
  );
}

function portList({ ports }: Service): string {
  const all = ports.map(({ name, port, protocol }) => `${protocol} ${port}${name === '' ? '' : ` (${name})`}`);
  return all.length === 0 ? 'it has none' : `it has ${all.join(', ')}`;
}

/** The number of the endpoints' port behind a Service's port: both have the same name. Null where it is not known. */
function endpointPort({ ports }: EndpointSlice, { name, protocol }: ServicePort): number | null {
  return ports?.find((each) => each.name === name && each.protocol === protocol)?.port ?? null;
}

const targetOf = ({ pod, addresses: [address] }: ServiceEndpoint): string | null => pod ?? address ?? null;

function uniqueTargets(all: readonly { readonly to: string; readonly port: number }[]) {
  return [...new Map(all.map((each) => [`${each.to} ${each.port}`, each])).values()].sort((a, b) =>
    a.to < b.to ? -1 : 1,
  );
}

/** The endpoints that get connections; `port` says which one they come to in each slice, null where that is not known. */
function backendsIn(
  slices: readonly EndpointSlice[],
  name: string,
  port: (slice: EndpointSlice) => number | null,
): ServiceBackends {
  const ready = slices
    .map((slice) => ({ slice, endpoints: slice.endpoints.filter((each) => each.ready) }))
    .filter(({ endpoints }) => endpoints.length > 0);
  if (ready.length === 0) {
    const some = slices.some(({ endpoints }) => endpoints.length > 0);
    return unknown(`${name} has no ${some ? 'ready ' : ''}endpoints, so there is no Pod whose policies could be asked`);
  }
  const targets = ready.flatMap(({ slice, endpoints }) =>
    endpoints.map((each) => ({ to: targetOf(each), port: port(slice) })),
  );
  const known = targets.flatMap(({ to, port: number }) =>
    to === null || number === null ? [] : [{ to, port: number }],
  );
  if (known.length < targets.length) return unknown(`not every endpoint of ${name} says its address and its port`);
  return { kind: 'backends', targets: uniqueTargets(known) };
}

/** Where connections to a port of a Service come to. */
export function backendsOf(service: Service, asked: AskedPort, index: PolicyIndex): ServiceBackends {
  const name = serviceText(service);
  if (service.externalName !== null)
    return unknown(
      `${name} stands for the name ${service.externalName}, outside of what policies know: ask for its address`,
    );
  // Every Service has an address or says that it has none, and at least one port: without them it was not shown whole.
  if (!service.headless && service.ips.length === 0) return unknown(`the address of ${name} did not come with it`);
  if (!service.headless && service.ports.length === 0) return unknown(`the ports of ${name} did not come with it`);
  const own = servicePort(service, asked);
  // Behind a headless Service nothing is translated: its name stands for its Pods' addresses.
  const direct = service.headless && typeof asked.port === 'number' ? asked.port : null;
  if (own === undefined && direct === null)
    return {
      kind: 'no-such-port',
      because: `${name} has no ${asked.protocol} port ${asked.port}; ${portList(service)}`,
    };
  const slices = slicesOf(service, index);
  if (typeof slices === 'string') return unknown(`what is behind ${name} could not be seen: ${slices}`);
  return backendsIn(objectsOf(slices), name, (slice) => direct ?? (own ? endpointPort(slice, own) : null));
}
