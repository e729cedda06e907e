import { describe, expect, test } from 'vitest';
import { lineText, partLines } from '../../../src/blocks/write-doc.ts';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { troubleAnswer } from '../../../src/commands/trouble-words.ts';
import { problemTable } from '../../../src/commands/walk/problem-table.ts';
import type { Answer } from '../../../src/model/answer.ts';
import { problemIds } from '../../../src/model/finding.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { noStore } from '../../../src/store/no-store.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import { answerDoc } from '../../../src/words/index.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { notesSchema } from '../../support/json-schemas/notes.ts';
import { walkSchema } from '../../support/json-schemas/walk.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { snapshotOf, withReads } from '../../support/objects.ts';

const student = { id: 'alice', role: 'student', namespace: 'student-07' } as const;

async function ask(said: string, documents: readonly unknown[] = clusters.egressBlocked): Promise<Answer> {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace), { findPerson: async () => student });
  return (await dispatch(said, inside('alice'), lab)).answer;
}

/** As the terminal asks: the rows, without anybody who walks. */
async function rowsFor(said: string, documents: readonly unknown[] = clusters.egressBlocked): Promise<Answer> {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace), { ...noStore });
  try {
    return (await problemTable.run({ by: student, words: said.split(' ').slice(1) }, lab)).answer;
  } catch (error) {
    if (error instanceof Trouble) return troubleAnswer(error);
    throw error;
  }
}

const walked = async (said: string) => {
  const answer = await rowsFor(said);
  return answer.kind === 'walk' ? answer.steps.map(({ id }) => id) : answer.kind;
};

describe('walk', () => {
  test('all rows: what is wrong, what is open, what is as it should be, what is ruled out', async () => {
    expect(await walked('walk')).toEqual(['no-egress', 'no-configmap', 'same-range', 'no-cilium-pods']);
  });

  test.each([
    ['walk no-egress', ['no-egress']],
    ['walk No-Egres', ['no-egress']],
    ['walk egress', ['no-egress']],
    ['walk 1', ['same-range']],
    ['walk 4', ['no-egress']],
    ['walk no', 'trouble'],
    ['walk 5', 'trouble'],
    ['walk 0', 'trouble'],
    ['walk banana', 'trouble'],
    ['walk no-egress now', 'trouble'],
  ])('%s', async (said, expected) => {
    expect(await walked(said)).toEqual(expected);
  });

  test('as a person reads it', async () => {
    expect(toText(await rowsFor('walk'), plainStyle)).toMatchInlineSnapshot(`
      "One problem found: nothing outside answers a Pod.
        - ● Nothing outside answers a Pod: found. NetworkPolicy only-dns limits api and web, and no rule
          leads out of the cluster.
        - ✓ The ConfigMap azure-cni-networkmonitor is not found: normal here. The ConfigMap does not
          exist.
        - ○ Pods and nodes seem to share a range: ruled out. All 2 Pods have an address outside of the
          node range, in 192.168.0.0/16.
        - ○ No Cilium Pods are found: ruled out. Azure-managed Cilium runs in kube-system: cilium-0,
          cilium-1, cilium-2.

      Nothing outside answers a Pod
      api, web: restricted by NetworkPolicy/student-07/only-dns, and no rule leads out of the cluster.
      Cilium policies are not in the dump.
      Do: Read the policies named above; an egress rule for what your Pods need opens it. If they are not
      yours, ask your instructor who wrote them.
          $ kubectl describe networkpolicies -n student-07

      The ConfigMap azure-cni-networkmonitor is not found
      The ConfigMap does not exist. That is the normal answer, not a mistake.
      Do: Nothing: go on with NodeNetworkConfigs, node labels and the Pod ranges.
          $ kubectl get nodenetworkconfigs -n kube-system -o yaml

      Pods and nodes seem to share a range
      All 2 Pods have an address outside of the node range, in 192.168.0.0/16.

      No Cilium Pods are found
      Azure-managed Cilium runs in kube-system: cilium-0, cilium-1, cilium-2.

      Looked at 2026-11-24 16:40 UTC in student-07, from dump test. I only read.
      "
    `);
  });

  test('as Markdown: a row that is open lists what each outcome would mean', async () => {
    expect(toMarkdown(await rowsFor('walk no-cilium-pods', []))).toMatchInlineSnapshot(`
      "# I could not look: the dump does not hold it.

      - **? No Cilium Pods are found: not visible.**

      ## No Cilium Pods are found

      The dump does not hold the answer to list pods in namespace kube-system; the dump does not hold the answer to list daemonsets.apps in namespace kube-system.

      \`\`\`
      kubectl get pods -n kube-system -l k8s-app=cilium
      \`\`\`

      - Pods named cilium-… → ruled out
      - Forbidden → this does not tell us
      - No resources found → this does not tell us

      Looked at 2026-11-24 16:40 UTC in student-07, from dump test. I only read.
      "
    `);
  });

  test('the documented JSON, each row once', async () => {
    const printed = walkSchema.parse(JSON.parse(toJson(await rowsFor('walk'))));
    expect(printed.problems.map(({ id }) => id).sort()).toEqual([...problemIds].sort());
    expect(toJson(await rowsFor('walk'))).toBe(toJson(await ask('walk')));
  });

  test('in Slack a row is a line, and all about it is folded: why, what to do, the command, what it may show', async () => {
    const doc = answerDoc(await ask('walk'), 'slack');
    expect(lineText(doc.verdict)).toBe('One problem found: nothing outside answers a Pod.');
    const [rows] = doc.parts;
    expect(rows?.part === 'list' && rows.items.length).toBe(4);
    const folded = doc.details.map(({ title, parts }) => [title, ...parts.flatMap(partLines)].join('\n'));
    expect(folded[0]).toContain('kubectl describe networkpolicies -n student-07');
    expect(folded[0]).toContain('Do: Read the policies named above');
    expect(folded.join()).not.toContain('kubectl get daemonsets');
    expect(doc.details.map(({ title }) => title).sort()).toEqual(
      problemIds.map((id) => lesson.problems[id].title).sort(),
    );
  });

  test('what was found is the first button; the others are in a list', async () => {
    const lab = bareLab((namespace) => snapshotOf(clusters.egressBlocked, namespace), {
      findPerson: async () => student,
    });
    const { next = [], menu } = await dispatch('walk', inside('alice'), lab);
    expect(next).toEqual([
      { label: 'Find the cause', command: 'walk no-egress' },
      { label: 'Check again', command: 'walk' },
      { label: 'Ask my instructor', command: 'ask general' },
    ]);
    expect(menu?.options.map(({ command }) => command)).toEqual([
      'walk no-configmap',
      'walk same-range',
      'walk no-cilium-pods',
    ]);
  });

  test.each([
    ['nothing is found', clusters.overlayCilium, 'None of the four problems is visible here.'],
    ['it is normal for this model', clusters.nodeSubnet, 'None of the four problems is visible here.'],
    ['one is found', clusters.egressBlocked, 'One problem found: nothing outside answers a Pod.'],
    ['nothing was read', [], 'I could not look at 4 of 4: the dump does not hold it.'],
  ])('the verdict where %s', async (_, documents, verdict) => {
    expect(lineText(answerDoc(await ask('walk', documents), 'slack').verdict)).toBe(verdict);
  });

  test.each([
    [403, 'I could not look at 2 of 4: a permission is missing. You did nothing wrong.'],
    [500, 'I could not look at 2 of 4: the cluster gave no usable answer. This is not your doing.'],
  ])('what a read that ended with %i leaves open is told once', async (code, verdict) => {
    const whole = await snapshotOf(clusters.overlayCilium);
    const names = ['systemPods', 'daemonSets', 'networkmonitor'] as const;
    const lost = Object.fromEntries(names.map((name) => [name, refusalOf(whole.reads[name].ask, code)]));
    const lab = bareLab(async () => withReads(whole, lost), { findPerson: async () => student });
    const { answer } = await dispatch('walk', inside('alice'), lab);
    const said = answerMessage(answer).text;
    expect(said).toContain(verdict);
    expect(said.split('permission').length + said.split('no usable answer').length).toBe(3);
  });

  test('where one row lacks a permission and another an answer, both are told', async () => {
    const whole = await snapshotOf(clusters.overlayCilium);
    const [pods, map] = [whole.reads.systemPods.ask, whole.reads.networkmonitor.ask];
    const lost = {
      ...{ systemPods: refusalOf(pods, 403), daemonSets: refusalOf(whole.reads.daemonSets.ask, 403) },
      networkmonitor: refusalOf(map, 500),
    };
    const lab = bareLab(async () => withReads(whole, lost), { findPerson: async () => student });
    const { answer } = await dispatch('walk', inside('alice'), lab);
    expect(lineText(answerDoc(answer, 'slack').verdict)).toBe(
      'I could not look at 2 of 4: a permission is missing, and the cluster gave no usable answer. You did nothing wrong.',
    );
  });

  test('the look is audited', async () => {
    const lab = bareLab((namespace) => snapshotOf([], namespace), { findPerson: async () => student });
    expect((await dispatch('walk', inside('alice'), lab)).audit).toEqual({
      did: 'read',
      what: 'walk',
      namespace: 'student-07',
      as: null,
    });
  });
});

describe('notes', () => {
  test('every drift note of the lesson, as a pair with source and date', async () => {
    const { notes } = notesSchema.parse(JSON.parse(toJson(await ask('notes'))));
    const ids = lesson.passages.filter(({ drift }) => drift !== null).map(({ id }) => id);
    expect(notes.map(({ id }) => id)).toEqual(ids);
    expect(notes.filter(({ exercise, today }) => exercise === today.join(' '))).toEqual([]);
  });

  test('text and Markdown say the same; a message says how many there are', async () => {
    const answer = await ask('notes');
    const flat = (shown: string) => shown.replaceAll(/\s+/gu, ' ');
    for (const shown of [toText(answer, plainStyle), toMarkdown(answer)]) {
      expect(flat(shown)).toContain('The documented limit is 5,000 nodes and 200,000 Pods.');
      expect(flat(shown)).toContain('An overlay is said to end at 1,000 nodes.');
    }
    // In a message they are one press away.
    expect(flat(answerMessage(answer).text)).toMatch(/^\d+ things are newer than the exercise/u);
  });
});
