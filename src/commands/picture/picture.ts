import { assess } from '../../checks/assess.ts';
import type { Next } from '../../model/outcome.ts';
import type { Picture } from '../../model/picture.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { plan as planAddresses } from '../../network/plan/plan.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { parsePlanRequest } from '../plan/request.ts';
import { networkMapOf, withoutReadTime } from './map.ts';
import { modelPanels } from './model-panels.ts';
import { planBars } from './plan-bars.ts';

const kinds = ['map', 'models', 'plan'] as const;

/** What the words ask a picture of: the map where there are none. @throws Trouble `bad-input` */
export function parsePictureKind([word = 'map']: readonly string[]): Picture['kind'] {
  const kind = kinds.find((each) => each === word.toLowerCase());
  if (kind) return kind;
  const what = `a picture of “${word.slice(0, 40)}”? There are map, models and plan MODEL N nodes`;
  throw new Trouble('bad-input', { what });
}

const pictureMessages = {
  map: ['Here is your network as it is now.', 'Your Pods and the nodes; I changed nothing.'],
  models: ['Here are the models side by side.', 'The addresses are examples.'],
  plan: ['Here is the plan, to scale.', 'It is arithmetic: no cluster was read.'],
} as const;

const offersBelow: { readonly [K in Picture['kind']]: readonly Next[] } = {
  map: [
    { label: 'Check my cluster', command: 'check' },
    { label: 'Show the models', command: 'picture models' },
  ],
  models: [
    { label: 'Show my network', command: 'picture' },
    { label: 'The models in words', command: 'explain comparison' },
  ],
  plan: [{ label: 'About planning addresses', command: 'explain ip-planning' }],
};

/** `picture [map | models | plan …]`: drawn for whoever asks; a map shows the own Pods and the nodes. */
export const picture: Command = {
  word: 'picture',
  usage: 'picture [map | models | plan MODEL N nodes]',
  purpose: 'your network as a map, the models side by side, or an address plan as bars; it comes under Messages',
  async run({ by, words }, lab) {
    const kind = parsePictureKind(words);
    const [, named] = words;
    const namespace = kind === 'map' ? scopeOf(by, named, lab) : by.namespace;
    // The models are drawn without a cluster too: then none of them is marked as the own one.
    const snapshot = kind === 'plan' || namespace === null ? null : await lab.observe(namespace);
    const data = await buildPicture(words, async () => snapshot, lab.newIdAndTime().at);
    const [message, below] = pictureMessages[kind];
    const read = data.kind === 'map' ? [`${data.read}.`] : [];
    return {
      answer: { kind: 'told', about: null, message, lines: [below, ...read] },
      picture: data.kind === 'map' ? withoutReadTime(data) : data,
      ...(snapshot === null
        ? {}
        : { audit: { did: 'read', what: 'picture', namespace: snapshot.namespace, as: snapshot.as } as const }),
      next: offersBelow[kind],
    };
  },
};

/** The data of the picture that the words ask for; `now` is ISO. @throws Trouble `bad-input`, and what `observe` throws */
export async function buildPicture(
  words: readonly string[],
  observe: () => Promise<Snapshot | null>,
  now: string,
): Promise<Picture> {
  const kind = parsePictureKind(words);
  if (kind === 'plan') return planBars(planAddresses(parsePlanRequest(words.slice(1))));
  const snapshot = await observe();
  const assessment = snapshot && assess(snapshot);
  if (kind === 'models') return modelPanels(assessment === null ? null : assessment.network.model, now);
  if (assessment === null) throw new Trouble('bad-input', { what: 'the map of which namespace? name one with -n' });
  return networkMapOf(assessment.snapshot, assessment.network);
}
