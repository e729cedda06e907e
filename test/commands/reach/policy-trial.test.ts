// A policy that is pasted and not applied: whose it may be, and what is said of it.
import { describe, expect, test } from 'vitest';
import { opensForm, runAdmittedCommand } from '../../../src/commands/dispatch.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Person } from '../../../src/model/person.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import { dispatch } from '../../support/dispatch.ts';
import { reachSchema } from '../../support/json-schemas/reach.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { listOf, networkPolicy, pod } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const student: Person = { id: 'U07', role: 'student', namespace: 'student-07' };
const instructor: Person = { id: 'UIN', role: 'instructor', namespace: null };
const lab = bareLab(() => Promise.reject(new Error('not observed')), {
  findPerson: async () => student,
  survey: ({ namespaces: [namespace] }) =>
    terrainFrom(
      [
        listOf('Pod', [
          pod('student-07', 'web', 'n1', '10.244.0.10', '10.0.0.4', { labels: { app: 'web' } }),
          pod('student-07', 'api', 'n1', '10.244.0.12', '10.0.0.4', { labels: { app: 'api' } }),
          pod('student-12', 'secret', 'n1', '10.244.0.20', '10.0.0.4'),
        ]),
        listOf('NetworkPolicy', [networkPolicy('student-12', 'private', { podSelector: {} })]),
      ],
      namespace,
    ),
});

const shut = (namespace?: string) =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'shut', ...(namespace === undefined ? {} : { namespace }) },
    spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] },
  });

const tryPolicy = (typed: string, text: string, by = student): Promise<Outcome> =>
  runAdmittedCommand(parseCommand(typed), by, lab, undefined, text);

async function reachOf(typed: string, text: string, by = student) {
  const { answer } = await tryPolicy(typed, text, by);
  if (answer.kind !== 'reach') throw new Error(JSON.stringify(answer));
  return answer;
}

describe('with a policy', () => {
  test('the answer with it, the answer without it, and what else it changes', async () => {
    const { reaches, trial } = await reachOf('reach web api 8080', shut());
    expect([reaches[0]?.verdict, trial?.without[0]?.verdict, trial?.placedIn]).toEqual([
      'denied',
      'allowed',
      'student-07',
    ]);
    expect(trial?.changes.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      '203.0.113.7 student-07/api',
      'student-07/web student-07/api',
    ]);
  });

  test('in JSON as documented, in text and in Markdown', async () => {
    const answer = await reachOf('reach web api 8080', shut('student-07'));
    const document: unknown = JSON.parse(toJson(answer));
    expect(reachSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ verdict: 'denied', without: { verdict: 'allowed' }, trial: { placedIn: null } });
    for (const said of [toText(answer, plainStyle), toMarkdown(answer)]) {
      expect(said).toContain('NetworkPolicy/student-07/shut');
      expect(said).toMatch(/2 of \d connections change/u);
      expect(said).toContain('student-07/web → student-07/api, TCP 80');
    }
  });

  test('a policy that changes nothing says so', async () => {
    const answer = await reachOf('reach web api 8080', shut().replace('"api"', '"nobody"'));
    expect([answer.reaches[0]?.verdict, answer.trial?.changes]).toEqual(['allowed', []]);
    expect(toText(answer, plainStyle)).toContain('None of');
  });
});

describe('whose policy it may be', () => {
  test('another student’s namespace is refused, and the refusal is audited', async () => {
    const { answer, audit } = await tryPolicy('reach web api 8080', shut('student-12'));
    expect([answer.kind, answer.kind === 'trouble' && answer.message]).toEqual([
      'trouble',
      expect.stringContaining('not yours'),
    ]);
    expect(audit).toMatchObject({ did: 'refused', what: 'reach: not-yours' });
  });

  test.each(['kube-system', 'default'])('so is %s', async (namespace) => {
    expect((await tryPolicy('reach web api 8080', shut(namespace))).answer).toMatchObject({ kind: 'trouble' });
  });

  test('one for the whole cluster is refused', async () => {
    const wide =
      '{"apiVersion":"cilium.io/v2","kind":"CiliumClusterwideNetworkPolicy","metadata":{"name":"w"},"spec":{"endpointSelector":{}}}';
    const { answer } = await tryPolicy('reach web api 8080', wide);
    expect(answer.kind === 'trouble' && answer.message).toContain('for the whole cluster');
  });

  test('an instructor tries one on a student’s namespace, and on no other than the question’s', async () => {
    expect((await reachOf('reach student-07/web api 8080', shut(), instructor)).trial?.placedIn).toBe('student-07');
    const { answer } = await tryPolicy('reach student-07/web api 8080', shut('student-12'), instructor);
    expect(answer.kind === 'trouble' && answer.message).toContain('the question is about student-07');
  });

  test('what is no policy is refused in a sentence', async () => {
    const { answer } = await tryPolicy('reach web api 8080', 'let me through');
    expect(answer.kind === 'trouble' && answer.message).toContain('no policy');
  });

  test('through an address nothing of another namespace shows, with the policy or without', async () => {
    const answer = await reachOf('reach api 10.244.0.20 80', shut());
    expect([answer.reaches[0]?.verdict, answer.trial?.without[0]?.verdict]).toEqual(['unknown', 'unknown']);
    expect([toJson(answer), toText(answer, plainStyle)].join()).not.toMatch(/student-12|secret|private/u);
  });
});

describe('how it is asked for', () => {
  test('“with” opens a form that carries the question, and a button offers it', async () => {
    expect(opensForm(parseCommand('reach web api 8080 with'))).toBe(true);
    expect(opensForm(parseCommand('reach web api 8080'))).toBe(false);
    const { form } = await dispatch('reach web api 8080 with', inside('U07'), lab);
    expect(form).toEqual({ kind: 'policy-trial', question: 'reach web api 8080' });
    const { next } = await dispatch('reach web api 8080', inside('U07'), lab);
    expect(next).toContainEqual({ label: 'Try a policy', command: 'reach web api 8080 with' });
  });

  test('what is wrong with the question is said before any form', async () => {
    for (const typed of ['reach web api with', 'reach web api 99999 with', 'reach student-12/secret api 80 with']) {
      const { answer, form } = await dispatch(typed, inside('U07'), lab);
      expect([typed, answer.kind, form]).toEqual([typed, 'trouble', undefined]);
    }
  });
});
