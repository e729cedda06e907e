// “Which rule is missing?” below an answer that policies deny it: asked as a question, with what a wrong rule would do.
import { describe, expect, test } from 'vitest';
import { replacedMessageOf } from '../../../src/commands/dispatch.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import type { MissingRuleAnswer } from '../../../src/model/opening.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { policiesYaml } from '../../../src/words/policy-yaml.ts';
import { dispatch, offerCalled, offersOf } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { aksLabels, endpointSlice, listOf, networkPolicy, node, pod, service } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

type Fields = Readonly<Record<string, unknown>>;

const labelled = (app: string) => ({ labels: { app } });
const pods = [
  pod('student-07', 'web', 'n1', '10.244.0.10', '10.0.0.4', labelled('web')),
  pod('student-07', 'api', 'n1', '10.244.0.12', '10.0.0.4', labelled('api')),
  pod('student-12', 'secret', 'n1', '10.244.0.20', '10.0.0.4', labelled('secret')),
  pod('kube-system', 'coredns', 'n1', '10.244.0.53', '10.0.0.4', { labels: { 'k8s-app': 'kube-dns' } }),
];
const shut = networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const named = (name: string) => ({
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
});
const world = (policies: readonly Fields[] = [shut]) => [
  listOf('Namespace', ['student-07', 'student-12', 'kube-system'].map(named)),
  listOf('Node', [node('n1', '10.0.0.4', { labels: aksLabels })]),
  listOf('Pod', pods),
  ...['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map((kind) =>
    listOf(
      kind,
      policies.filter((each) => each.kind === kind),
    ),
  ),
  listOf('Service', [
    service('student-07', 'shop', { clusterIP: '10.0.107.3', ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }),
  ]),
  listOf('EndpointSlice', [
    endpointSlice('student-07', 'shop', [{ name: 'http', port: 9090, protocol: 'TCP' }], [['api', '10.244.0.12']]),
  ]),
];

const people = {
  U07: { id: 'U07', role: 'student', namespace: 'student-07' },
  UIN: { id: 'UIN', role: 'instructor', namespace: null },
} as const;
const labOf = (documents: readonly unknown[]) =>
  bareLab(() => Promise.reject(new Error('not observed')), {
    findPerson: async (user) => (user === 'U07' || user === 'UIN' ? people[user] : null),
    survey: ({ namespaces: [namespace] }) => terrainFrom(documents, namespace),
  });
const ask = (typed: string, documents = world(), user = 'U07') => dispatch(typed, inside(user), labOf(documents));

function missing({ answer }: Outcome): MissingRuleAnswer {
  if (answer.kind !== 'missing-rule') throw new Error(JSON.stringify(answer));
  return answer;
}
function found(outcome: Outcome) {
  const { state } = missing(outcome);
  if (state.missing.is !== 'found') throw new Error(state.missing.is);
  return { ...state, options: state.missing.options, right: state.missing.right };
}
const letters = 'ABC';
const verdictOf = ({ answer }: Outcome) => (answer.kind === 'reach' ? answer.reaches[0]?.verdict : answer.kind);

describe('the question', () => {
  test('is offered below what policies deny, and below nothing else', async () => {
    const denied = await ask('reach web 203.0.113.7 443');
    expect([verdictOf(denied), denied.next?.[0]]).toEqual([
      'denied',
      { label: 'Which rule is missing?', command: 'reach web 203.0.113.7 443 missing' },
    ]);
    const allowed = await ask('reach web 203.0.113.7 443', world([]));
    expect([verdictOf(allowed), offerCalled(allowed, 'Which rule is missing?')]).toEqual(['allowed', '']);
  });

  test('a choice takes the place of the question; the question itself does not take that of the answer', () => {
    const replaced = (text: string) => replacedMessageOf(parseCommand(text), undefined);
    expect([
      replaced('reach web 203.0.113.7 443 missing'),
      replaced('reach web 203.0.113.7 443 missing a'),
      replaced('reach web 203.0.113.7 443 missing show'),
    ]).toEqual([null, 'answer', 'answer']);
  });

  test('options with letters; the YAML is not shown before the right one is chosen', async () => {
    const asked = await ask('reach web 203.0.113.7 443 missing');
    const { options, right } = found(asked);
    expect(offersOf(asked).map(({ label }) => label)).toEqual([...letters.slice(0, options.length), 'Not sure']);
    expect(answerMessage(asked.answer).text).not.toContain('apiVersion');
    const chosen = await ask(offerCalled(asked, letters[right] ?? ''));
    expect(answerMessage(chosen.answer).text).toContain('apiVersion: networking.k8s.io/v1');
    expect(found(chosen).shown).toBe(true);
  });

  test('a wrong choice says what that rule would do; what was chosen before is carried along', async () => {
    const asked = await ask('reach web 203.0.113.7 443 missing');
    const { options, right } = found(asked);
    const [first = 0, second = 0] = options.map((_, at) => at).filter((at) => at !== right);
    const once = await ask(offerCalled(asked, letters[first] ?? ''));
    expect(answerMessage(once.answer).text).toContain(`${letters[first]} does not open it. `);
    const twice = await ask(offerCalled(once, letters[second] ?? ''));
    expect(found(twice).tried.map(({ option }) => option)).toEqual([first, second]);
    expect(found(twice).shown).toBe(false);
    const doc = answerDoc(twice.answer, 'slack');
    expect(doc.changed).toHaveLength(1);
    expect(found(await ask(offerCalled(twice, letters[right] ?? ''))).shown).toBe(true);
  });

  test('whoever is not sure is shown the rule', async () => {
    const asked = await ask('reach web 203.0.113.7 443 missing');
    expect(found(await ask(offerCalled(asked, 'Not sure'))).shown).toBe(true);
  });

  test('where the connection is allowed meanwhile, that is the answer', async () => {
    expect(verdictOf(await ask('reach web 203.0.113.7 443 missing a', world([])))).toBe('allowed');
  });

  test('a Pod that is called “missing” can be asked about', async () => {
    const { answer } = await ask('reach web missing 80');
    expect(answer.kind === 'trouble' && answer.message).toContain('there is no Pod “missing”');
  });
});

describe('the rule', () => {
  const yamlOf = (outcome: Outcome) => {
    const { options, right } = found(outcome);
    return policiesYaml(options[right]?.policies ?? { networkPolicies: [], ciliumPolicies: [], placed: false });
  };

  test('to an address: that one alone, for this Pod alone', async () => {
    expect(yamlOf(await ask('reach web 203.0.113.7 443 missing'))).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-egress
        namespace: student-07
      spec:
        podSelector:
          matchLabels:
            app: web
        policyTypes: [Egress]
        egress:
          - to:
              - ipBlock:
                  cidr: 203.0.113.7/32
            ports:
              - protocol: TCP
                port: 443"
    `);
  });

  test('to another Pod, whose policies shut as well: a rule at each end', async () => {
    expect(yamlOf(await ask('reach web api 8080 missing'))).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-egress
        namespace: student-07
      spec:
        podSelector:
          matchLabels:
            app: web
        policyTypes: [Egress]
        egress:
          - to:
              - podSelector:
                  matchLabels:
                    app: api
            ports:
              - protocol: TCP
                port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-ingress
        namespace: student-07
      spec:
        podSelector:
          matchLabels:
            app: api
        policyTypes: [Ingress]
        ingress:
          - from:
              - podSelector:
                  matchLabels:
                    app: web
            ports:
              - protocol: TCP
                port: 8080"
    `);
  });

  test('to a Service: its Pods, at their own port', async () => {
    const yaml = yamlOf(await ask('reach web shop 80 missing'));
    expect(yaml).toContain('port: 9090');
    expect(yaml).not.toContain('port: 80\n');
  });

  test('to DNS: the Pods of kube-dns in their namespace', async () => {
    expect(yamlOf(await ask('reach web dns missing'))).toContain('kubernetes.io/metadata.name: kube-system');
  });

  test('a policy of that name stays what it is', async () => {
    const taken = networkPolicy('student-07', 'allow-egress', { podSelector: {}, policyTypes: ['Egress'] });
    expect(yamlOf(await ask('reach web 203.0.113.7 443 missing', world([shut, taken])))).toContain(
      'name: allow-egress-2',
    );
  });
});

describe('where no rule that is added opens it', () => {
  const cilium = (kind: string, metadata: Fields, spec: Fields): Fields => ({
    ...{ apiVersion: 'cilium.io/v2', kind, metadata },
    spec: { endpointSelector: {}, ...spec },
  });
  const agent = {
    labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' },
    hostNetwork: true,
    owner: 'cilium',
  };
  const ciliumWorld = (policies: readonly Fields[]) =>
    world(policies).map((each) =>
      each.kind === 'PodList'
        ? listOf('Pod', [...pods, pod('kube-system', 'cilium-1', 'n1', '10.0.0.4', '10.0.0.4', agent)])
        : each,
    );
  const denyAll = { egressDeny: [{ toEntities: ['world'] }] };

  test.each([
    [
      'a denial in one’s own namespace',
      'CiliumNetworkPolicy',
      { namespace: 'student-07', name: 'no' },
      'It stands in your namespace.',
    ],
    [
      'a denial for the whole cluster',
      'CiliumClusterwideNetworkPolicy',
      { name: 'no' },
      'It is for whoever runs the cluster to change.',
    ],
  ])('%s is named, and whose it is', async (_, kind, metadata, whose) => {
    const outcome = await ask('reach web 203.0.113.7 443 missing', ciliumWorld([cilium(kind, metadata, denyAll)]));
    expect(missing(outcome).state.missing).toMatchObject({ is: 'denied' });
    const said = answerMessage(outcome.answer).text;
    expect(said).toContain('No rule that you can add opens it.');
    expect(said).toContain(`${kind} no denies it.`);
    expect(said).toContain(whose);
    expect(said).not.toContain('apiVersion');
  });

  test('what the other end shuts is its owner’s', async () => {
    const dns = networkPolicy('kube-system', 'dns', { podSelector: {}, policyTypes: ['Ingress'] });
    const outcome = await ask('reach web dns missing', world([dns]));
    expect(missing(outcome).state.missing).toMatchObject({ is: 'elsewhere', home: 'cluster' });
  });

  test('to another student’s Pod nothing is offered: neither whether it is shut, nor how it is labelled', async () => {
    const secret = networkPolicy('student-12', 'private', { podSelector: {}, policyTypes: ['Ingress'] });
    for (const policies of [[secret], [shut, secret], [shut]]) {
      const documents = world(policies);
      const answered = await ask('reach web 10.244.0.20 80', documents);
      expect(offerCalled(answered, 'Which rule is missing?')).toBe('');
      const asked = await ask('reach web 10.244.0.20 80 missing', documents);
      const said = JSON.stringify([asked.next, answerDoc(asked.answer, 'slack')]);
      expect(said).toMatch(/cannot (?:be told|tell)|another namespace/u);
      expect(said).not.toMatch(/student-12|secret|private/u);
      if (asked.answer.kind === 'missing-rule') expect(asked.answer.state.missing).toEqual({ is: 'untold' });
    }
  });

  test('to another student’s Pod the answer is the same whether its policies shut it or not', async () => {
    const secret = networkPolicy('student-12', 'private', { podSelector: {}, policyTypes: ['Ingress'] });
    const question = 'reach web 10.244.0.20 80 missing';
    const [isShut, isOpen] = [await ask(question, world([secret])), await ask(question, world([]))];
    expect(verdictOf(isOpen)).toBe('unknown');
    expect([isShut.answer, isShut.next]).toEqual([isOpen.answer, isOpen.next]);
    // What one's own policies deny is told: that is nobody else's.
    const own = await ask(question, world([shut]));
    expect(missing(own).state.missing).toEqual({ is: 'untold' });
  });

  test('where nothing was found, it is not said that nothing opens it', async () => {
    const said = JSON.stringify(
      answerDoc((await ask('reach web 10.244.0.20 80 missing', world([shut]))).answer, 'slack'),
    );
    expect(said).toContain('I found no rule that surely opens it.');
    expect(said).not.toContain('No rule that you can add');
  });

  test('an instructor is told, for both namespaces', async () => {
    const secret = networkPolicy('student-12', 'private', { podSelector: {}, policyTypes: ['Ingress'] });
    const outcome = await ask('reach student-07/web 10.244.0.20 80 missing', world([secret]), 'UIN');
    expect(found(outcome).options[found(outcome).right]?.policies.networkPolicies[0]?.namespace).toBe('student-12');
  });
});
