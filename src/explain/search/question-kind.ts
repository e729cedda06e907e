const ours = "(?:my|our|this|the (?:training|class|course)(?:[’']?s)?)";
const thing =
  '(?:cluster|pods?|nodes?|namespace|vnet|subnet|network|ip|ips|address|addresses|pod cidr|data ?plane|model|api server)';

// Questions of what is so on one cluster: "is our …", "which model does my …". Why and how are questions for
// the lesson.
const ownClusterPatterns = [
  `^(?:so |but |and )?(?:is|are|does|do|has|have) ${ours} (?:\\S+ ){0,3}?${thing}\\b`,
  `^(?:so |but |and )?(?:what(?:[’']?s)?|which|how many)\\b(?:(?! means?\\b).)* (?:of|in|on|does|do|has|have|is|are|for) ${ours} (?:\\S+ )?${thing}\\b`,
  `^(?:so |but |and )?(?:what(?:[’']?s)?|which)(?: is| are)? (?:my|our) (?:\\S+ )?${thing}\\b`,
  `^(?:what|which) (?:\\S+ ){1,4}(?:do|are) we (?:use|using|have|on|running)\\b`,
  `^(?:do|are) we (?:use|using|have|on|running)\\b`,
  `^(?:so |but |and )?(?:is|are|does|do|has|have)\\b.* (?:on|in|of) ${ours} (?:\\S+ )?${thing}(?: (?:right )?now)?[?.! ]*$`,
  // How far one is.
  `^(?:so |but |and )?(?:did|have|has) (?:i|we) (?:already |all )?(?:pass|finish|complet|solv)\\p{L}*\\b`,
  `^(?:so |but |and )?(?:am|are) (?:i|we) (?:already |all )?(?:done|finished|through)\\b`,
  `^(?:so |but |and )?(?:is|are) (?:my )?(?:the )?(?:tasks?|exercise|lab)(?: \\d| one| two| three)? (?:already |all )?(?:done|passed|finished|completed?|solved)\\b`,
].map((pattern) => new RegExp(pattern, 'iu'));

// What no lesson on networks answers, even where its words occur: money, files to write, and orders to the
// program.
const outOfScope =
  /\b(?:pric(?:e|es|ing)|cheap(?:er|est)?|billing|invoice|euros?|dollars?|discount)\b|[$€£]\s?\d|\b(?:write|generate) (?:\S+ ){0,4}(?:ya?mls?|manifests?|scripts?|charts?)\b|\bhow much (?:does|do|is|are|would)\b.*\b(?:cost|pay)|\bcosts? (?:per|a) (?:month|hour|year|node)|\b(?:ignore|forget|disregard) (?:all|any|your|the|previous|everything)\b|\bsystem prompt\b|\byour (?:prompt|instructions|rules)\b|\byou are now\b|\bpretend\b|\bapi[- ]?key\b/iu;

// What is so on one cluster but no check shows: masks, sizes, what fits, what only Azure knows.
const notInAnyCheck =
  /\b(?:net)?masks?\b|\bhow many pods?\b.*\b(?:can|may|could|fits?|allowed)\b|\bmax(?:imum)?[ -]?(?:number of )?pods?\b|\bpods? per node\b|\bversions?\b|\bregions?\b|\b(?:memory|cpus?|disks?|firewalls?|nsgs?|route tables?|vm sizes?)\b/iu;

function normalise(question: string): string {
  return question.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
}

/** Whether a question asks what is so on the student's own cluster, and a check shows it. */
export function isAboutOwnCluster(question: string): boolean {
  const asked = normalise(question);
  return !notInAnyCheck.test(asked) && ownClusterPatterns.some((each) => each.test(asked));
}

/** Whether a question is about money, asks for a file, or is no question but an order to the program. */
export function isOutOfScope(question: string): boolean {
  return outOfScope.test(normalise(question));
}
