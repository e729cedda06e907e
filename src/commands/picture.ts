import type { Picture } from '../model/picture.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { detect } from '../network/detect.ts';
import { plan as planned } from '../network/plan.ts';
import { mapOf } from './map-data.ts';
import { modelPanels } from './model-panels.ts';
import { requestOf } from './plan.ts';
import { planBars } from './plan-bars.ts';

const kinds = ['map', 'models', 'plan'] as const;

/** What the words ask a picture of: the map where there are none. @throws Trouble `bad-input` */
export function kindOf([word = 'map']: readonly string[]): Picture['kind'] {
  const kind = kinds.find((each) => each === word.toLowerCase());
  if (kind) return kind;
  const what = `a picture of “${word.slice(0, 40)}”? There are map, models and plan MODEL N nodes`;
  throw new Trouble('bad-input', { what });
}

/** The data of the picture that the words ask for. @throws Trouble `bad-input`, and what `observe` throws */
export async function pictureOf(words: readonly string[], observe: () => Promise<Snapshot | null>): Promise<Picture> {
  const kind = kindOf(words);
  if (kind === 'plan') return planBars(planned(requestOf(words.slice(1))));
  const snapshot = await observe();
  if (kind === 'models') return modelPanels(snapshot && detect(snapshot).model);
  if (snapshot === null) throw new Trouble('bad-input', { what: 'the map of which namespace? name one with -n' });
  return mapOf(snapshot, detect(snapshot));
}
