import { describe, expect, test } from 'vitest';
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
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { notesSchema } from '../../support/json-schemas/notes.ts';
import { walkSchema } from '../../support/json-schemas/walk.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

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
      "netlab walk · student-07
      Read 2026-11-24T16:40:00.000Z from dump test. Nothing was changed; each command below only reads.

        ● Nothing outside answers a Pod  no-egress
          the evidence speaks for it: api, web: restricted by NetworkPolicy/student-07/only-dns, and no
          rule leads out of the cluster. Cilium policies are not in the dump.
            $ kubectl describe networkpolicies -n student-07
            do        Read the policies named above; an egress rule for what your Pods need opens it. If
                      they are not yours, ask your instructor who wrote them.

        ✓ The ConfigMap azure-cni-networkmonitor is not found  no-configmap
          this is what the cluster shows, and it is normal: The ConfigMap does not exist. That is the
          normal answer, not a mistake.
            $ kubectl get nodenetworkconfigs -n kube-system -o yaml
            do        Nothing: go on with NodeNetworkConfigs, node labels and the Pod ranges.

        ○ Pods and nodes seem to share a range  same-range
          ruled out: All 2 Pods have an address outside of the node range, in 192.168.0.0/16.

        ○ No Cilium Pods are found  no-cilium-pods
          ruled out: Azure-managed Cilium runs in kube-system: cilium-0, cilium-1, cilium-2.
      "
    `);
  });

  test('as Markdown: a row that is open lists what each outcome would mean', async () => {
    expect(toMarkdown(await rowsFor('walk no-cilium-pods', []))).toMatchInlineSnapshot(`
      "# netlab walk: student-07

      Read 2026-11-24T16:40:00.000Z from dump test; nothing was changed.

      ## ? No Cilium Pods are found

      \`no-cilium-pods\`

      - **I cannot see it**: the dump does not hold the answer to list pods in namespace kube-system; the dump does not hold the answer to list daemonsets.apps in namespace kube-system.
      - next: \`kubectl get pods -n kube-system -l k8s-app=cilium\`
        - if you see Pods named cilium-…: ruled out
        - if you see Forbidden: settles nothing
        - if you see No resources found: settles nothing
      "
    `);
  });

  test('the documented JSON, each row once', async () => {
    const printed = walkSchema.parse(JSON.parse(toJson(await rowsFor('walk'))));
    expect(printed.problems.map(({ id }) => id).sort()).toEqual([...problemIds].sort());
    expect(toJson(await rowsFor('walk'))).toBe(toJson(await ask('walk')));
  });

  test('in Slack the next command is code, and a row that is ruled out is folded', async () => {
    const { blocks, text: spoken } = answerMessage(await ask('walk'));
    const drawn = JSON.stringify(blocks);
    expect(drawn).toContain('kubectl describe networkpolicies -n student-07');
    expect(drawn).not.toContain('kubectl get daemonsets');
    expect(spoken).toContain('Nothing outside answers a Pod: the evidence speaks for it.');
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
