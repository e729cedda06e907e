// *Tell my instructor*: what is the lab's fault reaches the instructors once for a cause, whoever of the class saw it.
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { ask, buttonsOf, direct, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { saidIn } from '../support/import.ts';
import { forbidden, listOf, snapshotOf } from '../support/objects.ts';

const without = (...kinds: readonly string[]) =>
  clusters.overlayCilium.filter(({ kind }) => !kinds.includes(String(kind)));
const blind = [...without('NodeList'), forbidden('nodes', null)];
const seeing =
  (documents: () => readonly unknown[]): Lab['observe'] =>
  (namespace) =>
    snapshotOf(documents(), namespace);
const toInge = (running: Running) => direct(running, 'U0INGE').map(saidIn);

/** The labels of the buttons below a message. */
const labelsBelow = (message: { readonly blocks: readonly unknown[] } | undefined) =>
  Object.keys(buttonsOf(message?.blocks ?? []));

describe('a permission that is missing', () => {
  test('is told with what it needs and who saw it first; the student did nothing wrong', async () => {
    const running = await start({ observe: seeing(() => blind) });
    const { message } = await ask(running, 'U0ALICE', 'check');
    expect(labelsBelow(message)[0]).toBe('Tell my instructor');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Tell my instructor');
    const told = await running.slack.waitForMessage(({ text }) => text.includes('I am writing to your instructor'));
    expect(labelsBelow(told)[0]).toBe('Check again');
    await expect.poll(() => toInge(running).length).toBe(1);
    const [said] = toInge(running);
    for (const each of [
      'netlab lacks a permission',
      'list nodes at cluster scope',
      '@U0ALICE',
      'student-07',
      'who did nothing wrong',
    ])
      expect(said).toContain(each);
    expect(running.books.kept.audit).toMatchObject([
      { did: 'read', what: 'check' },
      { did: 'read', what: 'tell', by: 'U0ALICE', namespace: 'student-07' },
      { did: 'send', what: 'tell: a fault of the lab', by: 'U0ALICE', namespace: 'student-07' },
    ]);
    expect(running.slack.refusals).toEqual([]);
  });

  test('reaches an instructor once: not once a student, not once a press; whoever asks later hears when', async () => {
    const running = await start({ observe: seeing(() => blind) });
    await ask(running, 'U0ALICE', 'tell');
    await expect.poll(() => toInge(running).length).toBe(1);
    for (const user of ['U0ALICE', 'U0BOB']) {
      const { message } = await ask(running, user, 'tell');
      expect(message?.text).toContain('Your instructor knows about this already.');
      expect(message?.text).toMatch(/I wrote to them at \d{4}-\d\d-\d\d/u);
    }
    expect(toInge(running)).toHaveLength(1);
  });

  test('of a whole class at once one tells, and nobody is promised more than that', async () => {
    const running = await start({ observe: seeing(() => blind) });
    await Promise.all(['U0ALICE', 'U0BOB'].map((user) => running.slack.command(user, 'C0COURSE', 'tell')));
    await expect.poll(() => toInge(running).length).toBe(1);
    const texts = running.slack.messages.filter(({ ephemeral }) => ephemeral).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('I am writing to your instructor now.'))).toHaveLength(1);
    expect(
      texts.filter((text) => /is telling your instructor about this just now|knows about this already/u.test(text)),
    ).toHaveLength(1);
  });

  test('another one is another message', async () => {
    let documents: readonly unknown[] = blind;
    const running = await start({ observe: seeing(() => documents) });
    await ask(running, 'U0ALICE', 'tell');
    await expect.poll(() => toInge(running).length).toBe(1);
    documents = [
      ...without('DaemonSetList', 'NodeList'),
      forbidden('nodes', null),
      forbidden('daemonsets', 'kube-system'),
    ];
    await ask(running, 'U0BOB', 'tell');
    await expect.poll(() => toInge(running).length).toBe(2);
    expect(toInge(running)[1]).toContain('list daemonsets.apps in namespace kube-system');
  });

  test('in one student’s own namespace is theirs: that of another is told as well', async () => {
    const running = await start({
      observe: (namespace) =>
        snapshotOf([...without('NetworkPolicyList'), forbidden('networkpolicies', namespace)], namespace),
    });
    for (const user of ['U0ALICE', 'U0BOB']) await ask(running, user, 'tell');
    await expect.poll(() => toInge(running).length).toBe(2);
    expect(toInge(running).map((said) => /in namespace (?<name>student-\d\d)/u.exec(said)?.groups?.name)).toEqual([
      'student-07',
      'student-12',
    ]);
  });
});

describe('what is promised', () => {
  test('where nobody is reached that is said, and the next press tells again', async () => {
    const running = await start({ observe: seeing(() => blind) });
    running.slack.failing.set('chat.postMessage', 'account_inactive');
    const { message } = await ask(running, 'U0ALICE', 'tell');
    expect(message?.text).toContain('I could not reach any instructor.');
    running.slack.failing.clear();
    await ask(running, 'U0ALICE', 'tell');
    await expect.poll(() => toInge(running).length).toBe(1);
  });

  test('where no instructor is known nothing is', async () => {
    const running = await start({ observe: seeing(() => blind), instructors: async () => [] });
    expect((await ask(running, 'U0ALICE', 'tell')).message?.text).toContain('I know no instructor');
    expect(direct(running, 'U0INGE')).toEqual([]);
  });

  test('where all is seen by now nobody is told', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'tell');
    expect(message?.text).toContain('I looked again, and now I can see everything.');
    expect(toInge(running)).toEqual([]);
    expect(running.books.kept.audit.map(({ did }) => did)).toEqual(['read']);
  });

  test('a database that does not answer is said, and nobody is told', async () => {
    const running = await start({ observe: seeing(() => blind) });
    Object.assign(running.books.faults, { claim: () => Promise.reject(new Trouble('store-down')) });
    expect((await ask(running, 'U0ALICE', 'tell')).message?.text).toContain('My database does not answer');
    expect(toInge(running)).toEqual([]);
  });
});

describe('other faults', () => {
  test('a node without a ready agent is the lab’s: it is offered, and told with what to do', async () => {
    const broken = clusters.overlayCilium.map((each) =>
      each.kind === 'PodList' && Array.isArray(each.items)
        ? listOf(
            'Pod',
            each.items.filter((item) => !JSON.stringify(item).includes('"cilium-1"')),
          )
        : each,
    );
    const running = await start({ observe: seeing(() => broken) });
    const { message } = await ask(running, 'U0ALICE', 'check');
    expect(labelsBelow(message)[0]).toBe('Tell my instructor');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Tell my instructor');
    await expect.poll(() => toInge(running).length).toBe(1);
    expect(toInge(running)[0]).toContain('1 of 3 Ready Linux nodes without a ready Cilium agent: n1.');
  });

  test('what a student can do themselves is not: an empty namespace, another kind of cluster, a problem of policies', async () => {
    for (const documents of [
      clusters.emptyNamespace,
      clusters.nodeSubnet,
      clusters.egressBlocked,
      clusters.overlayCilium,
    ]) {
      const running = await start({ observe: seeing(() => documents) });
      const { message } = await ask(running, 'U0ALICE', 'check');
      expect(labelsBelow(message)).not.toContain('Tell my instructor');
      await ask(running, 'U0ALICE', 'tell');
      expect(toInge(running)).toEqual([]);
    }
  });

  test('an instructor who looks is not told to tell an instructor', async () => {
    const running = await start({ observe: seeing(() => blind) });
    const { message } = await ask(running, 'U0INGE', 'check student-07');
    expect(labelsBelow(message)).toEqual(['Check again', 'Evidence', 'Explain this', 'Keep in Messages']);
  });
});
