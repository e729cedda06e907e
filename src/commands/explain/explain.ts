import type { Outcome, OwnValue } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import type { Code } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Person } from '../../model/person.ts';
import { detect } from '../../network/detect/detect.ts';
import { foreignIn, notYours } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { afterCard, cardIn } from './finding-card.ts';
import { called, look } from './lookup.ts';
import { afterPassages, readOn } from './next-steps.ts';
import { dependsOnModel, type OnModel, onModel } from './own-model.ts';
import { valuesOf } from './own-values.ts';
import { besideLesson, topicsOf, unknown } from './unknown.ts';

/** The topics as a list, and as buttons. */
function listed(lesson: Lesson): Outcome {
  const taught = topicsOf(lesson);
  const lines = taught.map(({ id, title }) => ({ usage: `explain ${id}`, purpose: title }));
  const note = `Topics of the lesson “${lesson.title}”.`;
  return { answer: { kind: 'help', lines, note }, next: readOn(taught.slice(0, 20)) };
}

const readBy = (namespace: string, as: string | null): Audit => ({ did: 'read', what: 'explain', namespace, as });

/** Passages as they are shown, with what belongs to them. */
type Shown = OnModel & { readonly yours: readonly OwnValue[]; readonly audit?: Audit };

/** Passages for whoever asks: with their own values and their own model, and the audit's line where the cluster was read. */
async function shownTo(by: Person, passages: readonly Passage[], question: string | null, lab: Lab): Promise<Shown> {
  const plain = { passages, remarks: [], next: [], yours: [] };
  const depends = dependsOnModel(passages) || passages.some(({ values }) => values.length > 0);
  if (!depends || by.namespace === null) return plain;
  const snapshot = await lab.observe(by.namespace);
  const shown = onModel(passages, question, detect(snapshot).model, lab.lesson);
  const names = [...new Set(shown.passages.flatMap(({ values }) => values))];
  const yours = names.length > 0 ? valuesOf(names, snapshot) : [];
  return { ...shown, yours, audit: readBy(by.namespace, snapshot.as) };
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
    const beside = called(lab.lesson, topic) === null ? besideLesson(topic, by) : null;
    if (beside) return beside;
    const found = await look(topic, by.id, lab);
    const { code, explanation, searched, chosen } = found;
    const { passages } = explanation;
    if (passages.length === 0) return unknown(found, by, lab.lesson);
    const own = code !== null && by.namespace !== null ? await card(code, by.namespace, lab) : null;
    if (own) return { ...own, chosen };
    const shown = await shownTo(by, passages, searched ? topic : null, lab);
    return {
      answer: {
        kind: 'explain',
        explanation: { ...explanation, passages: shown.passages },
        yours: shown.yours,
        ...(shown.remarks.length > 0 ? { remarks: shown.remarks } : {}),
      },
      ...(shown.audit ? { audit: shown.audit } : {}),
      chosen,
      next: [...shown.next, ...afterPassages(shown.passages, lab.lesson, by.namespace !== null)],
    };
  },
};
