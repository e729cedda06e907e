import { checks } from '../checks/index.ts';
import { namesOf, passageNamed } from '../exercise/find.ts';
import type { Explanation, Outcome, OwnValue } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import { type Code, codes } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import type { Situation, Subject } from '../model/tutoring.ts';
import { detect } from '../network/detect.ts';
import { afterCard, cardIn } from './card.ts';
import type { Command } from './command.ts';
import { afterPassages, readOn } from './explain-next.ts';
import { misspelt, nearest } from './near.ts';
import { foreignIn, notYours } from './scope.ts';
import { leftOf, questionSituation, situationOf } from './situation.ts';
import { valuesOf } from './values.ts';
import { worded } from './words.ts';

/** What was asked for: a finding, or passages of the lesson; `meant` is what may have been meant where there are none. */
type Found = {
  readonly code: Code | null;
  readonly explanation: Explanation;
  readonly meant: string | null;
  readonly situation?: Subject;
  /** Where a language model named the finding: what is left to it. */
  readonly left?: Pick<Situation, 'chosen' | 'until'>;
};

const handbook = (passages: readonly Passage[]): Explanation => ({ by: 'handbook', passages });

function codeIn(word: string): Code | undefined {
  return codes.find((code) => code === word.toLowerCase());
}

/** What is called exactly so: a finding, or a passage. */
function called(lesson: Lesson, name: string): Found | null {
  const code = codeIn(name);
  if (code) {
    const passages = lesson.passages.filter(({ id }) => checks[code].theory.includes(id));
    return { code, explanation: handbook(passages), meant: null };
  }
  const named = passageNamed(lesson, name);
  return named ? { code: null, explanation: handbook([named]), meant: null } : null;
}

/** All that leads to a finding or a passage. */
const namesIn = ({ passages }: Lesson): readonly string[] => [...codes, ...passages.flatMap(namesOf)];

/** What a misspelt name surely means; null where that is not sure. */
function slipped(lesson: Lesson, topic: string): Found | null {
  const said = lesson.passages.flatMap(({ title, aliases, questions, body }) => [
    title,
    ...aliases,
    ...questions,
    ...body,
  ]);
  const taken = new Set(
    said
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );
  const found = misspelt(topic, namesIn(lesson), taken).map((name) => called(lesson, name));
  const [first, ...more] = found.filter((each) => each !== null);
  const same = ({ code, explanation }: Found) => code ?? explanation.passages[0]?.id;
  return first !== undefined && more.every((each) => same(each) === same(first)) ? first : null;
}

/** Finding id, then name or alias, then one with a slip in it, then the question as it stands. */
async function look(topic: string, user: string, lab: Lab): Promise<Found> {
  const found = called(lab.lesson, topic) ?? slipped(lab.lesson, topic);
  if (found) return found;
  const explanation = await lab.ask(topic, user);
  const { finding, passages } = explanation;
  // Only a look at the cluster can answer: the model named what to look at.
  const looked = finding === undefined ? null : called(lab.lesson, finding);
  if (looked) return { ...looked, left: leftOf(explanation) };
  const meant = nearest(topic, namesIn(lab.lesson));
  return {
    code: null,
    explanation,
    meant,
    ...(passages.length > 0 ? { situation: questionSituation(topic, explanation) } : {}),
  };
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

/** The lesson does not know: that in words, what may have been meant, what comes nearest, and who knows. Never what was typed. */
function unknown({ explanation: { near = [] }, meant }: Found, lesson: Lesson): Outcome {
  const topics = topicsOf(lesson).map(({ id }) => id);
  const detail = { topics: topics.join(', '), near: near.map(({ title }) => `“${title}”`).join(', ') };
  const maybe = meant === null ? [] : [{ label: `Did you mean “${meant}”?`, say: `explain ${meant}` }];
  const others = [...maybe, ...readOn(near)];
  const all = others.length > 0 ? [{ label: 'All topics', say: 'explain' }] : [];
  return { answer: worded(new Trouble('unknown-topic', detail)), next: [...others, ...all] };
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
async function card(code: Code, namespace: string, lab: Lab, left: Found['left']): Promise<Outcome | null> {
  const snapshot = await lab.observe(namespace);
  const found = await cardIn(snapshot, code, lab);
  if (found === null) return null;
  const taught = found.answer.explanation.passages.filter(({ drift }) => drift === null);
  const judged = { findings: [found.finding], cluster: detect(snapshot) };
  return {
    answer: found.answer,
    audit: readBy(namespace, snapshot.as),
    situation: { ...situationOf(judged, lab.lesson, snapshot, found.finding.asks), ...left },
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
    const foreign = await foreignIn(topic, by, lab);
    if (foreign !== undefined) throw notYours(foreign, by.namespace, lab);
    const found = await look(topic, by.id, lab);
    const { code, explanation, situation, left } = found;
    const { passages } = explanation;
    if (passages.length === 0) return unknown(found, lab.lesson);
    const own = code !== null && by.namespace !== null ? await card(code, by.namespace, lab, left) : null;
    if (own) return own;
    const { yours: mine, ...read } = await yours(by, passages, lab);
    return {
      answer: { kind: 'explain', explanation, yours: mine },
      ...read,
      ...(situation ? { situation } : {}),
      next: afterPassages(passages, lab.lesson, by.namespace !== null),
    };
  },
};
