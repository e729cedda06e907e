import type { Service, ServiceRange } from '../../model/snapshot.ts';
import { rawService, rawServiceRange } from './api-schemas.ts';
import { sanitizeTexts } from './objects.ts';
import { sanitizeText } from './sanitize.ts';

/** core/v1 Service → ours. */
export function translateService(item: unknown): Service {
  const { metadata, spec, status } = rawService.parse(item);
  const own = sanitizeTexts([spec?.clusterIP, ...(spec?.clusterIPs ?? [])]).filter((ip) => ip !== 'None');
  const balanced = (status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip);
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    ips: [...new Set(own)],
    externalIPs: [...new Set(sanitizeTexts([...(spec?.externalIPs ?? []), ...balanced]))],
  };
}

/** networking.k8s.io/v1 ServiceCIDR → ours. */
export function translateServiceRange(item: unknown): ServiceRange {
  const { metadata, spec } = rawServiceRange.parse(item);
  return { name: sanitizeText(metadata.name ?? ''), cidrs: sanitizeTexts(spec?.cidrs ?? []) };
}
