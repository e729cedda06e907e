import { checks } from '../checks/index.ts';
import { namesOf, passageNamed } from '../exercise/find.ts';
import type { Explanation, OwnValue } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { nearest } from './near.ts';
import { valuesOf } from './values.ts';

function ofFinding(lesson: Lesson, word: string): readonly Passage[] {
  const check = Object.values(checks).find(({ code }) => code === word.toLowerCase());
  return lesson.passages.filter(({ id }) => check?.theory.includes(id));
}

/** Finding id, then name or alias, then a near miss of one, then the question as it stands. */
async function look(topic: string, lab: Lab): Promise<Explanation> {
  const direct = ofFinding(lab.lesson, topic);
  if (direct.length > 0) return { by: 'handbook', passages: direct };
  const named = passageNamed(lab.lesson, topic);
  if (named) return { by: 'handbook', passages: [named] };
  const near = nearest(topic, lab.lesson.passages.flatMap(namesOf));
  const meant = near === null ? undefined : passageNamed(lab.lesson, near);
  if (meant) return { by: 'handbook', passages: [meant] };
  return lab.ask(topic);
}

/** What the lesson is about, without the parts of each topic and without drift notes, which `notes` lists. */
function topicsOf({ passages }: Lesson): readonly Passage[] {
  return passages.filter(({ under, drift }) => under === null && drift === null);
}

/** The student's own values, and the audit's line where the cluster was read for them. */
async function yours(
  by: Person,
  passages: readonly Passage[],
  lab: Lab,
): Promise<{ readonly yours: readonly OwnValue[]; readonly audit?: Audit }> {
  const names = [...new Set(passages.flatMap(({ values }) => values))];
  if (names.length === 0 || by.namespace === null) return { yours: [] };
  const snapshot = await lab.observe(by.namespace);
  const audit: Audit = { did: 'read', what: 'explain', namespace: by.namespace, as: snapshot.as };
  return { yours: valuesOf(names, snapshot), audit };
}

/** `explain [topic]`: the lesson's own words, with the student's own values beside them. */
export const explain: Command = {
  word: 'explain',
  usage: 'explain [topic or question]',
  purpose: 'the lesson on a topic, with the values of your own cluster; without a topic, the list of topics',
  async run({ by, words }, lab) {
    const topics = topicsOf(lab.lesson).map(({ id }) => id);
    if (words.length === 0) {
      const taught = topicsOf(lab.lesson);
      const lines = taught.map(({ id, title }) => ({ usage: `explain ${id}`, purpose: title }));
      return {
        answer: { kind: 'help', lines, note: `Topics of the lesson “${lab.lesson.title}”.` },
        next: taught.slice(0, 20).map(({ id, title }) => ({ label: title, say: `explain ${id}` })),
      };
    }
    const topic = words.join(' ');
    const explanation = await look(topic, lab);
    if (explanation.passages.length === 0) {
      throw new Trouble('unknown-topic', { topic, topics: topics.join(', ') });
    }
    const { yours: own, ...read } = await yours(by, explanation.passages, lab);
    return {
      answer: { kind: 'explain', explanation, yours: own },
      ...read,
      next: by.namespace === null ? [] : [{ label: 'Check my cluster', say: 'check' }],
    };
  },
};
