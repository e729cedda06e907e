/** What an order asks netlab to do, which it does not. */
export type OrderKind =
  | 'delete'
  | 'restart'
  | 'record'
  | 'repair'
  | 'solve'
  | 'access'
  | 'pod'
  | 'policy'
  | 'change'
  | 'write'
  | 'run'
  | 'rules';

/** An order instead of a question: its kind, and whether it is about what belongs to the whole cluster. */
export type Order = {
  readonly asks: 'order';
  readonly kind: OrderKind;
  readonly system: boolean;
  readonly task: 1 | 2 | 3 | null;
};

const polite =
  /^(?:(?:(?:can|could|would|will) you|i (?:want|need) you to|you (?:must|should|have to)|go and|kannst du|koenntest du|du (?:musst|sollst)|ich (?:will|moechte), dass du) )+/u;
const words = (least: number, most: number): string => `(?:[^ ,;:?!]+)(?: [^ ,;:?!]+){${least - 1},${most - 1}}`;
const thing = words(1, 6);
const forMe = '(?: (?:for me|for us|fuer mich|fuer uns|in my namespace|in meinem namespace))';
const mine = '(?:my|our|this|that|it|these|those|them|mein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|das|es|diese[nmrs]?)';

const frames: readonly (readonly [OrderKind, string])[] = [
  [
    'record',
    `(?:mark|set|count|tick|record|register|report|markiere?|setze?|trage?|zaehle?) (?:off )?(?:my |the )?(?:tasks?|aufgaben?|check|exercise|everything|alles)(?: (?:[1-3]|one|two|three))?(?: (?:off|for me))?(?: (?:as|to|als|auf) )?(?: ?(?:passed|done|complete|completed|finished|green|solved|ok|bestanden|erledigt|fertig|gruen|geschafft))?(?: ein)?`,
  ],
  [
    'record',
    '(?:let me pass|pass me|give me (?:a pass|full marks|(?:all )?the points)|lass mich bestehen)(?: .{1,30})?',
  ],
  [
    'record',
    `(?:change|edit|reset|delete|clear|set) (?:my|the) (?:progress|results?|score|status)(?: (?:to|of) ${thing})?`,
  ],
  [
    'solve',
    '(?:do|solve|finish|complete|pass|loese?|mache?) (?:my |the )?(?:task|aufgabe|exercise|tasks|uebung)(?: (?:[1-3]|one|two|three))?(?: (?:for me|fuer mich))?',
  ],
  [
    'repair',
    `(?:fix|repair|heal|mend|repariere?|fixe?|behebe?|korrigiere?) (?:${mine}|everything|alles|the|all|problem|problems)(?: ${words(1, 5)})?`,
  ],
  [
    'access',
    `(?:give|grant|make|assign|get|gib|mache?) (?:me|us|myself|mir|uns|mich) (?:(?:an?|the|to|zum|full|more|cluster|cluster-|mehr|einen?) ?)*(?:admin|root|administrator|owner|access|permissions?|rights?|rbac|token|kubeconfig|credentials?|passwords?|instructor|sudo|rechte|zugriff|adminrechte|admin-rechte|zugang)(?: ${words(1, 6)})?`,
  ],
  [
    'pod',
    `(?:create|start|run|deploy|launch|make|add|erstelle?|starte?) (?:me )?(?:an?|one|another|some|the|my|einen?|mir einen) (?:new |test |nginx |web )*pods?${forMe}?(?: (?:in|with|named) ${thing})?`,
  ],
  [
    'policy',
    `(?:create|write|make|add|apply|deploy|install|generate|erstelle?|schreibe?|mache?) (?:me |mir )?(?:an?|the|this|that|my|eine|die|some)? ?(?:new |deny[ -]all |default[ -]deny |egress |ingress )*(?:network ?polic(?:y|ies)|netzwerk-?richtlinie|networkpolicy|polic(?:y|ies))(?: ${words(1, 8)})?`,
  ],
  ['delete', `(?:delete|remove|kill|destroy|drop|wipe|evict|drain|cordon|loesche?|entferne?|beende) ${thing}`],
  ['restart', `(?:restart|reboot|redeploy|recreate|reset|restarte|starte) ${thing}`],
  [
    'run',
    `(?:run|execute|fuehre) (?:this|that|it|these|kubectl|az|helm|the (?:command|script)|diesen befehl|das)(?: .{1,200})?`,
  ],
  [
    'write',
    `(?:write|generate|draft|schreibe?|generiere?) (?:me |us |mir )?(?:an?|the|some|einen?|ein) (?:${words(1, 3)} )?(?:ya?mls?|manifests?|scripts?|skript|charts?|programs?|code|function)(?: .{1,80})?`,
  ],
  [
    'change',
    `(?:apply|install|patch|scale|deploy|create|rollout|roll out|edit|provision|wende|installiere?|erstelle?|aendere?|skaliere?) ${thing}`,
  ],
  [
    'change',
    `(?:enable|disable|change|modify|switch|migrate|upgrade|update|configure|open|close|allow|block|turn (?:on|off)|set up|stop|start|add|put|move|aktiviere?|deaktiviere?|stoppe?) (?:${mine}(?: ${words(1, 6)})?|${thing}${forMe})`,
  ],
];

const compiled = frames.map(([kind, frame]) => [kind, new RegExp(`^${frame}$`, 'u')] as const);

// What asks to leave netlab's own rules, wherever it stands in a message.
const rules =
  /\b(?:ignore|forget|disregard|override|bypass|ignoriere?|vergiss|missachte)\b.{0,40}\b(?:instructions?|rules?|prompts?|previous|guidelines|anweisungen|regeln|vorgaben|everything)\b|\b(?:show|print|reveal|repeat|tell|give|output|zeige?|what (?:is|are))\b.{0,30}\b(?:system prompt|your (?:system )?(?:prompt|instructions)|deine[n]? (?:prompt|anweisungen))\b|^(?:you are now|from now on,? you|du bist jetzt|ab jetzt bist du)\b|^(?:pretend|act|behave) (?:to be|as if|as|like|you)\b|^tu so,? als\b/u;

// What belongs to the whole cluster, so that nobody in the class changes it.
const systemWide =
  /\b(?:cilium|kube-?proxy|coredns|kube-system|nodes?|knoten|cluster|api ?server|cni|azure|vnet|subnet|nsg|daemonsets?|agents?|configmap azure\S*)\b/u;

/** An order to netlab; null for what is none. `question` is normalised. */
export function parseOrder(question: string): Order | null {
  if (rules.test(question)) return { asks: 'order', kind: 'rules', system: false, task: null };
  const bare = question.replace(polite, '');
  const found = compiled.find(([, frame]) => frame.test(bare));
  if (found === undefined) return null;
  const task =
    ([1, 2, 3] as const).find((each) => new RegExp(`\\b(?:task|aufgabe) ${each}\\b`, 'u').test(bare)) ?? null;
  return { asks: 'order', kind: found[0], system: systemWide.test(bare), task };
}
