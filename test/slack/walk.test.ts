import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { advanceConversation } from '../../src/commands/help-request/conversation.ts';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { afterwards, buttonsOf, chooseOn, menuOf, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';
import { folders, freshFolder, storeAt } from '../support/store-at.ts';

const direct = ({ slack }: Running, user: string) =>
  slack.messages.filter(({ channel, from }) => channel === `D${user}` && from === 'U0NETLAB');

const last = (running: Running, user: string) => direct(running, user).at(-1);
const labels = (running: Running, ts: string) =>
  Object.keys(buttonsOf(running.slack.messages.find((each) => each.ts === ts)?.blocks ?? []));
const textOf = (running: Running, ts: string) => running.slack.messages.find((each) => each.ts === ts)?.text ?? '';

/** Writes to the app and waits for the answer; its time stamp. */
async function write(running: Running, user: string, text: string): Promise<string> {
  const count = direct(running, user).length;
  await running.slack.write(user, `D${user}`, text);
  await expect.poll(() => direct(running, user).length).toBe(count + 1);
  return last(running, user)?.ts ?? '';
}

const entries = (running: Running, ts: string) =>
  (menuOf(running.slack.messages.find((each) => each.ts === ts)?.blocks ?? [])?.options ?? []).map(
    ({ label }) => label,
  );

/** Presses what a message offers under this name, on a button or in its list. */
function pick(running: Running, user: string, ts: string, label: string) {
  return labels(running, ts).includes(label) ? pressOn(running, user, ts, label) : chooseOn(running, user, ts, label);
}

/** Picks what changes its own message, and waits until it did. */
async function step(running: Running, user: string, ts: string, label: string): Promise<string> {
  const before = textOf(running, ts);
  expect(await pick(running, user, ts, label)).toEqual({ acked: true });
  await expect.poll(() => textOf(running, ts)).not.toBe(before);
  return textOf(running, ts);
}

const words = (said: string) => ({ words: { words: { type: 'plain_text_input', value: said } } });
const form = ({ slack }: Running, user: string) => slack.modals(user).at(-1);

/** A student hands no-egress over; the instructor's message. */
async function handedOver(running: Running): Promise<string> {
  const ts = await write(running, 'U0ALICE', 'walk no-egress');
  await step(running, 'U0ALICE', ts, 'Not sure');
  await step(running, 'U0ALICE', ts, 'Ask my instructor');
  await expect.poll(() => last(running, 'U0INGE')?.text ?? '').toContain('asks about');
  return last(running, 'U0INGE')?.ts ?? '';
}

/** Another instructor answers, as if on another netlab. */
async function answeredByIngo({ books }: Running, id: string): Promise<void> {
  const moment = { id: 'an-answer', at: '2026-11-24T17:00:00.000Z', instructors: ['U0INGE', 'U0INGO'] };
  const event = { do: 'answer', by: 'U0INGO', words: 'Mine.', knew: 'U0INGE' } as const;
  await books.helpRequests.change(id, (found) => ({ ...advanceConversation(found, event, moment), result: null }));
}

async function answered(running: Running, ts: string, said: string): Promise<void> {
  expect(await pressOn(running, 'U0INGE', ts, 'Answer')).toEqual({ acked: true });
  await expect.poll(() => form(running, 'U0INGE')).toBeDefined();
  expect(await running.slack.submit('U0INGE', form(running, 'U0INGE')?.id ?? '', words(said))).toEqual({ acked: true });
}

describe('a walk', () => {
  test('the four problems, then a command at a time in one message, the rule that is missing, and to its happy end', async () => {
    let cluster = clusters.overlayCilium;
    const running = await start({ observe: (namespace) => snapshotOf(cluster, namespace) });
    const rows = await write(running, 'U0ALICE', 'walk');
    expect(labels(running, rows)).toEqual(['Check again', 'More', 'Ask my instructor']);
    expect(entries(running, rows)).toEqual([
      'Nothing outside answers a Pod',
      'The ConfigMap azure-cni-networkmonitor is not found',
      'Pods and nodes seem to share a range',
      'No Cilium Pods are found',
    ]);
    await chooseOn(running, 'U0ALICE', rows, 'Nothing outside answers a Pod');
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(2);
    const ts = last(running, 'U0ALICE')?.ts ?? '';
    expect(textOf(running, ts)).toMatchInlineSnapshot(`
      "? Nothing outside answers a Pod: not visible.
      Run this. Then press what you see.
      kubectl get pods -n student-07 --show-labels
      A: Labels that policies with Egress select; none opens a way outside
      B: Labels that no policy selects
      C: Forbidden
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect([labels(running, ts), entries(running, ts)]).toEqual([
      ['A', 'B', 'C', 'Not sure', 'More'],
      ['Check again', 'Ask my instructor', 'Stop', 'Explain this'],
    ]);
    expect(await step(running, 'U0ALICE', ts, 'B')).toMatchInlineSnapshot(`
      "You saw “Labels that no policy selects”. No plain NetworkPolicy of this namespace shuts this Pod in.
      ? Nothing outside answers a Pod: not visible.
      Run this. Then press what you see.
      kubectl get ciliumnetworkpolicies -n student-07
      A: A policy
      B: None, or a kind that the cluster does not know
      C: Forbidden
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    cluster = clusters.egressBlocked;
    expect(await step(running, 'U0ALICE', ts, 'Check again')).toMatchInlineSnapshot(`
      "Changed since 2026-11-24 16:40 UTC: Nothing outside answers a Pod: now ● found, before ? not visible.
      ● Nothing outside answers a Pod: found.
      NetworkPolicy only-dns limits api and web, and no rule leads out of the cluster.
      Find the rule that is missing.
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(labels(running, ts)).toEqual(['Which rule is missing?', 'More', 'Check again', 'Ask my instructor', 'Stop']);
    expect(await step(running, 'U0ALICE', ts, 'Which rule is missing?')).toMatchInlineSnapshot(`
      "Which rule is missing?
      Only one of these opens the way out:
      A: Egress to any address outside the cluster, TCP 443
      B: Ingress from any address outside the cluster, TCP 443
      C: Egress to all Pods of your namespace, TCP 443
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(await step(running, 'U0ALICE', ts, 'B')).toMatchInlineSnapshot(`
      "B does not open it. It would shut outside → api, TCP 80.
      Which rule is missing?
      Only one of these opens the way out:
      A: Egress to any address outside the cluster, TCP 443
      B: Ingress from any address outside the cluster, TCP 443
      C: Egress to all Pods of your namespace, TCP 443
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(await step(running, 'U0ALICE', ts, 'A')).toMatchInlineSnapshot(`
      "This rule opens it.
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-egress
        namespace: student-07
      spec:
        podSelector: {}
        policyTypes: [Egress]
        egress:
          - to:
              - ipBlock:
                  cidr: 0.0.0.0/0
                  except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16]
            ports:
              - protocol: TCP
                port: 443
      Save it as rule.yaml and run this. Then press Check again.
      kubectl apply -f rule.yaml
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    cluster = clusters.overlayCilium;
    expect(await step(running, 'U0ALICE', ts, 'Check again')).toMatchInlineSnapshot(`
      "Changed since 2026-11-24 16:40 UTC.
      ✓ The policy no longer blocks you.
      Try again what failed before, for example:
      kubectl exec -n student-07 api -- wget -qO- -T 5 https://example.com
      A: Works
      B: Still fails
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(labels(running, ts)).toEqual(['A · Works', 'B · Still fails', 'Ask my instructor', 'Stop', 'Explain this']);
    expect(await step(running, 'U0ALICE', ts, 'A · Works')).toMatchInlineSnapshot(`
      "✓ Solved: it works again.
      You learned: rules add up. A policy limits a Pod, and one rule for what it needs opens the way.
      Next: check your cluster, or try the quiz.
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(labels(running, ts)).toEqual(['Check my cluster', 'Quiz', 'Problems', 'Explain this']);
    expect(direct(running, 'U0ALICE').length).toBe(2);
    expect([running.slack.refusals, running.slack.mentions]).toEqual([[], []]);
  });

  test('its neighbour: it still fails, and the walk leads on', async () => {
    let cluster = clusters.egressBlocked;
    const running = await start({ observe: (namespace) => snapshotOf(cluster, namespace) });
    const ts = await write(running, 'U0ALICE', 'walk no-egress');
    cluster = clusters.overlayCilium;
    expect(await step(running, 'U0ALICE', ts, 'Check again')).toContain('The policy no longer blocks you.');
    expect(await step(running, 'U0ALICE', ts, 'B · Still fails')).toMatchInlineSnapshot(`
      "Something else stands in the way.
      It can be one of these:
      A name is not found, but an address works: that is DNS.
      The rule opens another address or port than you tried.
      Azure stops it: an NSG, a route or a firewall. Your instructor can look there.
      The server itself does not answer, or the command is wrong.
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(labels(running, ts)).toEqual(['Ask my instructor', 'More', 'Check again', 'Look further', 'Stop']);
    expect(await step(running, 'U0ALICE', ts, 'Look further')).toContain(
      'kubectl get pods -n student-07 --show-labels',
    );
  });

  test('from a channel the steps go to the direct messages, where they are found again', async () => {
    const running = await start();
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk same-range');
    await running.slack.waitForMessage(
      ({ ephemeral, text }) => ephemeral && text.includes('Your walk is under Messages.'),
    );
    const ts = last(running, 'U0ALICE')?.ts ?? '';
    const said = await step(
      running,
      'U0ALICE',
      ts,
      'A · Pod addresses that lie between those of two nodes of one pool',
    );
    expect(said).toContain(
      'You saw “Pod addresses that lie between those of two nodes of one pool”. I read: All 2 Pods have an address outside',
    );
    expect(running.slack.messages.length).toBe(2);
  });

  test('its neighbour: the four problems stay in the channel, and a button of them leads to the direct messages', async () => {
    const running = await start();
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk');
    const [rows] = running.slack.messages;
    expect(rows).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    await chooseOn(running, 'U0ALICE', rows?.ts ?? '', 'Nothing outside answers a Pod');
    await expect.poll(() => last(running, 'U0ALICE')?.text ?? '').toContain('Run this. Then press what you see.');
    await running.slack.waitForMessage(
      ({ ephemeral, text }) => ephemeral && text.includes('Your walk is under Messages.'),
    );
  });

  test('where no direct message arrives, the steps stay private and take each other’s place', async () => {
    const running = await start();
    running.slack.failing.set('chat.postMessage', 'account_inactive');
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk same-range');
    const [first] = running.slack.messages;
    expect(first).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    const ts = first?.ts ?? '';
    const said = await step(
      running,
      'U0ALICE',
      ts,
      'A · Pod addresses that lie between those of two nodes of one pool',
    );
    expect(said).toContain(
      'You saw “Pod addresses that lie between those of two nodes of one pool”. I read: All 2 Pods have an address outside',
    );
    expect(running.slack.messages.length).toBe(1);
  });

  test('a button of an earlier step, pressed on a phone that shows it still, leads back to where one is', async () => {
    const running = await start();
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk no-egress');
    const old = last(running, 'U0ALICE')?.ts ?? '';
    const blocks = running.slack.messages.find((each) => each.ts === old)?.blocks ?? [];
    const pressed = z.object({ say: z.string() }).parse(JSON.parse(buttonsOf(blocks).B?.value ?? '')).say;
    await write(running, 'U0ALICE', 'walk unsure');
    await write(running, 'U0ALICE', 'walk unsure');
    const said = textOf(running, await write(running, 'U0ALICE', pressed));
    expect(said).toContain('That was an earlier step. This is where you are now.');
    expect(said).toContain('kubectl get networkpolicies -n student-07 -o yaml');
  });

  test('pressed twice, what the first press led to stays', async () => {
    const running = await start();
    const ts = await write(running, 'U0ALICE', 'walk no-egress');
    const count = direct(running, 'U0ALICE').length;
    const press = () => pressOn(running, 'U0ALICE', ts, 'B');
    await Promise.all([press(), press()]);
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(count + 1);
    await expect.poll(() => textOf(running, ts)).toContain('You saw “Labels that no policy selects”.');
    expect(last(running, 'U0ALICE')?.text).toContain('That was an earlier step.');
  });

  test('a refusal, or a bug, leaves the step with its buttons where it is', async () => {
    const fault: { error: Error | null } = { error: null };
    const { books } = await start();
    const change: Lab['notebooks']['change'] = (...asked) =>
      fault.error === null ? books.notebooks.change(...asked) : Promise.reject(fault.error);
    const running = await start({ notebooks: { ...books.notebooks, change } });
    const ts = await write(running, 'U0ALICE', 'walk no-egress');
    const before = textOf(running, ts);
    for (const error of [new Trouble('store-down'), new Error('a bug')]) {
      fault.error = error;
      const count = direct(running, 'U0ALICE').length;
      await pressOn(running, 'U0ALICE', ts, 'Not sure');
      await expect.poll(() => direct(running, 'U0ALICE').length).toBe(count + 1);
      expect(textOf(running, ts)).toBe(before);
    }
    fault.error = null;
    expect(await step(running, 'U0ALICE', ts, 'Not sure')).toContain('Then we go on without it.');
  });
});

describe('a hand-over', () => {
  test('Inge gets it with the evidence, answers in a form, and Alice reads it in her direct messages', async () => {
    const running = await start();
    const ts = await handedOver(running);
    expect(textOf(running, ts).replace(/student-07, [\d: -]+ UTC/u, 'student-07, TIME')).toMatchInlineSnapshot(`
      "U0ALICE asks about: Nothing outside answers a Pod
      In student-07, TIME.
      They ran 1 command, and were not sure of 1. They have not checked yet. Their walk is at: Nothing outside answers a Pod.
      ? Nothing outside answers a Pod: not visible.
      ○ Pods and nodes seem to share a range: ruled out.
      ○ No Cilium Pods are found: ruled out.
      ✓ The ConfigMap azure-cni-networkmonitor is not found: normal here.
      Looked at 2026-11-24 16:40 UTC. I only read."
    `);
    expect(labels(running, ts)).toEqual(['Answer', 'Evidence', 'Look myself', 'Solved']);
    // What it rests on is one press away, and whoever was asked alone can open it.
    await pressOn(running, 'U0INGE', ts, 'Evidence');
    await expect
      .poll(() => JSON.stringify(form(running, 'U0INGE') ?? ''))
      .toContain('NSG rules, route tables and firewalls');
    await running.slack.closeView('U0INGE', form(running, 'U0INGE')?.id ?? '');
    await answered(running, ts, 'It is <!channel> the *NSG*, see https://example.org & <@U0BOB>.');
    expect(JSON.stringify(form(running, 'U0INGE'))).toContain('The student has your answer.');
    const reply = await running.slack.waitForMessage(
      ({ channel, text }) => channel === 'DU0ALICE' && text.includes('answers about: '),
    );
    expect(reply.text).toMatchInlineSnapshot(`
      "Your instructor U0INGE answers about: Nothing outside answers a Pod
      It is &lt;!channel&gt; the *NSG*, see https://example.org &amp; &lt;@U0BOB&gt;.
      These are your instructor’s words, not netlab’s. Answer in this thread, or press Reply."
    `);
    expect(reply.blocks[1]).toMatchObject({
      elements: [
        { type: 'rich_text_quote', elements: [{ type: 'text', text: expect.stringContaining('<!channel>') }] },
      ],
    });
    expect(JSON.stringify(reply.blocks)).toContain('These are your instructor’s words, not netlab’s.');
    // Alice is named to Inge and Inge to Alice, each in a direct message, which notifies nobody else.
    expect(running.slack.mentions.map(({ what }) => what).join()).not.toMatch(/channel|U0BOB/u);
    expect(running.slack.refusals).toEqual([]);
    expect(running.books.kept.audit.map(({ by, did, what }) => `${by} ${did} ${what}`)).toEqual([
      'U0ALICE read walk',
      'U0ALICE read walk',
      'U0ALICE read walk',
      'U0ALICE send walk handoff no-egress',
      'U0INGE send answers: answered',
    ]);
    expect(await running.books.helpRequests.open()).toEqual([]);
  });

  test('once it arrived, looking again says so; no button asks twice', async () => {
    const running = await start();
    await handedOver(running);
    const ts = last(running, 'U0ALICE')?.ts ?? '';
    expect(textOf(running, ts)).toContain('I am writing to your instructor now.');
    await expect.poll(async () => (await running.books.helpRequests.open())[0]?.toldAt).not.toBeNull();
    expect(await step(running, 'U0ALICE', ts, 'Check again')).toContain('Your instructor has it.');
    expect(labels(running, ts)).not.toContain('Ask again');
  });

  test('where it reaches nobody, it says so, and asking again reaches them', async () => {
    const running = await start();
    const ts = await write(running, 'U0ALICE', 'walk no-egress');
    running.slack.failing.set('chat.postMessage', 'account_inactive');
    const said = await step(running, 'U0ALICE', ts, 'Ask my instructor');
    expect(said).toContain('I could not reach any instructor. Ask again later');
    expect(said).not.toContain('Your instructor has it.');
    running.slack.failing.clear();
    expect(await step(running, 'U0ALICE', ts, 'Ask again')).toContain('I ask again.');
    await expect.poll(() => last(running, 'U0INGE')?.text ?? '').toContain('asks about');
    expect(await running.books.helpRequests.open()).toHaveLength(1);
  });

  test('answers lists who waits; looking myself is the check of that namespace', async () => {
    const running = await start();
    const ts = await handedOver(running);
    await pressOn(running, 'U0INGE', ts, 'Look myself');
    await expect.poll(() => running.notes.join()).toContain('audit: read check of student-07 by U0INGE');
    await expect.poll(() => direct(running, 'U0INGE').length).toBe(2);
    const list = await write(running, 'U0INGE', 'answers');
    expect(textOf(running, list)).toContain('One student waits for an answer.');
    expect(labels(running, list)).toEqual(['Answer']);
    await pressOn(running, 'U0INGE', list, 'Answer');
    await expect.poll(() => JSON.stringify(form(running, 'U0INGE') ?? '')).toContain('Your answer');
  });

  test('who answers what was answered meanwhile sees by whom, and may add', async () => {
    const running = await start();
    const ts = await handedOver(running);
    expect(await pressOn(running, 'U0INGE', ts, 'Answer')).toEqual({ acked: true });
    await expect.poll(() => form(running, 'U0INGE')).toBeDefined();
    const [asked] = await running.books.helpRequests.open();
    await answeredByIngo(running, asked?.id ?? '');
    const view = () => form(running, 'U0INGE');
    await running.slack.submit('U0INGE', view()?.id ?? '', words('Also mine.'));
    await expect
      .poll(() => JSON.stringify(view()))
      .toContain('Somebody answered already. You may add yours. Nothing was sent yet.');
    expect(JSON.stringify(view())).toContain('U0INGO');
    expect(direct(running, 'U0ALICE').some(({ text }) => text.includes('Also mine'))).toBe(false);
    await running.slack.submit('U0INGE', view()?.id ?? '', words('Also mine.'));
    const added = await running.slack.waitForMessage(
      ({ channel, text }) => channel === 'DU0ALICE' && text.includes('Also mine.'),
    );
    expect(added.text).toContain('writes about');
  });

  test('who presses Answer on what was answered reads by whom, when and what, before writing', async () => {
    const running = await start();
    const ts = await handedOver(running);
    const [asked] = await running.books.helpRequests.open();
    await answeredByIngo(running, asked?.id ?? '');
    await pressOn(running, 'U0INGE', ts, 'Answer');
    await expect.poll(() => form(running, 'U0INGE')).toBeDefined();
    const shown = JSON.stringify(form(running, 'U0INGE'));
    for (const each of [
      'Add to the answer',
      'Somebody answered already.',
      'U0INGO',
      ' answered at ',
      '2026-11-24 17:00',
    ])
      expect(shown).toContain(each);
  });

  test('a student who types it, or sends its form, gets a refusal and nothing is sent', async () => {
    const running = await start();
    await handedOver(running);
    const ts = await write(running, 'U0BOB', 'answers');
    expect(textOf(running, ts)).toContain('“answers” is for instructors.');
    const [asked] = await running.books.helpRequests.open();
    expect(textOf(running, await write(running, 'U0BOB', `answers ${asked?.id}`))).toContain('is for instructors.');
    expect(running.slack.modals('U0BOB')).toEqual([]);
  });

  test('one who stopped being an instructor between form and answer sends nothing', async () => {
    let teaches = true;
    const { books, ...first } = await start();
    const find: Lab['findPerson'] = async (id) =>
      id === 'U0INGE'
        ? { id, role: teaches ? 'instructor' : 'student', namespace: 'student-03' }
        : { id, role: 'student', namespace: 'student-07' };
    expect([books.kept.assignments.length, first.notes]).toEqual([2, []]);
    const running = await start({ findPerson: find });
    const ts = await handedOver(running);
    expect(await pressOn(running, 'U0INGE', ts, 'Answer')).toEqual({ acked: true });
    await expect.poll(() => form(running, 'U0INGE')).toBeDefined();
    teaches = false;
    await running.slack.submit('U0INGE', form(running, 'U0INGE')?.id ?? '', words('late'));
    expect(JSON.stringify(form(running, 'U0INGE'))).toContain('is for instructors');
    expect(await running.books.helpRequests.open()).toHaveLength(1);
  });
});

describe('an old step in Messages', () => {
  test('loses its buttons when the walk goes on in a later message, and keeps them while it is the last', async () => {
    const running = await start();
    const first = await write(running, 'U0ALICE', 'walk no-egress');
    expect(labels(running, first)).not.toEqual([]);
    const second = await write(running, 'U0ALICE', 'walk continue');
    await expect.poll(() => textOf(running, first)).toBe('This walk went on in a later message.');
    expect(labels(running, first)).toEqual([]);
    expect(labels(running, second)).toContain('A');
  });

  test('stays as it is where another person begins a walk', async () => {
    const running = await start();
    const first = await write(running, 'U0ALICE', 'walk no-egress');
    await write(running, 'U0BOB', 'walk no-egress');
    expect(labels(running, first)).toContain('A');
  });

  test('moved to Messages from a channel takes the buttons from the step before, too', async () => {
    const running = await start();
    const first = await write(running, 'U0ALICE', 'walk no-egress');
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk no-configmap', 'anyway');
    await expect.poll(() => textOf(running, first)).toBe('This walk went on in a later message.');
    expect(labels(running, last(running, 'U0ALICE')?.ts ?? '')).toContain('A');
  });
});

describe('a restart', () => {
  afterAll(() => {
    for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
  });

  test('in the middle of a walk: its buttons still work, what was reported is there, the question is open', async () => {
    const where = { url: null, folder: freshFolder() };
    const before = await storeAt(where);
    await before.importRosterSeeds([{ user: 'U0ALICE', namespace: 'student-07' }]);
    const first = await start({ notebooks: before.notebooks, helpRequests: before.helpRequests });
    const ts = await write(first, 'U0ALICE', 'walk no-egress');
    await step(first, 'U0ALICE', ts, 'B');
    const blocks = first.slack.messages.find((each) => each.ts === ts)?.blocks ?? [];
    const kept = menuOf(blocks)?.options.find(({ label }) => label === 'Ask my instructor')?.value ?? '';
    await first.app.stop();
    await before.close();

    const after = await storeAt(where);
    afterwards(after.close);
    const second = await start({ notebooks: after.notebooks, helpRequests: after.helpRequests });
    const going = textOf(second, await write(second, 'U0ALICE', 'walk'));
    expect(going).toContain('None of the four problems is visible here.');
    expect(labels(second, last(second, 'U0ALICE')?.ts ?? '')[0]).toBe('Continue: no way out');
    expect(textOf(second, await write(second, 'U0ALICE', 'walk continue'))).toContain(
      'kubectl get ciliumnetworkpolicies',
    );
    // The very entry from before the restart.
    const said = textOf(second, await write(second, 'U0ALICE', kept));
    expect(said).toContain('I am writing to your instructor now.');
    expect(await after.helpRequests.open()).toMatchObject([
      {
        user: 'U0ALICE',
        evidence: {
          reports: [{ run: 'kubectl get pods -n student-07 --show-labels', saw: 'Labels that no policy selects' }],
        },
      },
    ]);
  }, 60_000);
});
