import type { z } from 'zod';
import type { EndpointSlice, Service, ServicePort, ServiceRange } from '../../model/snapshot.ts';
import { rawEndpointSlice, rawService, rawServiceRange } from './api-schemas.ts';
import { sanitizeTexts } from './objects.ts';
import { sanitizeText } from './sanitize.ts';

type RawServicePort = NonNullable<z.output<typeof rawEndpointSlice>['ports']>[number];

/** Ports that have a number; the API's default for a protocol is TCP. */
function portsIn(ports: readonly RawServicePort[]): readonly ServicePort[] {
  return ports.flatMap(({ name, port, protocol }) =>
    typeof port === 'number'
      ? [{ name: sanitizeText(name ?? ''), port, protocol: sanitizeText(protocol || 'TCP') }]
      : [],
  );
}

/** core/v1 Service → ours. */
export function translateService(item: unknown): Service {
  const { metadata, spec, status } = rawService.parse(item);
  const own = sanitizeTexts([spec?.clusterIP, ...(spec?.clusterIPs ?? [])]);
  const balanced = (status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip);
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    ips: [...new Set(own)].filter((ip) => ip !== 'None'),
    externalIPs: [...new Set(sanitizeTexts([...(spec?.externalIPs ?? []), ...balanced]))],
    headless: own.includes('None'),
    externalName: spec?.type === 'ExternalName' ? sanitizeText(spec.externalName ?? '') : null,
    ports: portsIn(spec?.ports ?? []),
  };
}

/** discovery.k8s.io/v1 EndpointSlice → ours. */
export function translateEndpointSlice(item: unknown): EndpointSlice {
  const { metadata, ports, endpoints } = rawEndpointSlice.parse(item);
  const namespace = sanitizeText(metadata.namespace ?? '');
  const service = metadata.labels?.['kubernetes.io/service-name'];
  const whole = ports?.every(({ port }) => typeof port === 'number') ?? false;
  return {
    namespace,
    name: sanitizeText(metadata.name ?? ''),
    service: service ? sanitizeText(service) : null,
    ports: whole ? portsIn(ports ?? []) : null,
    endpoints: (endpoints ?? []).map(({ addresses, conditions, targetRef }) => ({
      pod:
        targetRef?.kind === 'Pod' && targetRef.name
          ? sanitizeText(`${targetRef.namespace ?? namespace}/${targetRef.name}`)
          : null,
      addresses: sanitizeTexts(addresses ?? []),
      ready: conditions?.ready ?? true,
    })),
  };
}

/** networking.k8s.io/v1 ServiceCIDR → ours. */
export function translateServiceRange(item: unknown): ServiceRange {
  const { metadata, spec } = rawServiceRange.parse(item);
  return { name: sanitizeText(metadata.name ?? ''), cidrs: sanitizeTexts(spec?.cidrs ?? []) };
}
