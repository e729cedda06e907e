import type { ExampleRange, ModelPanel, ModelPanels } from '../model/picture.ts';
import { fitToLimit, joinSentences, listFirst } from './words.ts';

function range({ label, block, inVnet, holds }: ExampleRange): string {
  const addresses = holds.map(({ kind, address }) => `${kind === 'node' ? 'node' : 'Pod'} ${address}`);
  return `${label} ${block}${inVnet ? '' : ' (dashed)'} with ${addresses.join(', ')}`;
}

function panel({ name, ranges, dataplane, lines, yours }: ModelPanel): string {
  const title = yours ? `${name}, the model of this cluster` : name;
  return `${title}: ${ranges.map(range).join('; ')}. Service traffic: ${dataplane}. ${lines.join(' ')}`;
}

/** The models side by side in words. */
export function modelsAlt({ panels, note }: ModelPanels, limit: number): string {
  return fitToLimit(limit, (most) =>
    joinSentences('Where nodes and Pods get their addresses', note, listFirst(panels, most, panel, ' ')),
  );
}
