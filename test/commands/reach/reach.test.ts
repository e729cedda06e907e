// `reach` as a student types it, and as the terminal asks it.
import { describe, expect, test } from 'vitest';
import { parsePort, parseProtocol, surveyRequestFor } from '../../../src/commands/reach/evaluate.ts';
import type { Answer } from '../../../src/model/answer.ts';
import type { SurveyRequest } from '../../../src/model/reach.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import { dispatch } from '../../support/dispatch.ts';
import { reachSchema } from '../../support/json-schemas/reach.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { aksLabels, endpointSlice, listOf, networkPolicy, node, pod, service } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const labelled = (app: string) => ({ labels: { app } });
const dns = { labels: { 'k8s-app': 'kube-dns' } };
const pods = [
  pod('student-07', 'web-5c9-a1', 'n1', '10.244.0.10', '10.0.0.4', labelled('web')),
  pod('student-07', 'web-5c9-b2', 'n1', '10.244.0.11', '10.0.0.4', labelled('web')),
  pod('student-07', 'api', 'n1', '10.244.0.12', '10.0.0.4', labelled('api')),
  pod('student-12', 'secret', 'n1', '10.244.0.20', '10.0.0.4', labelled('secret')),
  pod('kube-system', 'coredns', 'n1', '10.244.0.53', '10.0.0.4', dns),
];
const documents = [
  listOf('Node', [node('n1', '10.0.0.4')]),
  listOf('Pod', pods),
  listOf('NetworkPolicy', [
    networkPolicy('student-07', 'only-api', {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] }],
    }),
    networkPolicy('student-12', 'private', { podSelector: {}, policyTypes: ['Ingress'] }),
  ]),
];

const people = {
  U07: { id: 'U07', role: 'student', namespace: 'student-07' },
  UIN: { id: 'UIN', role: 'instructor', namespace: null },
} as const;

function lab(seen: SurveyRequest[] = []) {
  return bareLab(() => Promise.reject(new Error('not observed')), {
    findPerson: async (user) => (user === 'U07' || user === 'UIN' ? people[user] : null),
    survey: async (wanted) => {
      seen.push(wanted);
      return terrainFrom(documents, wanted.namespaces[0]);
    },
  });
}

const ask = async (typed: string, user = 'U07'): Promise<Answer> => (await dispatch(typed, inside(user), lab())).answer;

async function one(typed: string, user = 'U07') {
  const answer = await ask(typed, user);
  if (answer.kind !== 'reach') throw new Error(JSON.stringify(answer));
  const [found] = answer.reaches;
  if (!found) throw new Error('no answer');
  return found;
}

describe('what a student types', () => {
  test.each([
    ['reach web-5c9-a1 api 8080', 'allowed'],
    ['reach from web to api port 8080', 'allowed'],
    ['reach from web to api port 8080 tcp', 'allowed'],
    ['reach web → api 8080 tcp', 'allowed'],
    ['reach web api 80', 'denied'],
    ['reach web api 8080 udp', 'denied'],
    ['reach student-07/web-5c9-a1 student-07/api 8080', 'allowed'],
    ['reach api web 80', 'allowed'],
    ['reach web dns', 'denied'],
    ['reach api dns', 'allowed'],
    ['reach api DNS 53 tcp', 'allowed'],
    ['reach api 203.0.113.7 443', 'allowed'],
    ['reach web 203.0.113.7 443', 'denied'],
  ])('%s: %s', async (typed, verdict) => {
    expect((await one(typed)).verdict).toBe(verdict);
  });

  test.each([
    ['reach web', 'from which Pod to what'],
    ['reach web', 'from which Pod to what'],
    ['reach web api', 'which port?'],
    ['reach web api 8080 tcp now', 'from which Pod to what'],
    ['reach web api 99999', 'is no port'],
    ['reach web api 0', 'is no port'],
    ['reach web api 80 icmp', 'no protocol of NetworkPolicies'],
    ['reach nobody api 80', 'there is no Pod “nobody” in student-07; there are'],
    ['reach web api http', 'has no TCP port named http'],
  ])('%s: %s', async (typed, says) => {
    const answer = await ask(typed);
    expect([answer.kind, answer.kind === 'trouble' && answer.message]).toEqual([
      'trouble',
      expect.stringContaining(says),
    ]);
  });

  test('replicas are one, different Pods are asked back', async () => {
    expect((await one('reach web-5c9 api 8080')).query.from).toBe('student-07/web-5c9-a1');
    const more = [...pods, pod('student-07', 'web-db', 'n1', '10.244.0.13', '10.0.0.4')];
    const other = bareLab(() => Promise.reject(new Error('not observed')), {
      findPerson: async () => people.U07,
      survey: () => terrainFrom([listOf('Pod', more), listOf('NetworkPolicy', [])], 'student-07'),
    });
    const { answer } = await dispatch('reach web api 80', inside('U07'), other);
    expect(answer.kind === 'trouble' && answer.message).toContain('which one: web-5c9-a1, web-5c9-b2, web-db?');
  });
});

describe('names', () => {
  const key = 'kubernetes.azure.com/localdns-state';
  const nodes = (state: string) => listOf('Node', [node('n1', '10.0.0.4', { labels: { ...aksLabels, [key]: state } })]);
  const rest = documents.filter(({ kind }) => kind !== 'NodeList');
  const asked = async (typed: string, values: readonly unknown[]) => {
    const other = bareLab(() => Promise.reject(new Error('not observed')), {
      findPerson: async () => people.U07,
      survey: () => terrainFrom(values, 'student-07'),
    });
    const { answer } = await dispatch(typed, inside('U07'), other);
    if (answer.kind !== 'reach') throw new Error(JSON.stringify(answer));
    const [found] = answer.reaches;
    return [found?.query.to, found?.verdict, found?.notes.map(({ id }) => id).filter((id) => id.includes('dns'))];
  };

  test('are asked for where the node of the Pod sends such questions', async () => {
    expect(await asked('reach web dns', [...rest, nodes('enabled')])).toEqual([
      '169.254.10.11',
      'unknown',
      ['localdns'],
    ]);
    expect(await asked('reach api dns', [...rest, nodes('enabled')])).toEqual([
      '169.254.10.11',
      'allowed',
      ['localdns'],
    ]);
    expect(await asked('reach web dns', [...rest, nodes('disabled')])).toEqual(['kube-system/coredns', 'denied', []]);
  });

  test('stay open where the label could not be seen and both places differ', async () => {
    expect(await asked('reach web dns', rest)).toEqual(['kube-system/coredns', 'unknown', ['localdns-unseen']]);
    expect(await asked('reach api dns', rest)).toEqual(['kube-system/coredns', 'allowed', ['localdns-unseen']]);
  });

  test('need no Pod of kube-dns on a node with LocalDNS', async () => {
    const without = [
      ...rest.filter(({ kind }) => kind !== 'PodList'),
      listOf('Pod', pods.slice(0, 4)),
      nodes('enabled'),
    ];
    expect((await asked('reach api dns', without))[1]).toBe('allowed');
    await expect(asked('reach api dns', without.slice(0, -1))).rejects.toThrow(
      'I could not see the Pods of the cluster’s DNS',
    );
  });
});

describe('a Service', () => {
  const http = (port: number) => [{ name: 'http', port, protocol: 'TCP' }];
  const all = [
    ...documents,
    listOf('Service', [
      service('student-07', 'web', { clusterIP: '10.0.107.1', ports: http(80) }),
      service('student-07', 'api', { clusterIP: '10.0.107.2', ports: http(80) }),
      service('student-07', 'shop', { clusterIP: '10.0.107.3', ports: http(80) }),
      service('student-12', 'secret', { clusterIP: '10.0.112.9', ports: http(80) }),
    ]),
    listOf('EndpointSlice', [
      endpointSlice('student-07', 'web', http(80), [['web-5c9-a1', '10.244.0.10']]),
      endpointSlice('student-07', 'api', http(8080), [['api', '10.244.0.12']]),
      endpointSlice('student-07', 'shop', http(9090), [['api', '10.244.0.12']]),
      endpointSlice('student-12', 'secret', http(8080), [['secret', '10.244.0.20']]),
    ]),
  ];
  const shops = bareLab(() => Promise.reject(new Error('not observed')), {
    findPerson: async (user) => (user === 'U07' || user === 'UIN' ? people[user] : null),
    survey: ({ namespaces: [namespace] }) => terrainFrom(all, namespace),
  });
  const say = async (typed: string, user = 'U07') => (await dispatch(typed, inside(user), shops)).answer;

  test.each([
    ['its name alone', 'reach web shop 80', 'student-07/svc/shop', 'denied'],
    ['a Pod of that very name comes before it', 'reach web api 8080', 'student-07/api', 'allowed'],
    ['… and after it with svc/', 'reach web svc/api 80', 'student-07/svc/api', 'allowed'],
    ['it comes before a Pod whose name begins so', 'reach api web 80', 'student-07/svc/web', 'allowed'],
    ['… unless only the Pod can have the port', 'reach api web 8080', 'student-07/web-5c9-a1', 'allowed'],
    ['NAMESPACE/svc/NAME', 'reach web student-07/svc/shop 80', 'student-07/svc/shop', 'denied'],
    ['a port by its name', 'reach web shop http', 'student-07/svc/shop', 'denied'],
    ['its address', 'reach web 10.0.107.2 80', '10.0.107.2', 'allowed'],
  ])('%s', async (_, typed, to, verdict) => {
    const answer = await say(typed);
    const [found] = answer.kind === 'reach' ? answer.reaches : [];
    expect([found?.query.to, found?.verdict]).toEqual([to, verdict]);
  });

  test('a port that it does not have is said, with those that it has', async () => {
    const answer = await say('reach web shop 9090');
    expect(answer.kind === 'trouble' && answer.message).toContain('has no TCP port 9090; it has TCP 80 (http)');
  });

  test('another’s is refused by its name, and by its address shows nothing of it', async () => {
    const named = await say('reach web student-12/svc/secret 80');
    expect(named.kind === 'trouble' && named.message).toContain('not yours');
    for (const [typed, verdict] of [
      ['reach api 10.0.112.9 80', 'unknown'],
      ['reach api 10.0.112.9 81', 'unknown'],
      ['reach web 10.0.112.9 80', 'denied'],
    ] as const) {
      const answer = await say(typed);
      const said = [toJson(answer), toMarkdown(answer), toText(answer, plainStyle)].join('\n');
      expect([typed, answer.kind === 'reach' && answer.reaches[0]?.verdict]).toEqual([typed, verdict]);
      expect(said).not.toMatch(/student-12|secret|private/u);
    }
  });

  test('an instructor sees the Pods behind it', async () => {
    const answer = await say('reach student-07/api 10.0.112.9 80', 'UIN');
    expect(answer.kind === 'reach' && answer.reaches[0]?.backends).toEqual([
      { to: 'student-12/secret', port: 8080, verdict: 'denied' },
    ]);
  });

  test('JSON as documented; text and Markdown name the Pods behind it', async () => {
    const answer = await say('reach web shop 80');
    const document: unknown = JSON.parse(toJson(answer));
    expect(reachSchema.parse(document)).toEqual(document);
    for (const said of [toText(answer, plainStyle), toMarkdown(answer)])
      expect(said).toContain('student-07/api at 9090');
  });
});

describe('another’s namespace', () => {
  test('is not named, neither as source nor as destination', async () => {
    for (const typed of [
      'reach student-12/secret api 80',
      'reach api student-12/secret 80',
      'reach api student-12/none 80',
    ]) {
      const answer = await ask(typed);
      expect([typed, answer.kind === 'trouble' && answer.message]).toEqual([
        typed,
        expect.stringContaining('not yours'),
      ]);
    }
  });

  test('does not show through an address: neither its Pods nor its policies', async () => {
    const answer = await ask('reach api 10.244.0.20 80');
    const said = [toJson(answer), toMarkdown(answer), toText(answer, plainStyle)].join('\n');
    expect(said).not.toMatch(/student-12|secret|private/u);
    expect((await one('reach api 10.244.0.20 80')).verdict).toBe('unknown');
    expect((await one('reach web 10.244.0.20 80')).verdict).toBe('denied');
    expect((await one('reach web 10.244.0.20 80')).egress.policies).toEqual(['NetworkPolicy/student-07/only-api']);
  });

  test('is an instructor’s to ask about', async () => {
    expect((await one('reach student-12/secret 203.0.113.7 443', 'UIN')).verdict).toBe('allowed');
    const found = await one('reach student-07/api 10.244.0.20 80', 'UIN');
    expect([found.verdict, found.ingress.policies]).toEqual(['denied', ['NetworkPolicy/student-12/private']]);
  });
});

describe('what is read for it', () => {
  test('the own namespace, and an address where one is asked', async () => {
    const seen: SurveyRequest[] = [];
    await dispatch('reach api 203.0.113.7 443', inside('U07'), lab(seen));
    await dispatch('reach web api 80', inside('U07'), lab(seen));
    expect(seen).toEqual([
      { namespaces: ['student-07'], addresses: ['203.0.113.7'] },
      { namespaces: ['student-07'], addresses: [] },
    ]);
  });

  test('each namespace and each address once', () => {
    const query = { port: 80, protocol: 'TCP' } as const;
    const queries = [
      { ...query, from: 'x/a', to: 'y/b' },
      { ...query, from: 'x/c', to: '10.0.0.1' },
      { ...query, from: '10.0.0.1', to: 'y/b' },
    ];
    expect(surveyRequestFor(queries)).toEqual({ namespaces: ['x', 'y'], addresses: ['10.0.0.1'] });
  });

  test('it is written down who asked', async () => {
    expect((await dispatch('reach web api 80', inside('U07'), lab())).audit).toEqual({
      did: 'read',
      what: 'reach',
      namespace: 'student-07',
      as: null,
    });
  });
});

describe('how it is said', () => {
  test('JSON as documented, and nothing more', async () => {
    const answer = await ask('reach web api 80');
    const document: unknown = JSON.parse(toJson(answer));
    expect(reachSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ verdict: 'denied', egress: { policies: ['NetworkPolicy/student-07/only-api'] } });
  });

  test('a list of answers for a list of questions', async () => {
    const answer = await ask('reach web api 80');
    if (answer.kind !== 'reach') throw new Error('no answer');
    const document: unknown = JSON.parse(toJson({ ...answer, batch: true }));
    expect(Array.isArray(document)).toBe(true);
    expect(toText({ ...answer, batch: true }, plainStyle)).toContain(
      '✗ student-07/web-5c9-a1 → student-07/api, TCP 80: the policies deny it.',
    );
  });

  test('text and Markdown tell both sides', async () => {
    const answer = await ask('reach web api 80');
    for (const said of [toText(answer, plainStyle), toMarkdown(answer)]) {
      expect(said).toContain('leaving');
      expect(said).toContain('arriving');
      expect(said.replaceAll(/\s+/gu, ' ')).toContain('opens only TCP 8080');
    }
  });
});

describe('ports and protocols', () => {
  test.each([
    ['80', 80],
    ['65535', 65_535],
    ['http', 'http'],
    ['8080-tcp', '8080-tcp'],
  ])('%s', (from, port) => expect(parsePort(from)).toBe(port));
  test.each(['0', '65536', '-1', '', 'HTTP', 'a-name-of-17-chars', 'a_b', '80 '])('%s is none', (from) =>
    expect(() => parsePort(from)).toThrow('bad-input'),
  );
  test('protocols in any case', () => {
    expect(parseProtocol('udp')).toBe('UDP');
    expect(() => parseProtocol('icmp')).toThrow('bad-input');
  });
});
