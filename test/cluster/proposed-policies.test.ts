// Policies as people paste them: read as they mean it, or refused in one sentence as an API server would refuse them.
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseProposedPolicies, proposalLimits } from '../../src/cluster/proposed-policies.ts';
import { troubleAnswer } from '../../src/commands/trouble-words.ts';
import { Trouble } from '../../src/model/trouble.ts';

const parse = (text: string) => parseProposedPolicies(text, 'student-07');

const policy = (spec: unknown, metadata: object = { name: 'p' }, kind = 'NetworkPolicy') =>
  stringify({
    apiVersion: kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'cilium.io/v2',
    kind,
    metadata,
    spec,
  });

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'bad-input') return troubleAnswer(error).message;
    throw error;
  }
  return 'it was taken';
}

const plain = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: only-api
spec:
  podSelector: {matchLabels: {app: "web"}}
  policyTypes: [Egress]
  egress:
  - to:
    - podSelector: {matchLabels: {app: api}}
    ports: [{port: 8080}]
`;
const read = parse(plain);

describe('what is read', () => {
  test('a policy counts in the namespace that is asked about, or in its own', () => {
    expect(read.networkPolicies).toMatchObject([{ namespace: 'student-07', name: 'only-api', types: ['Egress'] }]);
    expect([read.placed, read.ciliumPolicies]).toEqual([true, []]);
    const own = parse(policy({ podSelector: {} }, { name: 'p', namespace: 'x' }));
    expect([own.placed, own.networkPolicies[0]?.namespace]).toEqual([false, 'x']);
  });

  test.each([
    ['curly quotes', plain.replaceAll('"', '“').replace('“web“', '“web”')],
    ['single curly quotes', plain.replace('"web"', '‘web’')],
    ['a Markdown fence', `Here it is:\n\`\`\`yaml\n${plain}\`\`\`\nthanks`],
    ['a fence that was cut off', `\`\`\`\n${plain}`],
    ['hard blanks', plain.replaceAll('  ', '\u00a0\u00a0')],
    ['long dashes', plain.replaceAll('- ', '– ')],
    ['lines as Windows ends them', plain.replaceAll('\n', '\r\n')],
    ['an invisible mark in front', `\ufeff${plain}`],
    ['three long dashes between documents', `${plain}———\n`],
    [
      'JSON',
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'only-api' },
        spec: {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] }],
        },
      }),
    ],
    [
      'a List',
      stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'only-api' },
            spec: {
              podSelector: { matchLabels: { app: 'web' } },
              policyTypes: ['Egress'],
              egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] }],
            },
          },
        ],
      }),
    ],
  ])('%s: the same policy', (_, text) => expect(parse(text)).toEqual(read));

  test('several documents; of one name the last', () => {
    const all = parse(
      [
        policy({ podSelector: {} }),
        policy({ podSelector: {}, policyTypes: ['Egress'] }),
        policy({ podSelector: {} }, { name: 'q' }),
      ].join('---\n'),
    );
    expect(all.networkPolicies.map(({ name, types }) => [name, ...types])).toEqual([
      ['p', 'Egress'],
      ['q', 'Ingress'],
    ]);
  });

  test('Cilium’s kinds, those of the whole cluster without a namespace', () => {
    const one = parse(policy({ endpointSelector: {}, ingress: [{}] }, { name: 'c' }, 'CiliumNetworkPolicy'));
    expect(one.ciliumPolicies).toMatchObject([{ namespace: 'student-07', name: 'c' }]);
    const wide = parse(policy({ endpointSelector: {} }, { name: 'c' }, 'CiliumClusterwideNetworkPolicy'));
    expect([wide.placed, wide.ciliumPolicies[0]?.namespace]).toEqual([false, '']);
  });
});

describe('what is refused', () => {
  const rule = (ingress: unknown) => policy({ podSelector: {}, ingress: [ingress] });
  test.each([
    ['nothing', ' \n', 'there is no policy'],
    ['a comment', '# nothing\n', 'there is no policy'],
    ['prose', 'please let my Pod out', 'no policy: it begins with apiVersion and kind'],
    ['a table', 'NAME   POD-SELECTOR   AGE\nonly   app=web   3m', 'a table that kubectl prints'],
    ['describe', 'Name:         only-api\nNamespace:    student-07\nSpec:\n', 'describe'],
    ['a prompt', `$ kubectl get netpol -o yaml\n${plain}`, 'the command that was typed'],
    ['a Pod', 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n', '“Pod” is no kind'],
    [
      'another kind of policy',
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: x}\n',
      '“AdminNetworkPolicy” is no kind',
    ],
    [
      'an inherited name as kind',
      'apiVersion: v1\nkind: constructor\nmetadata: {name: x}\n',
      '“constructor” is no kind',
    ],
    ['another version', plain.replace('networking.k8s.io/v1', 'v1'), 'has apiVersion: networking.k8s.io/v1'],
    ['no name', plain.replace('name: only-api', 'labels: {}'), 'no metadata.name'],
    ['a name in capitals', plain.replace('only-api', 'OnlyApi'), 'no metadata.name'],
    ['no spec', plain.split('spec:')[0] ?? '', 'has no spec'],
    ['a tab', plain.replace('  name', '\tname'), 'line 4 of the policy is not valid YAML'],
    ['a quote that does not end', plain.replace('"web"', '"web'), 'is not valid YAML'],
    ['a key twice', `${plain}  policyTypes: [Ingress]\n`, 'is not valid YAML'],
    ['a misspelt field', plain.replace('egress:', 'egres:'), 'has no field “spec.egres”'],
    ['from in an egress rule', plain.replace('- to:', '- from:'), 'has no field “spec.egress.from”'],
    ['a misspelt selector', plain.replace('podSelector', 'podselector'), 'has no field “spec.podselector”'],
    ['an inherited name as field', rule({ constructor: [] }), 'has no field “spec.ingress.constructor”'],
    ['a number as label', plain.replace('"web"', '1'), 'spec.podSelector.matchLabels.app'],
    ['a list in place of a selector', policy({ podSelector: [] }), 'spec.podSelector'],
    ['a small protocol', rule({ ports: [{ protocol: 'tcp', port: 80 }] }), 'TCP, UDP or SCTP, in capitals'],
    ['a port in quotes', rule({ ports: [{ port: '80' }] }), 'write it without quotes'],
    ['a port that is none', rule({ ports: [{ port: 70_000 }] }), 'is no port'],
    ['a range that runs backwards', rule({ ports: [{ port: 90, endPort: 80 }] }), 'does not follow port 90'],
    ['a range from a name', rule({ ports: [{ port: 'http', endPort: 80 }] }), 'endPort needs a port that is a number'],
    ['an empty peer', rule({ from: [{}] }), 'is empty'],
    [
      'a block beside a selector',
      rule({ from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }),
      'an entry of its own',
    ],
    ['an address for a block', rule({ from: [{ ipBlock: { cidr: '10.0.0.1' } }] }), 'is no block'],
    ['a block of too many bits', rule({ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }), 'is no block'],
    [
      'an exception outside',
      rule({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }),
      'the exception',
    ],
    [
      'an exception of the same size',
      rule({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }] }),
      'the exception',
    ],
    ['a type that is none', policy({ podSelector: {}, policyTypes: ['ingress'] }), 'none of policyTypes'],
    [
      'an operator that is none',
      policy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] } }),
      'is no operator',
    ],
    [
      'In without values',
      policy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
      'needs values',
    ],
    [
      'Exists with values',
      policy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] } }),
      'takes no values',
    ],
    [
      'a label value that is none',
      policy({ podSelector: { matchLabels: { app: 'my web' } } }),
      'no value that a label can have',
    ],
    [
      'a rule of Cilium with a misspelt field',
      policy({ endpointSelector: {}, egress: [{ toEndpoint: [{}] }] }, { name: 'c' }, 'CiliumNetworkPolicy'),
      'has no field “spec.egress.toEndpoint”',
    ],
    [
      'a Cilium policy that selects nothing',
      policy({ ingress: [] }, { name: 'c' }, 'CiliumNetworkPolicy'),
      'neither endpointSelector nor nodeSelector',
    ],
    ['brackets inside brackets', `x: ${'['.repeat(60_000)}`, 'policy is not valid YAML'],
    [
      'an alias that grows',
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]',
      'aliases',
    ],
    ['too long a text', 'x'.repeat(proposalLimits.characters + 1), 'is longer than'],
    ['too many', `${plain}---\n`.repeat(51).slice(0, proposalLimits.characters), 'more than 50 policies'],
  ])('%s', (_, text, says) => {
    const message = refusal(text);
    expect(message).toContain(says);
    // One sentence.
    expect(message).toMatch(/^[^\n]+[.?!…]$/u);
  });

  test('healthy neighbours of those are taken', () => {
    for (const taken of [
      rule({ ports: [{ protocol: 'TCP', port: 80, endPort: 90 }, { port: 'http' }, {}] }),
      rule({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { podSelector: {} }] }),
      rule({ from: [] }),
      policy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] } }),
      policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
      policy(
        {
          endpointSelector: {},
          egress: [{ toCIDR: ['10.0.0.1'], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] }],
        },
        { name: 'c' },
        'CiliumNetworkPolicy',
      ),
    ])
      expect(refusal(taken)).toBe('it was taken');
  });
});
