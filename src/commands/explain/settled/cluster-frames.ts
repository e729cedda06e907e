// How questions about one's own cluster are built, in English and German. `~` in a frame is the cluster, `#` a place on it,
// `<thing>` what is asked about; each frame is held against the whole question.
const cluster =
  "(?:(?:my|our|this|the)(?: (?:training|class|course|lab|class's|course's))?(?: (?:aks|kubernetes|k8s))? cluster|(?:mein|unser|dieser|diesem|der|dem)(?:em|en|er)? (?:aks-?|kubernetes-?|trainings-?|kurs-?)?cluster)";
const place = `(?:here|hier|bei (?:uns|mir)|(?:in|on|inside|at|for|of|auf|von) ${cluster}|(?:in|on) (?:my|our|this) (?:class|course|training|lab|environment|network|setup|subnet|vnet|namespace)|(?:on|for|in) (?:my|our|the) nodes)`;
const we = '(?:we|i|wir|ich)';

const present =
  '(?:installed|running|run|used|in use|enabled|present|available|deployed|there|on|installiert|vorhanden|aktiviert|da|im einsatz)';
const absent = '(?:gone|absent|missing|removed|disabled|off|away|weg|verschwunden|deaktiviert|entfernt)';

const replaced = '(?:replaced(?: by cilium)?|(?:durch cilium )?ersetzt)';

const compile = (frames: readonly string[]): readonly RegExp[] =>
  frames.map((frame) => {
    const pattern = frame
      .replaceAll('~', cluster)
      .replaceAll('#', place)
      .replaceAll('@', we)
      .replace('<thing>', '(?<thing>[^,;:?!]{3,60}?)');
    return new RegExp(`^${pattern}$`, 'u');
  });

/** Whether something is there: “is our cluster an overlay”, “do we use Cilium”. */
export const presenceFrames: readonly RegExp[] = compile([
  `(?:is|isn't|are) ~ (?:(?:using|running|on|with|in|of|based on|built on|set up with|ein|eine|mit) )*<thing>(?: #)?`,
  `(?:is|isn't|ist) (?:this|it|das|dies)(?: #)? (?:(?:an?|the|ein|eine) )<thing>(?: #)?`,
  `(?:is|isn't|ist) (?:this|das|dies)(?: #)? <thing>(?: #)?`,
  `(?:do|don't|does|doesn't|have|has) (?:@|~) (?:(?:use|have|run|get|got|using) )*<thing>(?: (?:running|installed|enabled))?(?: #)?`,
  `(?:are|aren't) we (?:(?:using|running|on|in|with) )+<thing>(?: #)?`,
  `(?:is|are) (?:there )?<thing> (?:${present} )?#`,
  `(?:is|are) (?:there )?<thing> #(?: ${present})?`,
  `is <thing> (?:running|installed|there)`,
  `(?:does|do) <thing> (?:run|exist|live) #`,
  `ist ~ (?:(?:mit|auf) )*<thing>`,
  `(?:nutzen|benutzen|verwenden|haben|fahren|betreiben|nutze|benutze|verwende|habe) @(?: #)? <thing>(?: #)?`,
  `(?:nutzt|benutzt|verwendet|hat|faehrt) ~ <thing>`,
  `(?:laeuft|laufen|gibt es|existiert|existieren|ist|sind) #(?: auch)? <thing>(?: ${present})?`,
  `(?:laeuft|laufen|gibt es|existiert|existieren) <thing> #`,
  `(?:ist|sind) <thing> (?:# ${present}|${present} #)`,
  `(?:laeuft|ist) <thing> ${present}`,
  // Behind “tell me whether”, where the verb stands elsewhere.
  `(?:whether|if|ob) ~ (?:is|uses|has|runs|runs on|is on|is using|ein|eine|mit) (?:(?:an?|the) )?<thing>`,
  `(?:whether|if) @ (?:use|have|run|are on|are using) <thing>(?: #)?`,
  `ob ~ (?:(?:ein|eine) )?<thing> (?:ist|nutzt|hat|verwendet)`,
  `ob wir (?:# )?<thing> (?:nutzen|haben|verwenden|benutzen)`,
]);

/** Whether something is not there: “is kube-proxy gone here”. */
export const absenceFrames: readonly RegExp[] = compile([
  `(?:is|are) <thing> ${absent}(?: #)?`,
  `(?:is|are) <thing> # ${absent}`,
  `(?:is|are) <thing> not ${present}(?: #)?`,
  `(?:is|are) there no <thing> #`,
  `(?:ist|sind) <thing> (?:# )?${absent}(?: #)?`,
  `(?:ist|sind|laeuft) # <thing> (?:${absent}|nicht)`,
  `(?:gibt es|haben wir)(?: #)? kein(?:en?)? <thing>(?: #)?`,
]);

/** Whether Cilium is in a thing's place: “is kube-proxy replaced by Cilium”. */
export const replacedFrames: readonly RegExp[] = compile([
  `(?:is|are) <thing> (?:# )?${replaced}(?: (?:#|by cilium))*`,
  `(?:ist|sind) <thing> (?:# )?${replaced}(?: #)?`,
]);

const using = '(?:use|have|run|running|using|on|in|got|located|hosted|nutzen|haben|verwenden|liegen)';

/** Which one it is: “which model do we have”. */
export const whichFrames: readonly RegExp[] = compile([
  `(?:in |on |at )?(?:what|which)(?: (?:kind|type|sort) of)? <thing> (?:do|does|is|are|has|have) (?:@|~|my nodes|our nodes|this|it|that)(?: ${using})*(?: #)?`,
  `(?:what|which) <thing> (?:is|are)(?: (?:this|it))?(?: ${present})? #`,
  `(?:what|which)(?:'s| is| are) (?:my|our|this cluster's|my cluster's|our cluster's) <thing>(?: #)?`,
  `(?:what|which)(?:'s| is| are) the <thing> (?:of (?:my|our) (?:nodes|subnet|vnet|node pool)|#)`,
  `(?:what|which) <thing> (?:is this|is it|have we got)`,
  `how (?:big|large|wide) (?:is|are) (?:my|our) <thing>`,
  `how many <thing> (?:can|may) (?:my|our) nodes? (?:run|have|hold)`,
  `(?:in |auf )?welche[nmrs]? <thing> (?:haben|nutzen|benutzen|verwenden|fahren|habe|nutze) @(?: #)?`,
  `(?:in |auf )?welche[nmrs]? <thing> (?:hat|nutzt|verwendet|ist|laeuft) (?:~|das|dies|unseres|unserer)(?: #)?`,
  `(?:in |auf )?welche[nmrs]? <thing> (?:laeuft|ist|gibt es) #`,
  `was fuer ein(?:e|en|em)? <thing> (?:haben wir|ist das|hat ~|nutzen wir)(?: #)?`,
  `was ist unser(?:e)? <thing>`,
  `wie gross ist unser(?:e)? <thing>`,
]);

/** The same with the thing before a choice: “are we on kubenet or overlay”. */
export const placePattern: string = place;
/** The own cluster, as it is called. */
export const clusterPattern: string = cluster;
