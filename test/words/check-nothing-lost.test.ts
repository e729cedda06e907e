// What a check said before it was one screen: every sentence and every figure of it is in the message or in its evidence, or it
// is dropped for a reason that stands here.
import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '../../src/model/check.ts';
import {
  dataplaneNames,
  modelNames,
  ownerNames,
  policyNames,
  statusWords,
  stepWords,
} from '../../src/model/display-names.ts';
import type { Doc } from '../../src/model/doc.ts';
import type { Finding } from '../../src/model/finding.ts';
import { answerDoc } from '../../src/words/index.ts';
import {
  answerFrom,
  answerTo,
  everyDump,
  lineSays,
  observed,
  partSays,
  sectionSays,
} from '../support/check-answers.ts';
import * as clusters from '../support/clusters.ts';
import { forbidden } from '../support/objects.ts';

/** What was said, and where from. */
type Piece = { readonly from: string; readonly says: string };

/**
 * What is dropped, and why:
 * - the ids of findings, problems and passages, and that of the exercise: they are netlab's own; titles and questions stand there;
 * - “7 × as expected”: the verdict and a line per task say it;
 * - “nothing changed” in the receipt: it is “I only read.” now, since one could take it for the cluster's own changes;
 * - “and 3 more” behind a list of six: the table has all of them;
 * - who grants a permission, said of each finding anew: it is said once, and each permission is named there;
 * - commands that a table replaces (“netlab explain …”): the buttons lead there.
 */
const dropped: readonly RegExp[] = [/ and \d+ more$/u];

const fields = ({ findings }: CheckAnswer['report'], of: (finding: Finding) => readonly Piece[]) =>
  findings.flatMap(of);

/** The permissions that a blocked finding's next step names. */
const permissionsIn = (nextStep: string): readonly string[] =>
  [...nextStep.matchAll(/"(?<name>[^"]+)"/gu)].map(({ groups }) => groups?.name ?? '');

function saidOfFinding(finding: Finding): readonly Piece[] {
  const { id, status, owner, asks, observed, expected, counted, excluded, evidence, nextStep } = finding;
  const said = (what: string, says: string): Piece => ({ from: `${id} ${what}`, says });
  return [
    said('status', `${statusWords[status].sign} ${statusWords[status].words}`),
    said('question', asks),
    said('observed', observed),
    said('expected', expected),
    ...Object.entries(counted).map(([kind, n]) => said('counted', `${kind} ${n}`)),
    ...excluded.map(({ why, count }) => said('left out', `${count} ${why}`)),
    ...evidence.flatMap(({ command, value }) => [said('command', command), said('value', value)]),
    ...(status === 'blocked'
      ? permissionsIn(nextStep).map((each) => said('permission', each))
      : [said('next', nextStep)]),
    ...(owner === null || status === 'blocked' ? [] : [said('owner', ownerNames[owner])]),
  ];
}

/** All that a check said, by what it was said of. */
function saidBefore({ report, explanation, problems }: CheckAnswer): readonly Piece[] {
  const { namespace, source, readAt, cluster, receipt } = report;
  const { model, dataplane, policyEngine, candidates, conflicts, signals } = cluster;
  const said = (from: string) => (says: string) => ({ from, says });
  return [
    ...[namespace, source.kind, source.name, readAt, ...(receipt.as === null ? [] : [receipt.as])].map(said('receipt')),
    ...receipt.reads.map(({ resource }) => resource).map(said('receipt')),
    ...receipt.reads
      .filter(({ verb }) => verb === 'ignore')
      .map(({ resource, count }) => `${count} ${resource}`)
      .map(said('not used')),
    ...[modelNames[model], dataplaneNames[dataplane], policyNames[policyEngine]].map(said('network')),
    ...candidates.map((each) => modelNames[each]).map(said('still possible')),
    ...conflicts.map(({ says }) => says).map(said('conflict')),
    ...signals.flatMap(({ weight, observed, says }) => [`${weight}`, observed, says]).map(said('signal')),
    ...fields(report, saidOfFinding),
    ...problems.flatMap((row) => [`${stepWords(row).sign} ${stepWords(row).words}`, row.because]).map(said('problem')),
    ...explanation.passages
      .flatMap(({ drift, body }) => (drift === null ? [] : [drift.exercise, drift.date, ...body]))
      .map((each) => each.replaceAll('`', ''))
      .map(said('newer')),
  ];
}

function textOf({ verdict, parts, changed, smallPrint, details }: Doc): string {
  const lines = [verdict, ...changed, ...smallPrint].map(lineSays);
  return [...lines, ...parts.map(partSays), ...details.map(sectionSays)].join('\n').replaceAll('`', '');
}

const joining = ['on', 'node'];

/** Pieces that neither stand there as they were, nor word by word in what took the place of a value. */
function lostIn(doc: Doc, pieces: readonly Piece[]): readonly Piece[] {
  const text = textOf(doc);
  const words = new Set(text.split(/[\s,]+/u));
  return pieces.filter(({ from, says }) => {
    if (text.includes(says)) return false;
    if (!from.endsWith(' value')) return true;
    const own = dropped.reduce((rest, each) => rest.replace(each, ''), says.replace('keys: ', ''));
    return !own.split(/[\s,]+/u).every((each) => words.has(each) || joining.includes(each));
  });
}

const worlds: Readonly<Record<string, () => Promise<CheckAnswer>>> = {
  ...Object.fromEntries(everyDump().map((dump) => [dump, async () => answerFrom(await observed(dump))])),
  ...Object.fromEntries(Object.entries(clusters).map(([name, documents]) => [name, () => answerTo(documents)])),
  'nodes and Pods forbidden': () =>
    answerTo([
      ...clusters.overlayCilium.filter(({ kind }) => kind !== 'NodeList' && kind !== 'PodList'),
      forbidden('nodes', null),
      forbidden('pods', 'kube-system'),
    ]),
};

describe('nothing that a check said is lost', () => {
  test.each(Object.keys(worlds))('%s', async (name) => {
    const answer = await worlds[name]?.();
    if (answer === undefined) throw new Error(name);
    const pieces = saidBefore(answer);
    expect(pieces.length).toBeGreaterThan(80);
    expect(lostIn(answerDoc(answer, 'slack'), pieces)).toEqual([]);
  });

  test('nor of one task', async () => {
    for (const task of ['1', '2', '3']) {
      const answer = await answerFrom(await observed('dumps/node-subnet'), task);
      const pieces = saidBefore(answer);
      expect(pieces.length).toBeGreaterThan(40);
      expect([task, lostIn(answerDoc(answer, 'slack'), pieces)]).toEqual([task, []]);
    }
  });
});

describe('what is lost is noticed', () => {
  const withoutSection = (doc: Doc, title: string): Doc => ({
    ...doc,
    details: doc.details.filter((section) => section.title !== title),
  });
  const lostWithout = async (title: string) => {
    const answer = await answerTo(clusters.egressBlocked);
    const lost = lostIn(withoutSection(answerDoc(answer, 'slack'), title), saidBefore(answer));
    return [...new Set(lost.map(({ from }) => from.replace(/^[a-z-]+ (?=[a-z])/u, '')))];
  };

  test.each([
    ['Task 1', ['question', 'expected', 'counted', 'left out', 'command', 'value', 'next']],
    ['Why this model', ['signal']],
    ['What I read', ['receipt']],
    ['Common problems', ['problem']],
  ])('without %s', async (title, kinds) => {
    expect(await lostWithout(title)).toEqual(expect.arrayContaining(kinds));
  });

  test('a single figure of a table, and a single row', async () => {
    const answer = await answerTo(clusters.overlayCilium);
    const [nodes] = answer.tables;
    if (nodes === undefined) throw new Error('there is a table of nodes');
    const planted = (rows: typeof nodes.rows) => ({
      ...answer,
      tables: answer.tables.map((each) => (each === nodes ? { ...nodes, rows } : each)),
    });
    const lost = (rows: typeof nodes.rows) => lostIn(answerDoc(planted(rows), 'slack'), saidBefore(answer));
    expect(lost(nodes.rows)).toEqual([]);
    // The value stands beside a table that does not tell all of it.
    expect(lost(nodes.rows.slice(1))).toEqual([]);
    const doc = answerDoc(answer, 'slack');
    const cut = {
      ...doc,
      details: doc.details.map((section) => ({
        ...section,
        parts: section.parts.filter(({ part }) => part !== 'table'),
      })),
    };
    expect(lostIn(cut, saidBefore(answer)).map(({ from }) => from)).toEqual(
      expect.arrayContaining(['node-addresses value', 'cilium-agents value']),
    );
  });
});
