/** In the words of a text alone, without what stands between them. */
function plainWords(words: readonly string[]): string {
  return words
    .join(' ')
    .toLowerCase()
    .replaceAll("'", '’')
    .replaceAll(/[^\p{L}\p{N}’ ]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const instructor = '(?:my |the |an? |our )?(?:instructor|teacher|trainer|tutor)s?';
const pleading = '(?:please|help|me|now|here|again|and|i|need|really|with this|with it)';

// A wish is the whole of what was said: whoever goes on about a topic asks the lesson.
const wishes: readonly RegExp[] = [
  new RegExp(
    `^(?:explain )?(?:\\S+ ){0,4}(?:ask|tell|call|contact|message|reach) ${instructor}\\b(?: \\S+){0,2}$`,
    'u',
  ),
  new RegExp(`^(?:i am|i’m|im|we are|we’re) (?:\\S+ )?(?:stuck|lost)(?: ${pleading})*$`, 'u'),
  new RegExp(`^stuck(?: ${pleading})*$`, 'u'),
  /^(?:please )?help me(?: please)?(?: (?:please )?(?:nothing works|i am stuck|i’m stuck|it does not work))?$/u,
  /^please help(?: me)?$/u,
  /^(?:i|we) (?:really )?need (?:some |your )?help(?: please| now)?$/u,
  /^(?:can|could) (?:you|somebody|someone|anybody|anyone) (?:please )?help(?: me| us)?(?: please)?$/u,
  /^nothing works(?: any ?more)?(?: please)?(?: help(?: me)?)?$/u,
  /^(?:i want to |can i |i need to )?(?:talk|speak) to (?:a |some)?(?:human|person|somebody|someone|body)$/u,
  /^(?:i need |i want )?a human$/u,
  /^ich (?:komme|komm) (?:\S+ )?nicht (?:mehr )?weiter(?: bitte)?(?: hilfe| helfen)?$/u,
  /^ich (?:brauche|brauch) (?:\S+ )?hilfe(?: bitte)?$/u,
  /^ich (?:hänge|haenge|stecke) fest(?: bitte)?(?: hilfe| helfen)?$/u,
  /^(?:kann|könnte) mir (?:bitte )?(?:jemand|wer) (?:bitte )?helfen$/u,
  /^(?:bitte )?(?:um )?hilfe(?: bitte)?$/u,
  /^(?:bitte )?(?:hilf|helft|helfen sie) mir(?: bitte)?$/u,
];

const atTask = new RegExp(`^(?:i am|i’m|im) (?:\\S+ )?stuck (?:at|in|on|with) task ([123])(?: ${pleading})*$`, 'u');

/** The command of whoever wants a human, in English or German; null for everything else. */
export function readHumanWish(words: readonly string[]): readonly string[] | null {
  if (words.length > 12) return null;
  const text = plainWords(words);
  const task = atTask.exec(text)?.[1];
  if (task !== undefined) return ['ask', 'task', task];
  return wishes.some((wish) => wish.test(text)) ? ['ask'] : null;
}
