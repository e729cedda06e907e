// A Service by its name or its address: the Pods behind it at their own port, as one answer where they agree.
import { describe, expect, test } from 'vitest';
import { evaluateQueries, evaluateQuery, preparePolicies } from '../../../src/commands/reach/evaluate.ts';
import type { PolicySnapshot, ReachQuery, Semantics } from '../../../src/model/reach.ts';
import { endpointSlice, listOf, networkPolicy, node, overlayLabels, pod, service } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const labelled = (app: string) => ({ labels: { app } });
const ip = { web: '10.244.0.10', api1: '10.244.0.11', api2: '10.244.0.12', odd: '10.244.0.13' };
const pods = [
  pod('x', 'web', 'n1', ip.web, '10.0.0.4', labelled('web')),
  pod('x', 'api-1', 'n1', ip.api1, '10.0.0.4', labelled('api')),
  pod('x', 'api-2', 'n1', ip.api2, '10.0.0.4', labelled('api')),
  pod('x', 'odd', 'n1', ip.odd, '10.0.0.4', labelled('odd')),
];
const http = { name: 'http', port: 8080, protocol: 'TCP' };
const both: Parameters<typeof endpointSlice>[3] = [
  ['api-1', ip.api1],
  ['api-2', ip.api2],
];
const api = service('x', 'api', {
  clusterIP: '10.96.0.7',
  clusterIPs: ['10.96.0.7'],
  externalIPs: ['198.51.100.9'],
  ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'TCP' }],
});
const slice = endpointSlice('x', 'api', [http], both);

type World = { services?: readonly object[]; slices?: readonly object[]; policies?: readonly object[] };

const fields = (all: readonly object[]) => all.map((each) => ({ ...each }));

function world({ services = [api], slices = [slice], policies = [] }: World = {}): Promise<PolicySnapshot> {
  return terrainFrom([
    listOf('Node', [node('n1', '10.0.0.4', { labels: overlayLabels })]),
    listOf('Pod', pods),
    listOf('NetworkPolicy', fields(policies)),
    listOf('Service', fields(services)),
    listOf('EndpointSlice', fields(slices)),
  ]);
}

type Asked = Partial<ReachQuery> & { readonly semantics?: Semantics };

async function ask(cluster: PolicySnapshot | Promise<PolicySnapshot>, { semantics = 'plain', ...query }: Asked = {}) {
  const prepared = preparePolicies(await cluster, semantics);
  return evaluateQuery({ from: 'x/web', to: 'x/svc/api', port: 80, protocol: 'TCP', ...query }, prepared);
}

const notes = (found: Awaited<ReturnType<typeof ask>>) => found.notes.map(({ id }) => id);
const intoApi = (ports: readonly object[]) =>
  networkPolicy('x', 'api', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ ports }] });

describe('the port that counts is the Pods’ own', () => {
  test.each([
    ['the Service’s port is opened', [{ port: 80 }], 'denied'],
    ['the Pods’ port is opened', [{ port: 8080 }], 'allowed'],
  ])('%s: %s', async (_, ports, verdict) => {
    const found = await ask(world({ policies: [intoApi(ports)] }));
    expect([found.verdict, notes(found)]).toEqual([verdict, ['service']]);
    expect(found.backends).toEqual([
      { to: 'x/api-1', port: 8080, verdict },
      { to: 'x/api-2', port: 8080, verdict },
    ]);
  });

  test('by its own address it is the same; by its port’s name too', async () => {
    const cluster = world({ policies: [intoApi([{ port: 8080 }])] });
    expect((await ask(cluster, { to: '10.96.0.7' })).backends?.map(({ to }) => to)).toEqual(['x/api-1', 'x/api-2']);
    expect((await ask(cluster, { port: 'http' })).verdict).toBe('allowed');
  });

  test('slices with other numbers for the same name are each judged by theirs', async () => {
    const slices = [
      endpointSlice('x', 'api', [http], [['api-1', ip.api1]]),
      endpointSlice(
        'x',
        'api',
        [{ ...http, port: 9090 }],
        [
          ['odd', ip.odd],
          ['api-2', ip.api2],
        ],
      ),
    ];
    const found = await ask(world({ slices }));
    expect(found.backends?.map(({ to, port }) => `${to} ${port}`)).toEqual([
      'x/api-1 8080',
      'x/api-2 9090',
      'x/odd 9090',
    ]);
  });

  test('of two ports with the same number the protocol tells', async () => {
    const dns = service('x', 'api', {
      clusterIP: '10.96.0.7',
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    });
    const slices = [
      endpointSlice(
        'x',
        'api',
        [
          { name: 'dns-tcp', port: 5354, protocol: 'TCP' },
          { name: 'dns', port: 5353, protocol: 'UDP' },
        ],
        both,
      ),
    ];
    const found = await ask(world({ services: [dns], slices }), { port: 53, protocol: 'UDP' });
    expect(found.backends?.map(({ port }) => port)).toEqual([5353, 5353]);
  });
});

describe('what the Pods behind it do not agree on', () => {
  const slices = [endpointSlice('x', 'api', [http], [...both, ['odd', ip.odd]])];

  test('is said, Pod by Pod, and unknown', async () => {
    const found = await ask(world({ slices, policies: [intoApi([{ port: 1 }])] }));
    expect([found.verdict, found.egress.verdict, found.ingress.verdict]).toEqual(['unknown', 'allowed', 'unknown']);
    expect(found.ingress.because).toContain('x/api-1 at 8080: denied.');
    expect(found.ingress.because).toContain('x/odd at 8080: allowed.');
    expect(notes(found)).toEqual(['service', 'service-differs']);
    expect(found.backends?.map(({ verdict }) => verdict)).toEqual(['denied', 'denied', 'allowed']);
  });

  test('a source that may send nothing is denied for all', async () => {
    const shut = networkPolicy('x', 'shut', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] });
    const found = await ask(world({ slices, policies: [shut, intoApi([{ port: 1 }])] }));
    expect([found.verdict, found.egress.policies]).toEqual(['denied', ['NetworkPolicy/x/shut']]);
  });

  test('only endpoints that get connections count; what does not say so gets them', async () => {
    const ready = [
      endpointSlice(
        'x',
        'api',
        [http],
        [
          ['api-1', ip.api1, { ready: false }],
          ['api-2', ip.api2, { ready: false, serving: true, terminating: true }],
          ['odd', ip.odd, {}],
        ],
      ),
    ];
    const found = await ask(world({ slices: ready, policies: [intoApi([{ port: 1 }])] }));
    expect([found.verdict, found.backends?.map(({ to }) => to)]).toEqual(['allowed', ['x/odd']]);
  });
});

describe('what could not be seen, or is not there, is unknown and said', () => {
  const forbidden = {
    outcome: 'forbidden',
    because: 'not allowed to list endpointslices.discovery.k8s.io in namespace x (403)',
    code: 403,
  } as const;
  const without = async (name: 'services' | 'endpointSlices'): Promise<PolicySnapshot> => {
    const cluster = await world();
    const services = name === 'services' ? { ...forbidden, ask: cluster.services.ask } : cluster.services;
    return {
      ...cluster,
      services,
      namespaces: cluster.namespaces.map((space) => ({ ...space, [name]: { ...forbidden, ask: space.pods.ask } })),
    };
  };

  test.each([
    ['endpoints unread', () => without('endpointSlices'), 'not allowed to list endpointslices'],
    ['Services unread', () => without('services'), 'not allowed to list'],
    [
      'a Service without ports',
      () => world({ services: [service('x', 'api', { clusterIP: '10.96.0.7' })] }),
      'ports of x/svc/api did not come',
    ],
    [
      'a Service of which it is not known whether it is headless',
      () => world({ services: [service('x', 'api', { ports: [{ name: 'http', port: 80 }] })] }),
      'address of x/svc/api did not come',
    ],
    ['no endpoints', () => world({ slices: [] }), 'has no endpoints'],
    [
      'none of them ready',
      () => world({ slices: [endpointSlice('x', 'api', [http], [['api-1', ip.api1, { ready: false }]])] }),
      'has no ready endpoints',
    ],
    ['slices without ports', () => world({ slices: [{ ...slice, ports: null }] }), 'its address and its port'],
    [
      'a port without number',
      () => world({ slices: [{ ...slice, ports: [{ name: 'http', protocol: 'TCP' }] }] }),
      'its address and its port',
    ],
    [
      'slices of another name’s port',
      () => world({ slices: [endpointSlice('x', 'api', [{ ...http, name: 'other' }], both)] }),
      'its address and its port',
    ],
    [
      'ExternalName',
      () => world({ services: [service('x', 'api', { type: 'ExternalName', externalName: 'db.example.com' })] }),
      'db.example.com',
    ],
  ])('%s', async (_, cluster, says) => {
    const found = await ask(cluster());
    expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining(says)]);
  });

  test('a Pod behind it that was not seen', async () => {
    const found = await ask(world({ slices: [endpointSlice('x', 'api', [http], [...both, ['gone', '10.244.0.99']])] }));
    expect([found.verdict, found.ingress.because]).toEqual([
      'unknown',
      expect.stringContaining('there is no Pod x/gone'),
    ]);
  });

  test('a Service or a port that does not exist is a wrong question, with what there is', async () => {
    await expect(ask(world(), { to: 'x/svc/nobody' })).rejects.toThrow('bad-input');
    await expect(ask(world(), { port: 8080 })).rejects.toMatchObject({
      detail: { what: 'x/svc/api has no TCP port 8080; it has TCP 80 (http)' },
    });
    const query = { from: 'x/web', port: 80, protocol: 'TCP' } as const;
    const batch = evaluateQueries([{ ...query, to: 'x/svc/nobody' }], preparePolicies(await world(), 'plain'));
    expect(batch[0]?.notes.map(({ id }) => id)).toEqual(['service-not-found']);
  });

  test('an external address of it, and a source that is no Pod', async () => {
    const outer = await ask(world(), { to: '198.51.100.9' });
    expect([outer.verdict, notes(outer)]).toEqual(['unknown', ['service-address']]);
    const guest = await ask(world(), { from: '203.0.113.7' });
    expect([guest.verdict, guest.egress.because]).toEqual(['unknown', expect.stringContaining('from outside')]);
  });
});

describe('kinds of Services', () => {
  test('headless: the port stays as it is asked for', async () => {
    const services = [
      service('x', 'api', { clusterIP: 'None', clusterIPs: ['None'], ports: [{ name: 'http', port: 80 }] }),
    ];
    const cluster = world({ services, policies: [intoApi([{ port: 8080 }])] });
    const [asked, own] = [await ask(cluster), await ask(cluster, { port: 8080 })];
    expect([asked.verdict, own.verdict, notes(own)]).toEqual(['denied', 'allowed', ['service-headless']]);
  });

  test('endpoints that are no Pods are judged by their address', async () => {
    const outside = { ...slice, endpoints: [{ addresses: ['203.0.113.50'] }] };
    const shut = networkPolicy('x', 'shut', {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
    });
    const found = await ask(world({ slices: [outside], policies: [shut] }));
    expect([found.verdict, found.backends?.[0]?.to]).toEqual(['allowed', '203.0.113.50']);
  });
});

describe('back to the Pod itself', () => {
  const slices = [endpointSlice('x', 'api', [http], [['web', ip.web]])];

  test('is left open where a policy selects it, and open where none does', async () => {
    const shut = networkPolicy('x', 'shut', { podSelector: { matchLabels: { app: 'web' } } });
    const [restricted, free] = [await ask(world({ slices, policies: [shut] })), await ask(world({ slices }))];
    expect([restricted.verdict, restricted.ingress.because]).toEqual([
      'unknown',
      expect.stringContaining('comes back to itself'),
    ]);
    expect([free.verdict, notes(free)]).toEqual(['allowed', ['service']]);
  });
});
