/** What somebody wants of the topic that they read last: its simpler form, or what else there is of it. */
export type FollowUp = 'simpler' | 'rest';

// Words before and after a sentence that change nothing of it.
const before =
  '(?:(?:please|pls|ok|okay|hm+|sorry|but|and|so|yes|no|bitte|und|aber|hey|hi|thanks|thx) )*(?:(?:can|could|would|will) (?:you|u) |kannst du |könntest du |i want |give me |gib mir |please |bitte |also |maybe )*';
const after = '(?: (?:please|pls|bitte|thanks|thx|danke|now|then|for me|to me|mir))*';

const it = '(?:it|that|this|the last one)';
const again = '(?:again|once more|one more time|another time|noch ?mal|noch ?einmal)';
const simply =
  '(?:simpler|simple|simply|easier|more simply|more easily|(?:in|with|using) (?:simple|simpler|easy|easier|plain|other|different) words|in plain english|einfacher|einfach|leichter|in einfachen worten|mit anderen worten)';

// Whole sentences: one that says more than this is a question of its own.
const sentences: readonly (readonly [FollowUp, string])[] = [
  ['simpler', `(?:${again} )?${simply}(?: ${again})?`],
  ['simpler', `${again}(?: ${it})?`],
  ['simpler', `(?:a |an |the )?(?:simpler|easier) (?:form|version|words|explanation|way|one)`],
  [
    'simpler',
    `(?:explain|say|repeat|put|describe|tell me) (?:me )?${it}(?: to me)?(?: ${again})?(?: (?:but )?${simply})?(?: ${again})?`,
  ],
  ['simpler', `(?:explain|say|repeat) ${again}(?: (?:but )?${simply})?`],
  ['simpler', `(?:explain|say|put) (?:${it} )?(?:like|as if) (?:i am|im|i'm|i were) (?:five|5|a child|a beginner)`],
  ['simpler', 'eli5'],
  ['simpler', `what (?:does|do) (?:${it}|you) mean(?: exactly)?|what is ${it} supposed to mean|meaning`],
  [
    'simpler',
    `i (?:still )?(?:do not|don't|dont|did not|didn't|didnt) (?:really )?(?:understand|get)(?: ${it})?(?: at all| yet)?`,
  ],
  ['simpler', `(?:${it} is |that's |thats |it's |its )?(?:too|very|so) (?:hard|difficult|complicated|complex)`],
  [
    'simpler',
    `(?:das )?(?:${again} )?(?:${simply} )?(?:erklären|sagen)|erklär(?:e|s)?(?: (?:es|das|mir das|mir))?(?: ${again})?(?: ${simply})?`,
  ],
  [
    'simpler',
    `das (?:${again} )?(?:${simply} )?erklären|geht das(?: auch)? ${simply}|(?:das )?(?:auch )?${again} ${simply}`,
  ],
  ['simpler', 'das verstehe ich nicht|ich verstehe (?:das |es )?nicht|(?:zu|sehr) (?:schwer|schwierig|kompliziert)'],
  ['simpler', 'was (?:heißt|heisst|bedeutet) das(?: genau)?|wie meinst du das|was meinst du(?: damit)?'],
  [
    'rest',
    `why(?: (?:is|was) (?:${it}|it) (?:so|that|like that|the case)| is ${it}| so| that| though)?|how come|how so|what for`,
  ],
  ['rest', 'warum(?: (?:ist )?das(?: so)?)?|wieso(?: (?:ist )?das(?: so)?)?|weshalb'],
  [
    'rest',
    `(?:tell me |say |show me |show |read )?(?:a bit |a little |some )?more(?: (?:about|on|of) ${it}| details?| info(?:rmation)?)?`,
  ],
  [
    'rest',
    `(?:more |the )?details|read on|go on|(?:read |show (?:me )?)?(?:all|the rest) of (?:${it}|the page)|the rest|in more detail|explain (?:${it} )?in more detail`,
  ],
  [
    'rest',
    'mehr(?: dazu| davon| darüber| details)?|(?:erzähl|sag|zeig)e?(?: mir)? mehr(?: dazu| davon| darüber)?|genauer|ausführlicher|den rest',
  ],
  [
    'rest',
    `(?:do you have |have you got |is there |show me |show )?(?:an? |another |one |some )?examples?(?: (?:of|for) ${it})?|for example|for instance`,
  ],
  ['rest', '(?:hast du |gibt es |zeig mir )?(?:ein |noch ein )?beispiele?(?: dazu| dafür)?|zum beispiel'],
];

const patterns = sentences.map(([what, said]) => [what, new RegExp(`^${before}(?:${said})${after}$`, 'u')] as const);

// No sentence of the list is longer.
const maxLength = 100;

/**
 * What a text wants of the last topic; null for any text that is not wholly such a sentence: “why is spec.podCIDR empty”
 * is a question.
 */
export function parseFollowUp(words: readonly string[]): FollowUp | null {
  const said = words
    .join(' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[?!.,;:…]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (said === '' || said.length > maxLength) return null;
  return patterns.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
