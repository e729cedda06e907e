/** A question about what somebody else has or did; `namespace` where it names one by its number. */
export type OthersQuestion = { readonly asks: 'others'; readonly namespace: string | null };

const others =
  '(?:(?:all |all of )?(?:the )?others?|(?:the )?other (?:students?|people|participants?|groups?|teams?|namespaces?)|(?:the )?(?:rest of the |whole )?class|every(?:body|one)(?: else)?|any(?:body|one)(?: else)?|some(?:body|one) else|(?:my |the )(?:neighbou?rs?|colleagues?|classmates?|friends?|team ?mates?|partners?)|he|she|they|die anderen|alle anderen|alle|jemand(?: anders)?|mein(?:e)? (?:nachbar(?:n|in)?|kollege|kollegin|kollegen))';
const name = '(?<name>@?[a-z][a-z.-]{1,30})';
const namespace =
  '(?<namespace>(?!(?:nodes?|pods?|tasks?|steps?|pages?|hints?|questions?|problems?|lines?|ports?|versions?|aufgabe)[-_ ]?\\d)[a-z][a-z0-9]{1,30}[-_ ]?\\d{1,4})';
const who = `(?:${others}|${namespace}|${name})`;
// What a sentence says of things as well as of people is only taken where it speaks of others.
const group = `(?:${others}|${namespace})`;
const task =
  '(?:(?:with )?(?:task|aufgabe) (?:[1-3]|one|two|three)|(?:with )?(?:everything|it|all|the exercise|the tasks|the lab)|alles|die uebung)';
const results =
  '(?:results?|progress|answers?|solutions?|checks?|scores?|status|clusters?|namespaces?|addresses|pods?|ergebnisse?|fortschritt|antworten|stand)';
const ended = '(?:done|finish(?:ed)?|pass(?:ed)?|complete(?:d)?|through|ready|solve(?:d)?|further|faster|stuck)';

const frames = [
  `(?:what|which \\w+) (?:do|did|does|have|has|are|is) ${group} (?:have|got|get|gotten|see|use|find|found|answer|answered|done|do|doing|using)(?: (?:for|in|as|on) (?:task \\d|theirs|it))?`,
  `what did ${name} (?:get|answer|do|find)(?: (?:for|in) task \\d)?`,
  `what (?:have|has) ${group}`,
  `(?:did|has|have|is|are) ${group} ${ended}(?: ${task})?`,
  `(?:did|has|have|is) ${name} (?:done|finish(?:ed)?|pass(?:ed)?|through|stuck)(?: ${task})?`,
  `how (?:far|good|fast) (?:is|are|did) ${group}(?: (?:get|with it|doing))?`,
  `how far (?:is|did) ${name}(?: get)?`,
  `how (?:is|are) ${who} doing`,
  `who (?:else )?(?:is|has|was|are|have)(?: not)? (?:${ended}|first|best|last|fastest|slowest|failed|the best|the first)(?: ${task})?`,
  `(?:show|give|tell|send)(?: me)? (?:the )?${results} of ${who}`,
  `(?:show|give|tell|send)(?: me)? (?:all |the )?(?:other (?:students'?|people's|groups') |others' |everybody's |everyone's |the class's |all students' )${results}`,
  `(?:show|give|tell|send)(?: me)? (?:${name}'s|${namespace}'?s?) ${results}`,
  `(?:show|give|open|look at|zeige?)(?: me| mir)? ${namespace}`,
  `what (?:is|was|are|were) (?:${name}'s|${others}'s?) ${results}`,
  `was (?:haben|hat|machen|macht) ${group}`,
  `(?:ist|hat|sind|haben) ${who} (?:${task} )?(?:fertig|bestanden|geschafft|weiter|schneller)(?: mit (?:allem|aufgabe \\d))?`,
  `wie weit (?:ist|sind) ${who}`,
  `wer (?:ist|hat) (?:${task} )?(?:fertig|bestanden|geschafft|am weitesten)`,
  `zeige? (?:mir )?(?:die |den )?${results} (?:von|der) ${who}`,
].map((frame) => {
  // A name may stand in several places of a frame.
  let at = 0;
  return new RegExp(`^${frame.replaceAll(/\?<(name|namespace)>/gu, (_, group) => `?<${group}${++at}>`)}$`, 'u');
});

// Words that stand where a name may, and are none.
const noNames = new Set(
  'i we you it this that there my our your the a an me us all not what which who how task tasks ich wir du es das der die mein unser'.split(
    ' ',
  ),
);

/**
 * A question about somebody else's work; null for another one. A word of the lesson is no name, nor is a word of every day.
 * `question` is normalised.
 */
export function parseOthersQuestion(question: string, isLessonWord: (word: string) => boolean): OthersQuestion | null {
  for (const frame of frames) {
    const found = frame.exec(question);
    if (found === null) continue;
    const groups = Object.entries(found.groups ?? {}).filter(([, said]) => said !== undefined);
    const said = (group: string) => groups.flatMap(([key, each]) => (key.replace(/\d+$/u, '') === group ? [each] : []));
    const names = said('name').map((each) => each.replace(/^@/u, ''));
    if (names.some((each) => noNames.has(each) || (!each.startsWith('@') && isLessonWord(each)))) continue;
    const [first] = said('namespace');
    return { asks: 'others', namespace: first?.replaceAll(/[_ ]/gu, '-') ?? null };
  }
  return null;
}
