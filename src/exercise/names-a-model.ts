import type { PoolModel } from '../model/network.ts';
import { findOwnValue } from '../model/own-value.ts';

/**
 * How each model is named, as `squeezed` leaves it. A word that another word may hold by chance (`byo` in "by
 * one") is looked for as a word of its own, so it has a blank before and after it.
 */
const names = {
  kubenet: ['kubenet'],
  'azure-cni-node-subnet': ['nodesubnet', 'traditional', 'vnetcni', ' flat network '],
  'azure-cni-pod-subnet-dynamic': ['podsubnet', 'dynamic'],
  'azure-cni-pod-subnet-static': ['podsubnet', 'staticblock'],
  'azure-cni-overlay': ['overlay'],
  'byo-cni': ['byocni', 'bringyourown', ' byo '],
} as const satisfies { readonly [M in PoolModel]: readonly string[] };

// Letters of other alphabets that look like ours.
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  ӏ: 'l',
  ο: 'o',
  α: 'a',
  ε: 'e',
  ν: 'v',
  κ: 'k',
  υ: 'u',
  ι: 'i',
  τ: 't',
};

/** Lower case, without accents and what cannot be seen; look-alikes as what they look like. */
function plain(text: string): string {
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{C}]/gu, '');
  return bare.replaceAll(/[^\p{ASCII}]/gu, (sign) => findOwnValue(lookalikes, sign) ?? sign);
}

/** Whether some words name a network model, however it is spelled or taken apart. */
export function namesAModel(paragraphs: readonly string[]): boolean {
  const words = plain(paragraphs.join(' '));
  const squeezed = words.replaceAll(/[^a-z0-9]/gu, '');
  const spaced = ` ${words.replaceAll(/[^a-z0-9]+/gu, ' ')} `;
  return Object.values(names)
    .flat()
    .some((name) => (name.startsWith(' ') ? spaced : squeezed).includes(name));
}
