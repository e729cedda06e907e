// What a pasted text is answered with: what it shows, how it stands beside netlab's own look, and what is left out of it.
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import { passageName } from '../../../src/model/display-names.ts';
import type { PastedAnswer } from '../../../src/model/pasted.ts';
import type { Person } from '../../../src/model/person.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { toText } from '../../../src/terminal/write-answer.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { longSentences, messageFaults } from '../../support/budgets.ts';
import { observed } from '../../support/check-answers.ts';
import { dispatch } from '../../support/dispatch.ts';
import { pastedSchema } from '../../support/json-schemas/pasted.ts';
import { padColumns, printTable, recordedList } from '../../support/kubectl.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { pastedCases } from '../../support/pasted-outputs.ts';

const alice: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };
const worlds = ['overlay-cilium', 'kubenet', 'node-subnet', 'permissions-missing', 'empty-namespace'] as const;
type World = (typeof worlds)[number];

/** What is answered in a cluster of the playground; null for one without a cluster. */
async function answered(text: string, world: World | null = 'overlay-cilium', by: Person = alice) {
  const asked: string[] = [];
  const lab = bareLab(
    async () => {
      if (world === null) throw new Error('nothing is to be read');
      return observed(`dumps/${world}`);
    },
    {
      namespacePattern: '^student-[a-z0-9-]+$',
      findPerson: async () => (world === null ? { ...by, namespace: null } : by),
      explainQuestion: async (question) => {
        asked.push(question);
        return { by: 'handbook', passages: [] };
      },
    },
  );
  const outcome = await dispatch(text, inside(by.id), lab);
  return { outcome, asked, says: toText(outcome.answer, plainStyle).replaceAll(/\s+/gu, ' ') };
}

const looksOf = ({ readings }: PastedAnswer) => readings.map(({ look }) => look.verdict);
async function looks(text: string, world: World = 'overlay-cilium') {
  const { answer } = (await answered(text, world)).outcome;
  return answer.kind === 'pasted' ? looksOf(answer) : answer.kind;
}

const nodes = (world: World) => printTable('Node', recordedList(world, 'nodes'), { wide: true });
const pods = (world: World) => printTable('Pod', recordedList(world, 'pods'), { wide: true });
const ciliumPods = printTable(
  'Pod',
  recordedList('overlay-cilium', 'system-pods').filter(
    ({ metadata: { labels } }) => Object(labels)['k8s-app'] === 'cilium',
  ),
);
const ciliumAsked = '$ kubectl get pods -n kube-system -l k8s-app=cilium';
const noCilium = '$ kubectl get pods -n kube-system -l k8s-app=cilium\nNo resources found in kube-system namespace.';
const asked = (kind: string, namespace: string) => `$ kubectl get ${kind} -n ${namespace} azure-cni-networkmonitor`;
const noOwn = '$ kubectl get pods -n student-07\nNo resources found in student-07 namespace.';
const notFound = 'Error from server (NotFound): configmaps "azure-cni-networkmonitor" not found';
const blocks = (world: World, second: (at: number) => string) =>
  recordedList(world, 'nodes')
    .map(({ metadata: { name } }, at) => `${name}\t${second(at)}`)
    .join('\n');

describe('every output', () => {
  test.each(worlds)(
    'is answered within the budgets, as JSON too, and never sent to the lesson’s search (%s)',
    async (world) => {
      expect(pastedCases.length).toBeGreaterThan(60);
      for (const { name, text } of pastedCases) {
        const { outcome, asked } = await answered(text, world);
        expect([name, outcome.answer.kind, asked]).toEqual([name, 'pasted', []]);
        expect([name, ...messageFaults(outcome), ...longSentences(answerDoc(outcome.answer, 'slack'))]).toEqual([name]);
        expect(pastedSchema.parse(JSON.parse(toJson(outcome.answer))).schema).toBe('netlab.pasted/1');
        expect(outcome.remember).toBeUndefined();
      }
    },
  );

  test('its neighbour that is a question is looked up as one', async () => {
    const questions = pastedCases.filter(
      (each) => each.neighbourReads === null && each.neighbour.split(' ').length > 4,
    );
    expect(questions.length).toBeGreaterThan(20);
    for (const { neighbour } of questions)
      expect([neighbour, (await answered(neighbour)).outcome.answer.kind]).not.toEqual([neighbour, 'pasted']);
  });

  test('no question of the lesson is taken for output', () => {
    const questions = lesson.passages.flatMap((each) => [each.title, ...each.aliases, ...each.questions]);
    expect(questions.length).toBeGreaterThan(200);
    const errorStart = /^(?:curl: |Error from |error: |Unable to |FailedCreatePodSandBox: |\d\/\d nodes )/u;
    // Some of them are an error as it is printed: those are read, and lead to the page that has them.
    const printed = questions.filter((each) => parseCommand(each).pasted !== undefined);
    expect(printed.filter((each) => !errorStart.test(each))).toEqual([]);
  });

  test.each(
    lesson.passages.flatMap(({ id, questions }) =>
      questions.filter((each) => parseCommand(each).pasted !== undefined).map((each) => [each, id] as const),
    ),
  )('%s leads to the page that has it', async (question, id) => {
    const { outcome } = await answered(question);
    expect((outcome.next ?? []).map(({ command }) => command.replace('explain ', ''))).toContain(
      passageName(lesson.passages.find((each) => each.id === id) ?? expect.fail(id)),
    );
  });
});

test('the page of an error is one of the lesson, and an error of another kind does not lead there', async () => {
  const pagesOf = async (text: string) => ((await answered(text)).outcome.next ?? []).map(({ command }) => command);
  const loggedOut = 'explain unauthorized';
  expect(await pagesOf('error: You must be logged in to the server (Unauthorized)')).toContain(loggedOut);
  expect(await pagesOf('Error from server (InternalError): an error on the server')).not.toContain(loggedOut);
});

describe('beside netlab’s own look', () => {
  test.each([
    ['nodes of this cluster', nodes('overlay-cilium'), 'agrees'],
    ['nodes of another one', nodes('node-subnet'), 'differs'],
    ['own Pods', pods('overlay-cilium'), 'agrees'],
    ['Pods of the same names with other addresses', pods('node-subnet'), 'differs'],
    [
      'Pods of other names',
      padColumns([
        ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
        ['x-1', '1/1', 'Running', '0', '5d'],
      ]),
      'elsewhere',
    ],
    ['Cilium’s agents', ciliumPods, 'agrees'],
    ['as many agents, one of which does not run', ciliumPods.replace('Running  ', 'Pending  '), 'differs'],
    ['an agent less', `${ciliumAsked}\n${ciliumPods.split('\n').slice(0, -1).join('\n')}`, 'differs'],
    ['an agent less, without a command that lists all', ciliumPods.split('\n').slice(0, 2).join('\n'), 'agrees'],
    [
      'one agent by its name',
      `${ciliumAsked.replace('-l k8s-app=cilium', 'cilium-x')}\n${ciliumPods.split('\n').slice(0, 2).join('\n')}`,
      'agrees',
    ],
    [
      'more agents than there are',
      `${ciliumPods}\n${ciliumPods
        .split('\n')
        .slice(1)
        .join('\n')
        .replaceAll(/cilium-./gu, 'cilium-9')}`,
      'differs',
    ],
    [
      'an agent less, where the text breaks off',
      `${ciliumAsked}\n${ciliumPods.split('\n').slice(0, -1).join('\n')}\n...`,
      'agrees',
    ],
    ['no agents', noCilium, 'differs'],
    ['no agents that do not run', noCilium.replace('\n', ' --field-selector status.phase!=Running\n'), 'none'],
    ['no Pods of another label that begins so', noCilium.replace('cilium\n', 'cilium-envoy\n'), 'none'],
    ['no Deployments of an agent’s label', noCilium.replace('pods', 'deploy'), 'none'],
    ['no agents, in quotes', noCilium.replace('k8s-app=cilium', '"k8s-app=cilium"'), 'differs'],
    ['no own Pods', noOwn, 'differs'],
    ['no own Pods of a label', noOwn.replace('\n', ' -l app=foo\n'), 'none'],
    ['no own Pods, the namespace in quotes', noOwn.replace('-n student-07', '-n "student-07"'), 'differs'],
    ['an empty column', blocks('overlay-cilium', () => ''), 'agrees'],
    ['blocks', blocks('overlay-cilium', (at) => `10.244.${at}.0/24`), 'differs'],
    ['the ConfigMap’s absence', notFound, 'agrees'],
    ['the ConfigMap’s absence in kube-system', `${asked('cm', 'kube-system')}\n${notFound}`, 'agrees'],
    ['the ConfigMap’s absence in another namespace', `${asked('cm', 'student-07')}\n${notFound}`, 'none'],
    ['a Pod of the ConfigMap’s name', notFound.replace('configmaps', 'pods'), 'none'],
    ['a connection', 'curl: (28) Connection timed out', 'none'],
  ])('%s', async (_, text, verdict) => {
    expect(await looks(text)).toEqual([verdict]);
  });

  test.each([
    ['blocks', blocks('kubenet', (at) => `10.244.${at}.0/24`), 'agrees'],
    ['an empty column', blocks('kubenet', () => ''), 'differs'],
    ['no agents', noCilium, 'agrees'],
  ])('on kubenet, %s', async (_, text, verdict) => {
    expect(await looks(text, 'kubenet')).toEqual([verdict]);
  });

  test('what netlab may not see rests on the text alone, and says so', async () => {
    const { says } = await answered(nodes('overlay-cilium'), 'permissions-missing');
    expect(says).toContain('I have no permission to see this, so this is only from what you pasted.');
    expect((await answered(nodes('overlay-cilium'))).says).not.toContain('only from what you pasted');
  });

  test('without a namespace nothing is read', async () => {
    const { outcome, says } = await answered(nodes('overlay-cilium'), null);
    expect(outcome.answer).toMatchObject({ kind: 'pasted', beside: null });
    expect(outcome.audit).toBeUndefined();
    expect(says).toContain('10.224.0.4 to 10.224.0.6');
  });

  test('a difference names what is seen, and that it may be an older output', async () => {
    const { says, outcome } = await answered(nodes('node-subnet'));
    expect(says).toContain(
      'I see 10.224.0.4, 10.224.0.5, 10.224.0.6. That may be another cluster, or an older output.',
    );
    expect(outcome.audit).toMatchObject({ did: 'read', what: 'explain', namespace: 'student-07' });
  });
});

describe('what it shows', () => {
  test('Pods beside nodes of the same paste, without a claim on the model', async () => {
    const apart = await answered(`${nodes('overlay-cilium')}\n\n${pods('overlay-cilium')}`, null);
    expect(apart.says).toContain('They begin otherwise than the nodes’ addresses');
    const alike = await answered(`${nodes('node-subnet')}\n\n${pods('node-subnet')}`, null);
    expect(alike.says).toContain('They begin like the nodes’ addresses');
    for (const { says } of [apart, alike]) expect(says).toContain('That proves no model.');
  });

  test('Pods that are of another namespace or cluster are not held against the nodes that netlab sees', async () => {
    const strange = pods('overlay-cilium').replaceAll(/^\S+/gmu, (name) =>
      name === 'NAME' ? name : name.replaceAll(/\w/gu, 'x'),
    );
    const sides = async (text: string) => {
      const { answer } = (await answered(text)).outcome;
      return answer.kind === 'pasted' ? answer.readings.map((each) => [each.look.verdict, each.sides !== null]) : [];
    };
    expect(await sides(strange)).toEqual([['elsewhere', false]]);
    expect(await sides(pods('node-subnet'))).toEqual([['differs', false]]);
    expect(await sides(pods('overlay-cilium'))).toEqual([['agrees', true]]);
  });

  test('what a container ended with before it ran does not say that it does not start', async () => {
    const state = (now: string, last: string) =>
      `Name:             web-1\nNamespace:        student-07\nNode:             n0/10.224.0.4\nStatus:           Running\nContainers:\n  web:\n    State:          ${now}\n    Last State:     ${last}\nReady:  True\n`;
    const ended = 'Terminated\n      Reason:       Error';
    expect((await answered(state('Running', ended))).says).not.toContain('why a Pod does not start');
    const waits = state('Waiting\n      Reason:       CrashLoopBackOff', ended);
    expect((await answered(waits)).says).toContain('CrashLoopBackOff: why a Pod does not start');
  });

  test('a ConfigMap that was looked for elsewhere is not said to be missing', async () => {
    const here = await answered(`${asked('cm', 'student-07')}\n${notFound}`);
    expect(here.says).toContain('Check the name and the namespace');
    expect((await answered(`${asked('cm', 'kube-system')}\n${notFound}`)).says).toContain('That is the normal answer');
  });

  test('a kind that nobody knows is not repeated', async () => {
    const missing = (kind: string) => `error: the server doesn't have a resource type "${kind}"`;
    expect((await answered(missing('zebras'))).says).not.toContain('zebras');
    expect((await answered(missing('nnc'))).says).toContain('It has no nodenetworkconfigs.');
  });

  test('an empty list proves only what it lists', async () => {
    expect((await answered(noCilium, null)).says).toContain(
      'It proves only that this command listed nothing in kube-system.',
    );
    const own = noCilium.replaceAll('kube-system', 'student-07');
    expect((await answered(own)).says).toContain('These Pods run in kube-system, and you looked in student-07.');
  });

  test('a text that breaks off gives no number', async () => {
    const { says } = await answered(`${nodes('overlay-cilium')}\n...`);
    expect(says).toContain('A list of nodes that breaks off.');
    expect(says).not.toContain('3 nodes');
  });

  test('the next command is the exercise’s, with one’s own namespace', async () => {
    expect((await answered(nodes('overlay-cilium'))).outcome.answer).toMatchObject({
      run: 'kubectl get pods -n student-07 -o wide',
    });
    expect((await answered(notFound)).outcome).toMatchObject({
      answer: { run: expect.stringContaining('annotations') },
      next: [{ command: 'check 3' }, { command: 'explain networkmonitor' }],
    });
  });
});

describe('what is never repeated', () => {
  const others = padColumns([
    ['NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
    ['student-09', 'zebra-1', '1/1', 'Running', '0', '5d', '10.244.7.7', 'n0', '<none>', '<none>'],
    ['student-07', 'web-1', '1/1', 'Running', '0', '5d', '10.244.1.1', 'n0', '<none>', '<none>'],
  ]);

  test('other students’ namespaces, Pods and addresses', async () => {
    const { outcome, says } = await answered(others);
    expect(says).toContain('1 Pod of other namespaces left out.');
    expect(says).toContain('10.244.1.1');
    expect(JSON.stringify(outcome)).not.toMatch(/student-09|zebra|10\.244\.7\.7/u);
    const named = `$ kubectl get pods -n student-09 -o wide\n${pods('overlay-cilium')}`;
    expect(JSON.stringify((await answered(named)).outcome)).not.toMatch(/student-09|10\.244\.2\.19/u);
    const refused =
      'Error from server (Forbidden): pods is forbidden: User "student-09" cannot list resource "pods" in API group "" in the namespace "student-09"';
    expect(JSON.stringify((await answered(refused)).outcome)).not.toContain('student-09');
    expect(
      JSON.stringify((await answered('Error from server (NotFound): pods "zebra-1" not found')).outcome),
    ).not.toContain('zebra');
  });

  test.each([
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\nMIIgiraffe\n-----END RSA PRIVATE KEY-----`, 'a private key'],
    [
      'a kubeconfig',
      `apiVersion: v1\nclusters: []\nkind: Config\nusers:\n- name: a\n  user:\n    token: giraffe-giraffe-giraffe\n    client-key-data: ${'giraffe'.repeat(8)}\n`,
      'kubeconfig',
    ],
    ['a token', `my token is eyJhbGciOiJSUzI1NiIsImtpZCI6giraffe.eyJpc3MiOiJrdWJlcm5ldGVz.x`, 'a token'],
    ['an OpenShift token', `oc login --token=sha256~${'giraffe'.repeat(4)}`, 'a token'],
    ['a key of AWS', 'AKIAGIRAFFEGIRAFFE12', 'a token'],
    ['a token of GitHub', `ghp_${'giraffe'.repeat(4)}`, 'a token'],
    [
      'a Secret',
      'apiVersion: v1\ndata:\n  a: Z2lyYWZmZQ==\nkind: Secret\nmetadata:\n  name: a\ntype: Opaque\n',
      'a Secret',
    ],
    ['a connection string', 'postgres://me:giraffe@db.example/x', 'a connection string'],
    ['a password beside output', `${notFound}\nDB_PASSWORD=giraffe`, 'a password'],
  ])('%s is named, and stands nowhere', async (_, text, named) => {
    const { outcome, says, asked } = await answered(text);
    expect(says).toContain('Your paste holds');
    expect(says).toContain(named);
    expect(says).toContain('Change it');
    expect([JSON.stringify(outcome), toJson(outcome.answer), ...asked].join()).not.toMatch(/giraffe|Z2lyYWZm/iu);
  });

  test('what only speaks of secrets is none', () => {
    const questions = [
      'what is a token for in a kubeconfig file?',
      'password: what is that for in Azure?',
      'do I need a Secret here?',
    ];
    expect(questions.map((text) => parseCommand(text).command)).toEqual(['explain', 'explain', 'explain']);
    expect(questions.filter((text) => parseCommand(text).pasted !== undefined)).toEqual([]);
  });

  test('a paste stands in no button, and is not there a second time', async () => {
    const { outcome } = await answered(nodes('overlay-cilium'));
    expect(JSON.stringify(outcome.next)).not.toContain('aks-nodepool1');
    const again = await answered('explain pasted');
    expect(again.says).toContain('I keep nothing of what you paste');
    expect(again.outcome.answer).toMatchObject({ kind: 'trouble', todo: 'Paste it once more.' });
  });
});

describe('a typed command', () => {
  test.each(['walk no-egress curl: (28) Connection timed out', 'reach web dns 53', 'check 1', 'explain overlay'])(
    '%s is no paste',
    (text) => {
      expect(parseCommand(text).pasted).toBeUndefined();
    },
  );

  test('explain before output is', () => {
    expect(parseCommand(`explain ${notFound}`)).toEqual({ command: 'explain', words: ['pasted'], pasted: notFound });
    expect(parseCommand(`EXPLAIN\n${nodes('kubenet')}`).pasted).toContain('10.224.0.4');
  });
});
