import { type JudgedReading, networkmonitor, type PodSides, type ReadingOf } from '../model/pasted.ts';
import { connections, showComplaint, showMissingKind, showRefusal, unreachable, unread } from './pasted-messages.ts';
import { countThings } from './pasted-titles.ts';

const spanText = ([first, last]: readonly [string, string]): string => (first === last ? first : `${first} to ${last}`);

function showNodes({ nodes }: ReadingOf<'nodes'>, span: JudgedReading['span']): readonly string[] {
  const ready = nodes.filter((each) => each.ready === false).length;
  const notReady = ready === 0 ? [] : [`${countThings(ready, 'node')} not Ready.`];
  const blocks = nodes.flatMap((each) => each.blocks ?? []);
  const own = blocks.length === 0 ? [] : [`Pod CIDR: ${blocks.slice(0, 3).join(', ')}.`];
  if (span === null) return [...notReady, ...own, 'It shows no addresses: “kubectl get nodes -o wide” does.'];
  const said = `Node addresses: ${spanText(span)}. They come from the VNet on every model.`;
  return [said, 'Compare them with your Pods’ addresses.', ...own, ...notReady];
}

/** How Pods begin beside nodes: a fact, and which models show it. It proves none of them. */
function showSides({ alike, apart, nodes }: PodSides): readonly string[] {
  const shared = nodes === 0 ? [] : [`${countThings(nodes, 'Pod')} with a node’s own address (hostNetwork).`];
  if (alike + apart === 0) return [...shared, 'Such Pods say nothing about the Pod range.'];
  if (alike === 0)
    return [
      'They begin otherwise than the nodes’ addresses, as on an overlay or kubenet. That proves no model.',
      ...shared,
    ];
  if (apart === 0)
    return ['They begin like the nodes’ addresses, as on a node subnet. That proves no model.', ...shared];
  return [`${alike} begin like the nodes’ addresses, ${apart} otherwise.`, ...shared];
}

const notStarting = /BackOff$|^Err|Error$|OOMKilled/u;

function showStates({ pods }: ReadingOf<'pods'>): readonly string[] {
  const bad = [...new Set(pods.map(({ status }) => status).filter((status) => notStarting.test(status)))];
  const waiting = pods.filter(({ status }) => /^(?:Pending|ContainerCreating|Init:.*)$/u.test(status)).length;
  return [
    ...(bad.length === 0
      ? []
      : [`${bad.slice(0, 2).join(' and ')}: why a Pod does not start is not part of this exercise.`]),
    ...(waiting === 0 ? [] : [`${countThings(waiting, 'Pod')} not started yet.`]),
  ];
}

function showAgents({ agent, pods }: ReadingOf<'pods'>): readonly string[] {
  const running = pods.filter(({ status }) => status === 'Running').length;
  const state =
    running === pods.length
      ? 'All of them are Running; READY says whether they work.'
      : `${running} of ${pods.length} run.`;
  return agent === 'cilium'
    ? [
        `${state} Compare their number with your Ready Linux nodes.`,
        'Whether AKS manages this Cilium, the list does not show.',
      ]
    : [`${state} kube-proxy is there: the data plane may be another one than the exercise’s.`];
}

function showPods(reading: ReadingOf<'pods'>, { span, sides, others }: JudgedReading): readonly string[] {
  const left = others === 0 ? [] : [`${countThings(others, 'Pod')} of other namespaces left out.`];
  if (reading.agent !== null) return [...showAgents(reading), ...left];
  if (reading.pods.length === 0) return left;
  const hasIp = reading.pods.some(({ ip }) => ip !== null);
  if (!hasIp) return ['It shows no addresses; “-o wide” does, for Pods that run.', ...showStates(reading), ...left];
  const addresses = span === null ? [] : [`Pod addresses: ${spanText(span)}.`];
  const beside = sides === null ? ['Compare them with your nodes’ addresses.'] : showSides(sides);
  return [...addresses, ...beside, ...showStates(reading), ...left];
}

function showNone({ agent, resource, namespace }: ReadingOf<'none'>): readonly string[] {
  const where = namespace === null || namespace === '*' ? '' : ` in ${namespace}`;
  if (agent !== null && namespace !== null && namespace !== 'kube-system' && namespace !== '*')
    return [`These Pods run in kube-system, and you looked${where}.`];
  const only = `It proves only that this command listed nothing${where}.`;
  if (agent === 'kube-proxy') return ['Where Cilium took its place, that is what one sees.', only];
  if (agent === 'cilium') return ['The data plane may be another one.', only, 'Check how you typed the label.'];
  return resource === null ? [only, 'Paste the command with it, and I can say more.'] : [only];
}

function showBlocks({ rows }: ReadingOf<'blocks'>): readonly string[] {
  const blocks = rows.flatMap((row) => row.blocks);
  if (blocks.length === 0)
    return [
      'It is empty. With Azure CNI that is right, on an overlay too.',
      'NodeNetworkConfigs hold the blocks there.',
    ];
  const some = blocks.slice(0, 3).join(', ');
  const more = blocks.length > 3 ? ` and ${blocks.length - 3} more` : '';
  const empty = rows.length - blocks.length;
  return [
    `Blocks: ${some}${more}.`,
    ...(empty === 0 ? [] : [`${countThings(empty, 'node')} without one.`]),
    'kubenet fills this column; a block left from before a move may stand there, too.',
  ];
}

function showAnnotations({ rows }: ReadingOf<'annotations'>): readonly string[] {
  const keys = new Set(rows.flatMap((row) => row.keys));
  const network = [...keys].filter((key) => /cilium|calico|flannel|pod-cidr/iu.test(key));
  const said = `${countThings(keys.size, 'key')}: `;
  return network.length === 0
    ? [`${said}none that I know tells the network model.`, 'On AKS, annotations do not hold it.']
    : [`${said}${network.length} of them name Cilium, Calico or Flannel.`];
}

/** What a reading shows for the task, in the values that were pasted: sentences, the first the one that matters. */
export function pastedSentences(judged: JudgedReading): readonly string[] {
  const { reading, span } = judged;
  switch (reading.kind) {
    case 'nodes':
      return showNodes(reading, span);
    case 'pods':
      return showPods(reading, judged);
    case 'none':
      return showNone(reading);
    case 'blocks':
      return showBlocks(reading);
    case 'annotations':
      return showAnnotations(reading);
    case 'objects':
      return reading.of === 'NetworkPolicy'
        ? ['A policy can be why a Pod reaches nothing. Its rules I read in the cluster, not here.']
        : ['I only count these; the exercise asks for nothing in them.'];
    case 'configmap':
      return reading.name === networkmonitor
        ? ['It exists here. AKS does not create it today, so somebody may have.']
        : ['The exercise does not ask for this one.'];
    case 'refusal':
      return showRefusal(reading);
    case 'no-such-kind':
      return [showMissingKind(reading)];
    case 'unreachable':
      return [unreachable[reading.fault]];
    case 'connection':
      return reading.tool === 'ping' && reading.fault === 'timeout'
        ? ['Many networks drop ping, so it proves little. Try curl.', ...connections.timeout]
        : connections[reading.fault];
    case 'complaint':
      return showComplaint(reading);
    case 'unread':
      return unread[reading.why];
  }
}
