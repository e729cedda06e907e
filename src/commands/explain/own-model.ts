import { namesAModel } from '../../exercise/names-a-model.ts';
import { modelNames } from '../../model/display-names.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { NetworkModel } from '../../model/network.ts';
import type { Next } from '../../model/outcome.ts';
import { findOwnValue } from '../../model/own-value.ts';

// The passage on a model: what is said of another model's addresses is not what this student reads on about. Where the
// model is not known, that on telling models apart.
const about: Partial<{ readonly [M in NetworkModel]: string }> = {
  kubenet: 'kubenet',
  'azure-cni-node-subnet': 'node-subnet',
  'azure-cni-pod-subnet-dynamic': 'pod-subnet',
  'azure-cni-pod-subnet-static': 'pod-subnet',
  'azure-cni-overlay': 'overlay',
  'byo-cni': 'byo-cni',
  mixed: 'comparing-ranges',
  undetermined: 'comparing-ranges',
};

// Pages that stand below one model's topic and hold for others too, or for all of them.
const wider: Readonly<Record<string, readonly string[]>> = {
  'kubenet-or-overlay': ['kubenet', 'overlay'],
  'node-subnet-reach': ['node-subnet', 'pod-subnet'],
  'overlay-advice': [],
  'pod-cidr-growth': ['overlay'],
  'reserved-ips': [],
};
const topics: readonly string[] = ['kubenet', 'node-subnet', 'pod-subnet', 'overlay', 'byo-cni'];
const topicNames: Readonly<Record<string, string>> = {
  'node-subnet': modelNames['azure-cni-node-subnet'],
  'pod-subnet': 'Azure CNI Pod subnet',
  overlay: modelNames['azure-cni-overlay'],
  'byo-cni': modelNames['byo-cni'],
};

/** The topics of models that a passage is about; none for one that holds on every model. */
function topicsOf({ id, under }: Passage): readonly string[] {
  return findOwnValue(wider, id) ?? topics.filter((topic) => topic === id || topic === under);
}

/** The passage on a model, or where none is known, on telling models apart. */
export function passageOnModel(model: NetworkModel, { passages }: Lesson): Passage | undefined {
  return passages.find(({ id }) => id === about[model]);
}

/** Whether passages hold on some models only, so that the cluster's own model matters. */
export function dependsOnModel(passages: readonly Passage[]): boolean {
  return passages.some((each) => topicsOf(each).length > 0);
}

function isForeign(passage: Passage, own: string): boolean {
  const pages = topicsOf(passage);
  return pages.length > 0 && !pages.includes(own);
}

function namesOf(passage: Passage): string {
  return topicsOf(passage)
    .map((topic) => findOwnValue(topicNames, topic) ?? topic)
    .join(' and ');
}

/** The name of the model that a passage is about, where the cluster surely has another one; null elsewhere. */
export function foreignModelOf(passage: Passage, model: NetworkModel, lesson: Lesson): string | null {
  const own = passageOnModel(model, lesson);
  return own !== undefined && topics.includes(own.id) && isForeign(passage, own.id) ? namesOf(passage) : null;
}

// Pages that are shown for one question, at the most.
const most = 2;

/** What is shown of passages on a cluster of some model: in which order, what is said before them, what is offered. */
export type ArrangedPassages = {
  readonly passages: readonly Passage[];
  readonly remarks: readonly string[];
  readonly next: readonly Next[];
};

/**
 * Passages as they stand on a cluster of some model: those on another one are said to be so. A question (null where a topic
 * was named) that names no model is about the own one, so that its passage comes first.
 */
export function arrangeForModel(
  passages: readonly Passage[],
  question: string | null,
  model: NetworkModel,
  lesson: Lesson,
): ArrangedPassages {
  const own = passageOnModel(model, lesson);
  if (own === undefined || !topics.includes(own.id) || passages.every((each) => !isForeign(each, own.id)))
    return { passages, remarks: [], next: [] };
  const leads = question !== null && !namesAModel([question]);
  const shown = leads ? [...new Set([own, ...passages])].slice(0, most) : passages;
  const remarks = shown
    .filter((each) => isForeign(each, own.id))
    .map((each) => {
      const page = shown.length > 1 ? `“${each.title}”` : 'This page';
      return `${page} is about ${namesOf(each)}; your cluster is ${modelNames[model]}.`;
    });
  const next = shown.includes(own) ? [] : [{ label: own.title, command: `explain ${own.id}` }];
  return { passages: shown, remarks, next };
}
