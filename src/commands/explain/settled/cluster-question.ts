import {
  absenceFrames,
  clusterPattern,
  placePattern,
  presenceFrames,
  replacedFrames,
  whichFrames,
} from './cluster-frames.ts';
import { type ClusterThing, findAskedKind, findClusterThing, findOfferedChoice } from './cluster-things.ts';

/** A question about one's own cluster: whether something is so, or is not so (`negated`), or which one it is. */
export type ClusterQuestion = {
  readonly asks: 'cluster';
  readonly about: ClusterThing;
  readonly form: 'whether' | 'which';
  readonly negated: boolean;
};

type QuestionForm = Omit<ClusterQuestion, 'asks'>;

/** The first thing that a frame finds in a question and that is known. */
function findThing<T>(question: string, frames: readonly RegExp[], find: (phrase: string) => T | null): T | null {
  for (const frame of frames) {
    const phrase = frame.exec(question)?.groups?.thing;
    const found = phrase === undefined ? null : find(phrase.trim());
    if (found !== null) return found;
  }
  return null;
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

const pods =
  "(?:(?:the )?(?:ips?|addresses|ip addresses) of )?(?:my|our|meine|unsere) pods?(?:'|'s)?(?:[ -](?:ips?|addresses|adressen|ip addresses))?";
const range = '(?:ip |address |adress-?|ip-?|netz-?)?(?:range|subnet|cidr|block|network|bereich|netz|subnetz|raum)s?';
const than =
  '(?: (?:than|from|as|als|wie|like) (?:(?:my|our|the|those of|that of|die|meine|unsere|of)(?: the)? )*(?:nodes?|node (?:ips?|addresses|range)|knoten)(?: (?:do|are|have|sind))?)?';
const lie =
  '(?:(?:lie|live|sit|come|get|have|take|use|located|haben|liegen) )?(?:(?:their|its) )?(?:(?:ips?|addresses|ip addresses|adressen) )?(?:(?:in|from|out of|on|im|aus|auf) )?(?:(?:an?|the|their|einem|einer|einen|eine|dem|den|der|ihren|ihrem) )?';
const verb = '(?:do|does|are|is|liegen|sind|haben|kommen|ist|liegt|whether|if|ob)';
const podsApart = whole(
  `${verb} ${pods} (?:(?:hier|here) )?${lie}(?:other|another|different|separate|own|ander(?:en|em|er|e)|eigene[nmr]?|separaten) ?${range}${than}(?: (?:here|hier|liegen))?`,
);
const podsTogether = whole(
  `${verb} ${pods} (?:(?:hier|here) )?${lie}(?:same|selben|gleichen|gleiche|node|nodes'|node's) ?${range}${than}(?: (?:here|hier|liegen))?`,
);
const podsInVnet = whole(
  `${verb} ${pods} ${lie}vnet(?: (?:ips?|addresses|subnet|adressen|subnetz))?(?: (?:here|hier))?`,
);

const api =
  "(?:(?:my|our|this|unser|mein) (?:cluster's )?(?:kubernetes |k8s )?api(?:[ -](?:server|endpoint))(?:'s (?:name|endpoint|address))?|the api(?:[ -](?:server|endpoint)) of PLACE|the api(?:[ -](?:server|endpoint))(?= .*(?:here|hier|our|my)))".replace(
    'of PLACE',
    `of ${clusterPattern}`,
  );
const apiIs = (adjective: string) =>
  whole(
    `(?:is|isn't|ist|whether|ob) (?:${api}|${clusterPattern})(?: (?:an?|ein|eine|is|only|reached by))* ${adjective}(?: (?:one|name|cluster|endpoint|aks cluster))?(?: (?:${placePattern}|ist))?|(?:does|has|hat) (?:${api}|${clusterPattern}) (?:have )?(?:an? |einen? )?${adjective} (?:ip|name|endpoint|address|api|api server|ip address|endpunkt|namen|adresse)|(?:do|does) we have an? ${adjective} (?:api server|api endpoint)`,
  );
const privateApi = apiIs('privat(?:e|er|en)?');
const publicApi = apiIs('(?:public|oeffentlich(?:e|er|en)?)');

const ownAddress = whole(
  "what(?:'s| is| are) (?:my|our) pods?(?:'s|'|s)?(?: own)? (?:ips?|address|addresses|ip address|ip addresses)|what(?:'s| is| are) the (?:ips?|address|addresses|ip address|ip addresses) of (?:my|our) pods?|(?:what|which) (?:ips?|address|addresses|ip address|ip addresses) (?:does|do|has|have) (?:my|our) pods?(?: have)?|(?:was ist die|welche) (?:ip|adresse|ip-adresse|ips|adressen) (?:von meinem pod|meines pods|hat mein pod|haben meine pods)",
);

const routes = whole(
  `(?:who|what|wer|was) (?:routes?|handles?|leitet|verteilt) (?:service traffic|services?|the service traffic|den service-?verkehr) ${placePattern}`,
);
const enforces = whole(
  `(?:who|what|which engine|wer|was) (?:enforces?|handles?|setzt) (?:the )?(?:network ?)?(?:policies|networkpolicies) (?:durch )?${placePattern}`,
);

const whether = (about: ClusterThing, negated = false): QuestionForm => ({ about, form: 'whether', negated });
const which = (about: ClusterThing): QuestionForm => ({ about, form: 'which', negated: false });

/** Questions with a form of their own: about Pods and ranges, the API server, addresses, and who does what. */
const ownForms: readonly (readonly [RegExp, QuestionForm])[] = [
  [podsApart, whether('pods-apart')],
  [podsTogether, whether('pods-apart', true)],
  [podsInVnet, whether('pods-in-vnet')],
  [privateApi, whether('private-api')],
  [publicApi, whether('private-api', true)],
  [ownAddress, which('addresses')],
  [routes, which('dataplane')],
  [enforces, which('policy-engine')],
  [
    whole(
      `where (?:is|does) ${clusterPattern}(?: (?:run|running|located|hosted))?|wo (?:laeuft|liegt|steht) ${clusterPattern}`,
    ),
    which('region'),
  ],
];

const choice = whole(
  `(?:are we|do we|do we (?:use|have)|are we (?:on|using)|is (?:this|${clusterPattern})|does ${clusterPattern} (?:use|have)|haben wir|nutzen wir|ist (?:das|${clusterPattern}))(?: (?:on|using|in|an?|the|ein|eine|use|have))* (?<thing>[^,;:?!]{3,60}?)(?: ${placePattern})?`,
);

function findQuestion(question: string): QuestionForm | null {
  const own = ownForms.find(([form]) => form.test(question));
  if (own) return own[1];
  const offered = findThing(question, [choice], findOfferedChoice);
  if (offered !== null) return which(offered);
  const replaced = findThing(question, replacedFrames, findClusterThing);
  if (replaced === 'kube-proxy') return whether('kube-proxy-replaced');
  const absent = findThing(question, absenceFrames, findClusterThing);
  if (absent !== null) return whether(absent, true);
  const present = findThing(question, presenceFrames, findClusterThing);
  if (present !== null) return whether(present);
  const asked = findThing(question, whichFrames, findAskedKind);
  return asked === null ? null : which(asked);
}

/** What a question asks of the own cluster; null for one that a look is no answer to. `question` is normalised. */
export function parseClusterQuestion(question: string): ClusterQuestion | null {
  const bare = question.replace(
    /^(?:(?:can|could) you )?(?:tell me|do you know|i wonder|weisst du|kannst du mir sagen|sag mir),? (?=(?:whether|if|ob)\b)/u,
    '',
  );
  const found = findQuestion(bare);
  return found === null ? null : { asks: 'cluster', ...found };
}
