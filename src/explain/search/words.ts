// What only whoever asks has: a Pod's or ReplicaSet's random ending, a student's namespace, a node's name.
const podEnding = /-[a-f0-9]{8,10}-[a-z0-9]{5}$|-[bcdfghjklmnpqrstvwxz2456789]{5}$/u;
const ownName = /^student[-_]?\d+$/u;
const nodeName = /^(?:aks|akswin)[a-z0-9]*-[a-z0-9-]*?vmss[a-z0-9]*$/u;
const address = /^((\d{2,3}\.\d{1,3})(?:\.(?:\d{1,3}|x|\*)){0,2}(?:\/\d{1,2})?)(?:[:#]\d{1,5})?$/u;
const hostName = /^(?:[a-z]+:\/\/)?(?:[a-z0-9*-]+\.){1,6}(?:com|org|net|io|dev|ch|de|eu|local)(?:[:/].*)?$/u;

// Hosts whose names are keys of Kubernetes' and Azure's own objects.
const fieldHost = /(?:azure|k8s|kubernetes|azmk8s|projectcalico|cilium)\.(?:com|io|org)/u;

const umlauts: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
]);

/** Text in one case and with plain letters; the parts of a name as `NodeNetworkConfig` stand apart. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[’'`´]/gu, '')
    .replaceAll(/(?<=\d),(?=\d{3})/gu, '')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})(?=\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[äöüß]/gu, (letter) => umlauts.get(letter) ?? letter);
}

// Signs that a check prints; any other sign is punctuation.
const checkSigns = /[✓✗✔✅❌⊘≠]/gu;

/** The words of one piece between blanks; an address leads to its network (`10.244.`), a host to "website". */
function wordsOfPiece(piece: string): readonly string[] {
  if (/^[a-z]+[.,?!]?$/u.test(piece)) return [piece.replace(/[.,?!]$/u, '')];
  const bare = piece
    .replace(/^[("'<[{=,;]+/u, '')
    .replace(/[)"'>\]},;.?!:/]+$/u, '')
    .replace(/^https?:\/\/(?=[\d.:]+$)/u, '');
  const [, whole, network] = address.exec(bare) ?? [];
  if (whole !== undefined) return [`${network}.`, whole];
  if (ownName.test(bare)) return [];
  if (nodeName.test(bare)) return ['node'];
  if (hostName.test(bare) && !bare.includes('privatelink') && !fieldHost.test(bare)) return ['website'];
  if (/^\/\d{1,3}$/u.test(bare)) return [bare];
  const signs = piece.match(checkSigns);
  if (signs !== null) return [...signs, ...wordsOfPiece(piece.replaceAll(checkSigns, ' ').trim())];
  const named = podEnding.test(bare) && !/[^a-z0-9-]/u.test(bare);
  const words = (named ? bare.replace(podEnding, '') : bare).split(/[^a-z0-9]+/u).filter((word) => word !== '');
  return named ? [...words, 'pod'] : words;
}

/** The words of a text in its order, in lower case; what only whoever asks has is left out. */
export function wordsOf(text: string): readonly string[] {
  // A question mark that no sentence ends with is meant as a sign.
  const marked = foldText(text).replaceAll(/(?<=^|\s)["'(]?\?["')]?(?=\s+\S)/gu, 'questionmark');
  return marked.split(/\s+/u).flatMap(wordsOfPiece);
}
