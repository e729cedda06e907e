/**
 * How hard a text is to read: the Flesch–Kincaid grade, 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
 *
 * Syllables are counted by groups of vowels. Technical names (kube-proxy, NodeNetworkConfig, 10.244.0.0/16, what stands in
 * `code`) count as one word of two syllables: the reader meets them in the terminal, and no plain word can replace them.
 */

const technical = [
  ...[
    'NodeNetworkConfigs?',
    'NetworkPolic(?:y|ies)',
    'CiliumNetworkPolicy',
    'ConfigMaps?',
    'DaemonSets?',
    'Kubernetes',
  ],
  ...['azure-cni-networkmonitor', 'kube-proxy', 'kube-system', 'kubectl', 'kubenet', 'Cilium', 'Calico', 'Flannel'],
  ...[
    'Azure',
    'INTERNAL-IP',
    'hostNetwork',
    'privatelink',
    'API',
    'CNI',
    'CIDRs?',
    'VNet',
    'NSG',
    'NAT',
    'DNS',
    'eBPF',
  ],
  ...['iptables', 'AKS', 'VPN', 'ExpressRoute', 'IPv[46]', 'NotFound', 'azmk8s\\.io', 'spec\\.podCIDR', 'Overlay'],
  ...['Advanced Container Networking Services', 'https?://\\S+', '(?:\\d{1,3}\\.){3}[\\dx]{1,3}(?:/\\d+)?', '/\\d{2}'],
];
const names = new RegExp(`(?<![\\w-])(?:${technical.join('|')})(?![\\w-])`, 'giu');

/** The words of a text, technical names as the word `namely`. */
export function wordsIn(text: string): readonly string[] {
  const plain = text.replaceAll(/`[^`]*`/gu, 'namely').replaceAll(names, 'namely');
  return plain.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? [];
}

function syllables(word: string): number {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/gu, '');
  if (letters.length <= 3) return 1;
  // A silent ending: names, asked, node; not addresses, started, table.
  const base = letters.replace(/(?:[^laeiouyscgxzh]es|[^tdaeiouy]ed|[^laeiouy]e)$/u, (end) => end[0] ?? '');
  return Math.max(1, base.replace(/^y/u, '').match(/[aeiouy]{1,2}/gu)?.length ?? 1);
}

/** The Flesch–Kincaid grade of a text; paragraphs may be joined by blanks. */
export function gradeOf(text: string): number {
  // A full stop inside of a name or a number ends no sentence.
  const plain = text.replaceAll(/`[^`]*`/gu, 'namely').replaceAll(names, 'namely');
  const sentences = plain.split(/[.!?]+["”’)]?(?:\s|$)/u).filter((each) => /\p{L}/u.test(each));
  const words = sentences.flatMap(wordsIn);
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59;
}
