// Questions that only a model may place: in other languages, and commands in free words. `pages` are those that answer.
const page = (tongue: string, question: string, ...pages: readonly string[]) =>
  ({ question, pages, route: null, refuse: false, tongue }) as const;
const command = (tongue: string, question: string, route: string) =>
  ({ question, pages: [], route, refuse: false, tongue }) as const;
const outside = (tongue: string, question: string) =>
  ({ question, pages: [], route: null, refuse: true, tongue }) as const;

/** The questions, each with what is right. */
export const modelQuestions = [
  page('de', 'Woher bekommen Pods bei einem Overlay ihre Adressen?', 'overlay', 'pod-cidr', 'pod-addresses'),
  page(
    'de',
    'Warum braucht ein Node-Subnetz so viele Adressen?',
    'node-subnet-cost',
    'node-subnet',
    'node-subnet-size',
  ),
  page(
    'de',
    'Wer verteilt den Verkehr an Services, wenn es keinen kube-proxy gibt?',
    'kube-proxy',
    'cilium',
    'load-balancing',
  ),
  page('fr', 'À quoi sert un point de terminaison privé ?', 'private-endpoint'),
  page('fr', 'Pourquoi mon Pod ne peut-il pas résoudre de noms ?', 'dns-egress', 'egress', 'local-dns'),
  page('es', '¿Cuántos nodos puede tener un clúster con kubenet?', 'kubenet-limit'),
  page('es', '¿Qué es una política de red y quién la aplica?', 'network-policy', 'policy-engines'),
  page('pt', 'Quando termina o suporte ao kubenet?', 'kubenet-retirement'),
  page('it', 'Che cosa fa eBPF nel kernel?', 'ebpf'),
  page('tr', 'Pod ve node adresleri neden aynı aralıkta?', 'node-subnet', 'comparing-ranges', 'host-network'),
  page('hi', 'निजी क्लस्टर क्या होता है?', 'private-clusters'),
  page('ja', 'NAT とは何ですか', 'nat', 'overlay-nat', 'kubenet-nat'),
  command('', 'would you mind having a look whether all is fine over there', 'check'),
  command('', 'can the pod called web look up names in cluster dns', 'reach web dns 53'),
  command('', 'is frontend allowed to call backend at 8080', 'reach frontend backend 8080'),
  command('de', 'Bitte schau nach, ob bei mir alles in Ordnung ist', 'check'),
  command('de', 'gib mir bitte einen Tipp zu Aufgabe 2', 'hint 2'),
  command('fr', 'pose-moi une question pour voir si je comprends', 'quiz'),
  command('es', 'enséñame un dibujo de mi red', 'picture'),
  command('de', 'wie viele Adressen braucht ein Overlay mit 50 Rechnern', 'plan overlay 50 nodes'),
  outside('de', 'Wer gewinnt am Samstag das Spiel?'),
  outside('fr', 'Quel temps fera-t-il demain à Lyon ?'),
  outside('es', 'escríbeme un poema sobre gatos'),
  outside('', 'which laptop should my brother buy'),
] as const;
