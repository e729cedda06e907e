import type { Packet } from './packet.ts';
import type { Draft } from './reply.ts';

/** Why a whole reply is thrown away: it does what no tutor may, so nothing of it is trusted. */
export type Conduct =
  | 'characters'
  | 'link'
  | 'mention'
  | 'verdict'
  | 'stance'
  | 'cite'
  | 'token'
  | 'foreign'
  | 'command'
  | 'instructions'
  | 'size';

// Plain text in Latin letters: no control, no other script, no emoji, nothing that Slack or Markdown reads as more than text.
const plainText = /^[A-Za-z0-9 .,;:'"’‘“”()/%+=–—_-]+$/u;

const link =
  /https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|io|example|sh|dev|info|ru|cn|de|me|co|app|xyz|link|ly)\b|\b\S+@\S+/iu;

// Judging the person or the work is not the tutor's, in whatever words.
const verdicts: readonly RegExp[] = [
  /\byou(?:['’]ve| have| are| did| can| may| should)?\b.{0,40}\b(?:pass(?:ed)?|complet\w+|done|finish\w*|succe\w+|correct\w*|well|ready|solved|fail(?:ed)?|skip|ignore|move on|stop)\b/iu,
  /\b(?:task|check|lab|exercise|test|verdict|grade|score|marks?|points?|quiz|everything|all|nothing|it)\b.{0,40}\b(?:pass(?:es|ed)?|complet\w+|finished|solved|is done|are done|succe\w+|grad\w+|left to do|in order|as it should|is fine|are fine|is good|looks good|is healthy|works? (?:well|fine|now|correctly)|is (?:ok|okay)|is correct|is right)\b/iu,
  /\b(?:well done|good job|great|excellent|perfect|congrat\w*|nice|bravo|awesome|proud|healthy|all set|all good|no problems?|no issues?|nothing is wrong|don['’]t worry|do not worry|no need to)\b/iu,
  /\b(?:verdict|grade|score|mark(?:s|ed)?|points)\b/iu,
  /\b(?:your|the) (?:instructor|teacher) (?:said|says|agrees|knows|approved|confirms?)\b/iu,
];

// Words of the instructions, and of replies to instructions that a stranger's text may hold.
const instructions =
  /\b(?:system prompt|instructions?|as an ai|language model|i am (?:a|an|now)|i cannot|i can['’]t|i will|sorry|ignore (?:all|any|the|previous)|user message|json|cites?|citation|prompt|jailbreak|developer mode|reference code)\b/iu;

const command =
  /\b(?:kubectl|az|helm|curl|wget|ssh|sudo|bash|sh|rm|apply|delete|exec|edit|patch|scale|drain|cordon|docker|cilium-dbg|hubble)\s+(?:-{1,2}\w|[a-z]+\s+-|aks|get|describe|delete|apply|pods?|nodes?|status|install|network)|\b(?:delete|reinstall|restart|recreate|disable|turn off|remove|uninstall)\b.{0,30}\b(?:policy|policies|firewall|nsg|pods?|nodes?|cluster|cilium|kube-proxy|rules?)\b|`/iu;

// Statuses in words, and those that they exclude: the program's verdict stands, whatever a model says of it.
const stances: readonly { readonly says: RegExp; readonly of: readonly string[] }[] = [
  { says: /\b(?:fail(?:s|ed|ure)?|broken|misconfigured|is down|are down|defective|unhealthy)\b/iu, of: ['fail'] },
  { says: /\b(?:forbidden|permission|not allowed|may not list|access (?:is|was) denied)\b/iu, of: ['blocked'] },
  { says: /\b(?:as expected|as it should be|pass(?:es|ed)?)\b/iu, of: ['pass'] },
  { says: /\b(?:outage|gave no (?:usable )?answer|timed? out)\b/iu, of: ['error'] },
];

const token = /\b[A-Z]{2,}(?:_[A-Z]+)*_\d+\b/gu;

/** The names of values in a sentence, as they are written. */
export function tokensIn(text: string): readonly string[] {
  return text.match(token) ?? [];
}

/** A sentence with something in place of each name of a value, all at once: what is put in is not looked at again. */
export function withTokens(text: string, put: (token: string) => string): string {
  return text.replaceAll(token, put);
}

function ofOne({ text, cites }: Draft, packet: Packet, authored: string): Conduct | null {
  const known = new Set([...packet.passages, ...packet.findings].map(({ id }) => id));
  const tokens = tokensIn(text);
  const bare = withTokens(text, () => '');
  if (text.length > 320) return 'size';
  if (!plainText.test(text)) return 'characters';
  if (link.test(bare) && !isAuthored(link.exec(bare)?.[0], authored)) return 'link';
  if (/[<>@#*_~|`[\]{}]/u.test(bare)) return 'mention';
  if (cites.some((id) => !known.has(id))) return 'cite';
  if (tokens.some((each) => !packet.values.some((value) => value.token === each))) return 'token';
  if (/\bstudent-(?!xx\b)[a-z0-9]/iu.test(text)) return 'foreign';
  if (verdicts.some((each) => each.test(bare) && !isAuthored(each.exec(bare)?.[0], authored))) return 'verdict';
  if (instructions.test(bare)) return 'instructions';
  if (command.test(bare)) return 'command';
  return null;
}

/** Words that the material itself uses are no invention of the model. */
function isAuthored(words: string | undefined, authored: string): boolean {
  return words !== undefined && authored.includes(words.toLowerCase());
}

function contradicts({ text, cites }: Draft, { findings }: Packet, authored: string): boolean {
  const cited = findings.filter(({ id }) => cites.includes(id));
  if (cited.length === 0) return false;
  return stances.some(
    ({ says, of }) =>
      says.test(text) &&
      !cited.some(({ status }) => of.includes(status)) &&
      !isAuthored(says.exec(text)?.[0], authored),
  );
}

/** What a reply does that no tutor may; null where it behaves. */
export function conductOf(drafts: readonly Draft[], packet: Packet): Conduct | null {
  const sources = [...packet.passages, ...packet.findings];
  const authored = sources
    .flatMap(({ title, sentences }) => [title, ...sentences])
    .join(' ')
    .toLowerCase();
  for (const draft of drafts) {
    const fault = ofOne(draft, packet, authored) ?? (contradicts(draft, packet, authored) ? 'stance' : null);
    if (fault) return fault;
  }
  return drafts.reduce((sum, { text }) => sum + text.length, 0) > 1600 ? 'size' : null;
}
