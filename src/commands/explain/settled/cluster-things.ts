import type { ClusterFact, UnseenThing } from '../../../model/verdict.ts';

/** What a question can be about: a fact of a look, or what no look shows. */
export type ClusterThing = ClusterFact | UnseenThing;

type ThingNames = { readonly about: ClusterThing; readonly named: RegExp };

const named = (about: ClusterThing, pattern: string): ThingNames => ({
  about,
  named: new RegExp(`^(?:${pattern})$`, 'u'),
});

// How a model's name may go on: an overlay network, an Overlay-Cluster.
const kind = '(?:[ -](?:aks|cluster|network|networking|model|mode|cni|netz|netzwerk|modell))*';

/** Facts by their names in English and German; the first that fits counts. */
const facts: readonly ThingNames[] = [
  named(
    'overlay-with-cilium',
    `(?:azure )?(?:cni )?overlay${kind} (?:with|and|plus|\\+|mit|und) (?:the )?cilium(?: data ?plane)?`,
  ),
  named('overlay', `(?:azure )?(?:cni )?overlay${kind}`),
  named('kubenet', `kubenet${kind}`),
  named(
    'node-subnet',
    `(?:azure )?(?:cni )?(?:with (?:an? )?)?node[ -]subnet${kind}|traditional (?:azure )?cni${kind}|azure cni \\(?traditional\\)?`,
  ),
  named('pod-subnet', `(?:azure )?(?:cni )?(?:with (?:an? )?)?pod[ -]subnet${kind}`),
  named('byo-cni', '(?:bring[ -]your[ -]own|byo)[ -]?cni'),
  named(
    'cilium',
    '(?:azure[ -]managed |azure cni powered by |azure cni with )?cilium(?:[ -](?:data ?plane|agents?|cni|pods?))?|ebpf(?:[ -]based)?(?: data ?plane)?',
  ),
  named('azure-cni', `azure cni${kind}`),
  named('kube-proxy', 'kube[ -]?proxy(?: pods?)?'),
  named('calico', 'calico'),
  named('azure-npm', '(?:azure )?npm'),
  named('policy-engine', '(?:network[ -]?)?polic(?:y|ies)[ -]engine'),
  named('networkmonitor', '(?:configmap )?azure-cni-networkmonitor(?: configmap)?|networkmonitor configmap'),
  named('dual-stack', 'dual[ -]stack'),
  named('windows-nodes', 'windows(?:[ -](?:nodes?|node pools?|pools?|knoten))'),
  named(
    'private-api',
    'private? (?:aks )?cluster|privater? cluster|private? (?:api )?endpoint|privaten? (?:api[ -]?)?endpunkt',
  ),
];

/** What a question that begins with “which” asks for. */
const kinds: readonly ThingNames[] = [
  named(
    'model',
    '(?:azure |aks )?(?:cni |ipam )?(?:network(?:ing)?[ -]?|netzwerk-?|netz-?)?(?:model|modell|mode|modus|plugin|cni|ipam)(?: cni)?|network|netzwerk|cluster',
  ),
  named('dataplane', '(?:network[ -]?)?(?:data[ -]?plane|datenebene)'),
  named('policy-engine', '(?:network[ -]?)?polic(?:y|ies)[ -]engine'),
];

/** What stands in Azure, or is no part of a look. */
const unseen: readonly ThingNames[] = [
  named(
    'vnet',
    "(?:azure )?(?:vnet|virtual network|subnet|node subnet|subnetz|vnetz)(?:'s)?(?:[ -]?(?:(?:net)?mask|maske|size|prefix|prefix length|range|cidr|name|id|address space|adressraum|groesse))?|(?:sub)?net[ -]?mask|(?:sub)?netzmaske|subnet masks?",
  ),
  named('nsg', 'nsgs?(?:[ -](?:rules?|regeln?))?|network security groups?'),
  named('firewall', '(?:azure )?firewalls?(?: rules?)?'),
  named('route-table', 'route tables?|udrs?|user[ -]defined routes?|routing-?tabellen?|routentabellen?'),
  named('region', '(?:azure )?(?:region|location|data ?cent(?:er|re)|availability zones?|zone|rechenzentrum)'),
  named('version', '(?:kubernetes|k8s|aks|cluster)?[ -]?version(?: of kubernetes)?'),
  named('vm-size', '(?:vm|node|machine|knoten)[ -]?(?:size|sku|type|groesse)s?|instance types?'),
  named('max-pods', 'max(?:imum)?[ -]?pods?(?: per node)?|maximum number of pods(?: per node)?'),
  named('tier', '(?:aks )?(?:pricing )?(?:tier|sku)'),
  named('azure-names', 'resource groups?|ressourcengruppe|subscription(?: id)?|tenant(?: id)?'),
  named('outbound', '(?:outbound|egress|public) ips?(?: address(?:es)?)?|outbound type|nat gateways?'),
];

const findNamed = (all: readonly ThingNames[], text: string): ClusterThing | null =>
  all.find((each) => each.named.test(text))?.about ?? null;

const article = /^(?:an?|the|any|some|ein(?:e[nmrs]?)?|der|die|das|den|dem|kein(?:e[nmrs]?)?)\s/u;

/** What a phrase of a yes-or-no question names, without its article; null for nothing that is known. */
export function findClusterThing(phrase: string): ClusterThing | null {
  const bare = phrase.replace(article, '');
  return findNamed(facts, bare) ?? findNamed(unseen, bare);
}

const models: readonly ClusterThing[] = ['overlay', 'kubenet', 'node-subnet', 'pod-subnet', 'byo-cni', 'azure-cni'];
const routers: readonly ClusterThing[] = ['cilium', 'kube-proxy'];

/** What a phrase such as “kubenet or overlay” leaves open; null where it is no such choice. */
export function findOfferedChoice(phrase: string): ClusterFact | null {
  const parts = phrase.split(/ (?:or|oder) /u).map(findClusterThing);
  if (parts.length < 2) return null;
  if (parts.every((each) => each !== null && models.includes(each))) return 'model';
  return parts.every((each) => each !== null && routers.includes(each)) ? 'dataplane' : null;
}

/** What “which …” asks for; null for nothing that is known. */
export function findAskedKind(phrase: string): ClusterThing | null {
  return findNamed(kinds, phrase) ?? findNamed(unseen, phrase.replace(article, ''));
}
