import { z } from 'zod';
import { keyedBy } from './keyed-values.ts';

// The shapes of the Kubernetes API as they are read: lenient about what is left out (partial fields, `null` lists,
// managedFields or not), strict about what is there: a field of another type than the API's is refused.

/** Text that may be left out. */
export const text = z.string().nullish();
/** A list of texts that may be left out. */
export const texts = z.array(z.string()).nullish();
/** Labels, annotations: text by key. */
export const textByKey = keyedBy(z.string().nullish()).nullish();

/** metadata of any object. */
export const rawMetadata = z.looseObject({
  name: text,
  namespace: text,
  labels: textByKey,
  annotations: keyedBy(z.unknown()).nullish(),
  deletionTimestamp: text,
  ownerReferences: z.array(z.looseObject({ kind: text, name: text, controller: z.boolean().nullish() })).nullish(),
});

const condition = z.looseObject({ type: text, status: text, reason: text, message: text });
const ip = z.looseObject({ ip: text });

/** metadata alone: what every object must have. */
export const rawObject = z.looseObject({ metadata: rawMetadata });

/** core/v1 Node. */
export const rawNode = z.looseObject({
  metadata: rawMetadata,
  spec: z.looseObject({ podCIDR: text, podCIDRs: texts, providerID: text }).nullish(),
  status: z
    .looseObject({
      addresses: z.array(z.looseObject({ type: text, address: text })).nullish(),
      conditions: z.array(condition).nullish(),
      nodeInfo: z.looseObject({ operatingSystem: text }).nullish(),
    })
    .nullish(),
});

/** core/v1 Pod. */
export const rawPod = z.looseObject({
  metadata: rawMetadata,
  spec: z
    .looseObject({
      hostNetwork: z.boolean().nullish(),
      nodeName: text,
      containers: z
        .array(
          z.looseObject({
            ports: z.array(z.looseObject({ name: text, containerPort: z.number(), protocol: text })).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
  status: z
    .looseObject({
      phase: text,
      podIP: text,
      podIPs: z.array(ip).nullish(),
      hostIP: text,
      hostIPs: z.array(ip).nullish(),
      conditions: z.array(condition).nullish(),
    })
    .nullish(),
});

/** apps/v1 DaemonSet. */
export const rawDaemonSet = z.looseObject({
  metadata: rawMetadata,
  spec: z
    .looseObject({
      template: z
        .looseObject({
          spec: z
            .looseObject({ containers: z.array(z.looseObject({ command: texts, args: texts })).nullish() })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
  status: z.looseObject({ desiredNumberScheduled: z.number().nullish(), numberReady: z.number().nullish() }).nullish(),
});

/** acn.azure.com/v1alpha NodeNetworkConfig (Azure/azure-container-networking, crd/nodenetworkconfig). */
export const rawNodeNetworkConfig = z.looseObject({
  metadata: rawMetadata,
  status: z
    .looseObject({
      networkContainers: z
        .array(
          z.looseObject({
            assignmentMode: text,
            type: text,
            primaryIP: text,
            primaryIPV6: text,
            subnetAddressSpace: text,
            subnetAddressSpaceV6: text,
            ipAssignments: z.array(ip).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/** cilium.io/v2 CiliumNode: with ipam cluster-pool its blocks, with multi-pool those of each pool. */
export const rawCiliumNode = z.looseObject({
  metadata: rawMetadata,
  spec: z
    .looseObject({
      ipam: z
        .looseObject({
          podCIDRs: texts,
          pools: z.looseObject({ allocated: z.array(z.looseObject({ cidrs: texts })).nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** core/v1 ConfigMap. */
export const rawConfigMap = z.looseObject({ metadata: rawMetadata, data: textByKey });

const servicePort = z.looseObject({ name: text, port: z.number().nullish(), protocol: text });

/** core/v1 Service. */
export const rawService = z.looseObject({
  metadata: rawMetadata,
  spec: z
    .looseObject({
      type: text,
      clusterIP: text,
      clusterIPs: texts,
      externalIPs: texts,
      externalName: text,
      ports: z.array(servicePort).nullish(),
    })
    .nullish(),
  status: z.looseObject({ loadBalancer: z.looseObject({ ingress: z.array(ip).nullish() }).nullish() }).nullish(),
});

/** discovery.k8s.io/v1 EndpointSlice. */
export const rawEndpointSlice = z.looseObject({
  metadata: rawMetadata,
  ports: z.array(servicePort).nullish(),
  endpoints: z
    .array(
      z.looseObject({
        addresses: texts,
        conditions: z.looseObject({ ready: z.boolean().nullish() }).nullish(),
        targetRef: z.looseObject({ kind: text, namespace: text, name: text }).nullish(),
      }),
    )
    .nullish(),
});

/** networking.k8s.io/v1 ServiceCIDR. */
export const rawServiceRange = z.looseObject({
  metadata: rawMetadata,
  spec: z.looseObject({ cidrs: texts }).nullish(),
});

/** A list as the API server sends it. */
export const rawList = z.looseObject({
  kind: z.string().regex(/List$/u),
  metadata: z.looseObject({ continue: text, resourceVersion: text }).nullish(),
  items: z.array(z.unknown()).nullish(),
});

/** meta/v1 Status. */
export const rawStatus = z.looseObject({
  kind: z.literal('Status'),
  message: text,
  reason: text,
  code: z.number().nullish(),
  details: z.looseObject({ name: text, kind: text, group: text }).nullish(),
});
