import { checks } from '../checks/index.ts';
import { namesOf, passageNamed } from '../exercise/find.ts';
import type { Explanation, Outcome, OwnValue } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import { type Code, codes } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { detect } from '../network/detect.ts';
import { afterCard, cardIn } from './card.ts';
import type { Command } from './command.ts';
import { afterPassages, readOn } from './explain-next.ts';
import { nearest } from './near.ts';
import { questionSituation, situationOf } from './situation.ts';
import { valuesOf } from './values.ts';
import { worded } from './words.ts';

/** What was asked for: a finding, or passages of the lesson. */
type Found = { readonly code: Code | null; readonly explanation: Explanation } & Pick<Outcome, 'situation'>;

function codeIn(word: string): Code | undefined {
  return codes.find((code) => code === word.toLowerCase());
}

function ofFinding(lesson: Lesson, code: Code): Found {
  const passages = lesson.passages.filter(({ id }) => checks[code].theory.includes(id));
  return { code, explanation: { by: 'handbook', passages } };
}

/** Finding id, then name or alias, then a near miss of one, then the question as it stands. */
async function look(topic: string, user: string, lab: Lab): Promise<Found> {
  const code = codeIn(topic);
  if (code) return ofFinding(lab.lesson, code);
  const named = passageNamed(lab.lesson, topic);
  if (named) return { code: null, explanation: { by: 'handbook', passages: [named] } };
  const near = nearest(topic, [...codes, ...lab.lesson.passages.flatMap(namesOf)]) ?? '';
  const meant = codeIn(near);
  if (meant) return ofFinding(lab.lesson, meant);
  const missed = passageNamed(lab.lesson, near);
  if (missed) return { code: null, explanation: { by: 'handbook', passages: [missed] } };
  const explanation = await lab.ask(topic, user);
  const { by, finding, passages } = explanation;
  if (finding !== undefined) return ofFinding(lab.lesson, finding);
  const situation = passages.length > 0 ? questionSituation(topic, passages, by === 'tutor') : null;
  return { code: null, explanation, ...(situation ? { situation } : {}) };
}

/** What the lesson is about, without the parts of each topic and without drift notes, which `notes` lists. */
function topicsOf({ passages }: Lesson): readonly Passage[] {
  return passages.filter(({ under, drift }) => under === null && drift === null);
}

/** The topics as a list, and as buttons. */
function listed(lesson: Lesson): Outcome {
  const taught = topicsOf(lesson);
  const lines = taught.map(({ id, title }) => ({ usage: `explain ${id}`, purpose: title }));
  const note = `Topics of the lesson “${lesson.title}”.`;
  return { answer: { kind: 'help', lines, note }, next: readOn(taught.slice(0, 20)) };
}

/** The lesson does not know: that in words, what comes nearest, and who does. */
function unknown(topic: string, { near = [] }: Explanation, lesson: Lesson): Outcome {
  const topics = topicsOf(lesson).map(({ id }) => id);
  const detail = { topic, topics: topics.join(', '), near: near.map(({ title }) => `“${title}”`).join(', ') };
  const all = near.length > 0 ? [{ label: 'All topics', say: 'explain' }] : [];
  return { answer: worded(new Trouble('unknown-topic', detail)), next: [...readOn(near), ...all] };
}

const readBy = (namespace: string, as: string | null): Audit => ({ did: 'read', what: 'explain', namespace, as });

/** The student's own values, and the audit's line where the cluster was read for them. */
async function yours(
  by: Person,
  passages: readonly Passage[],
  lab: Lab,
): Promise<{ readonly yours: readonly OwnValue[]; readonly audit?: Audit }> {
  const names = [...new Set(passages.flatMap(({ values }) => values))];
  if (names.length === 0 || by.namespace === null) return { yours: [] };
  const snapshot = await lab.observe(by.namespace);
  return { yours: valuesOf(names, snapshot), audit: readBy(by.namespace, snapshot.as) };
}

/** The card of a finding as it stands in somebody's namespace now; null where the lesson has none. */
async function card(code: Code, namespace: string, lab: Lab): Promise<Outcome | null> {
  const snapshot = await lab.observe(namespace);
  const found = await cardIn(snapshot, code, lab);
  if (found === null) return null;
  const taught = found.answer.explanation.passages.filter(({ drift }) => drift === null);
  return {
    answer: found.answer,
    audit: readBy(namespace, snapshot.as),
    situation: situationOf({ findings: [found.finding], cluster: detect(snapshot) }, lab.lesson, snapshot),
    next: [...afterCard(found.finding), ...readOn(taught.slice(0, 2), 'Read: ')],
  };
}

/** `explain [topic]`: the card of a finding as it stands, or the lesson's own words with the student's own values. */
export const explain: Command = {
  word: 'explain',
  usage: 'explain [topic or question]',
  purpose:
    'the lesson on a topic, or what a finding means, with the values of your own cluster; without a topic, the list',
  async run({ by, words }, lab) {
    if (words.length === 0) return listed(lab.lesson);
    const topic = words.join(' ');
    const { code, explanation, ...asked } = await look(topic, by.id, lab);
    const { passages } = explanation;
    if (passages.length === 0) return unknown(topic, explanation, lab.lesson);
    const own = code !== null && by.namespace !== null ? await card(code, by.namespace, lab) : null;
    if (own) return own;
    const { yours: mine, ...read } = await yours(by, passages, lab);
    return {
      answer: { kind: 'explain', explanation, yours: mine },
      ...read,
      ...asked,
      next: afterPassages(passages, lab.lesson, by.namespace !== null),
    };
  },
};
