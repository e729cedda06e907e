import { findOwnValue } from '../../model/own-value.ts';

/**
 * Questions and passages as terms that can be compared: lower case, without endings, without words that say
 * nothing. English only, and only as much as a small library needs.
 */

// Words that are in any question. "not" is one of them: what a lesson says of a thing also answers the
// negative question.
const stopWords = new Set(
  `a about above after again all also although always am an and any anybody anyone anything are around as ask at away aws
  azure aks kubernetes k8s be because been before being but by came come comes can cannot cant could couldnt did didnt do does doesnt
  doing done dont each either else ever every everything exactly exist exists bad broken error fault problem wrong explain few first for from com www http https get gets getting give given
  go goes going good got had has hasnt have havent having he hello help her here hey hi him his how hows i id if im in into is isnt it
  its ive itself just kind know let lets like look looks made make makes many may me mean means might more most much must
  my myself need needs no none not nothing now of off on one only onto or other our ours out over please put question really
  right said say says see seen shall she should shouldnt show shows since so some somebody someone something still
  such sure support supported supports take takes tell than thanks that thats the their them then there theres these they thing things this those
  though to too try trying under understand up upon us use used uses using very want wants was way we well were
  weve what whats when where which while who whole whom whose why will with without wont would wouldnt yes yet you your
  yours
  able actually afterwards already anyway basically believe belong belongs brief briefly called claim claims clear
  colleague confused confusing correct day days describe detail details determine differ different example examples figure find fix fixed
  found general generally guess happen happens hear heard identify idea issue matter matters meaning meant named
  normal normally nowadays ok okay part pick point possible purpose quick quickly reason reasons recognise
  recognize role scene sense short simple simply sorry stuck stuff summarise summarize suppose teammate think thought today
  true usually wonder wondering work working works
  bro btw dear gimme hiya idk kindly lemme plis pls plz r sir thank thankyou thnx thx tnx ty u ur wat wot wut yo`.split(
    /\s+/u,
  ),
);

// Names of Pods of a Deployment (web-7d4b9c6f5-x2x9z), and students' namespaces: they say nothing of what is
// asked.
const objectNames = /\b[a-z][a-z0-9-]*-[a-f0-9]{8,10}-[a-z0-9]{5}\b|\bstudent[-_]?\d+\b/giu;
// An address, with or without a port.
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\d./])/gu;
// Words for opening a connection.
const connecting = /\b(?:reach|connect|ping|curl|call|access|talk|contact|open)/iu;

/**
 * A question without names of objects. Where it is about connecting, an address counts as one outside of the
 * cluster.
 */
export function withoutObjectNames(question: string): string {
  const withoutNames = question.replaceAll(objectNames, ' ');
  return connecting.test(withoutNames) ? withoutNames.replaceAll(addresses, ' outside ') : withoutNames;
}

// Synonyms of this subject, and names that are written with a blank or without.
const synonyms: Readonly<Record<string, string>> = {
  configmap: 'config map',
  dataplane: 'data plane',
  dualstack: 'dual stack',
  hostnetwork: 'host network',
  jumpbox: 'jump box',
  kubeproxy: 'kube proxy',
  networkpolicy: 'network policy',
  networkpolicies: 'network policy',
  nodenetworkconfig: 'node network config',
  podcidr: 'pod cidr',
  nnc: 'node network config',
  np: 'network policy',
  lb: 'load balancing',
  outgoing: 'egress',
  ip: 'address',
  vm: 'machine',
  server: 'machine',
  internet: 'outside',
  google: 'outside',
  website: 'outside',
  reach: 'call',
  talk: 'call',
  connect: 'call',
  connection: 'call',
  communicate: 'call',
  contact: 'call',
  ping: 'call',
  curl: 'call',
  external: 'outside',
  outbound: 'egress',
  legacy: 'traditional',
  classic: 'traditional',
  svc: 'service',
  cm: 'config map',
  lab: 'exercise',
  blank: 'empty',
  missing: 'absent',
  gone: 'absent',
  biggest: 'limit',
  maximum: 'limit',
  max: 'limit',
  disadvantage: 'limit',
  advantage: 'feature',
  benefit: 'feature',
  better: 'feature',
  old: 'deprecated',
};

/** A word without its ending: `addresses` and `address`, `retired` and `retires` are one. */
function stem(word: string): string {
  if (/\d/u.test(word) || word.length < 4) return word;
  const single = word
    .replace(/ies$/u, 'y')
    .replace(/(?<=s|x|z|ch|sh)es$/u, '')
    .replace(/(?<![suis])s$/u, '');
  const base = single.replace(/(?<=\p{L}{4})(?:ing|ed|ment|ation|ion)$/u, '').replace(/(?<=\p{L}{3})e$/u, '');
  return base.replace(/([bdgmnprt])\1$/u, '$1');
}

const synonymOf = (word: string) => findOwnValue(synonyms, word);

/** The terms of a text, in its order. */
export function termsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[’'`]/gu, '')
    .replaceAll(/(?<=\d),(?=\d{3})/gu, '')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})(?=\p{Ll})/gu, '$1 $2')
    .toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !stopWords.has(word));
  return words.flatMap((word) => (synonymOf(word) ?? synonymOf(word.replace(/s$/u, '')) ?? word).split(' ').map(stem));
}
