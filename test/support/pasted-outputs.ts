// What students paste, each with what must be read of it, and a healthy neighbour that must not be read so. Tables are those of
// the embedded clusters, printed as kubectl prints them.
import type { Paste, PastedReading } from '../../src/model/pasted.ts';
import { padColumns, printTable, recordedList } from './kubectl.ts';

/** A text, what is read of it, and its neighbour with what is read of that (null: no output). */
export type PastedCase = {
  readonly name: string;
  readonly text: string;
  readonly reads: readonly string[];
  readonly neighbour: string;
  readonly neighbourReads: readonly string[] | null;
};

const cutMark = ({ whole }: { readonly whole: boolean }): string => (whole ? '' : ' cut');

/** A reading in a line. */
export function sumUp(reading: PastedReading): string {
  switch (reading.kind) {
    case 'nodes': {
      const [node] = reading.nodes;
      const blocks = node?.blocks === null || node === undefined ? '' : ` blocks=${node.blocks.join() || 'none'}`;
      const shown = reading.nodes.flatMap(({ addresses }) => addresses).join(' ') || `${reading.nodes.length} names`;
      return `nodes ${shown}${blocks}${cutMark(reading)}`;
    }
    case 'pods': {
      const shown =
        reading.pods.flatMap(({ ip }) => ip ?? []).join(' ') || reading.pods.map((each) => each.status).join(' ');
      return `pods ${reading.agent ?? '-'} ${reading.namespace ?? '-'} ${shown}${cutMark(reading)}`;
    }
    case 'none':
      return `none ${reading.agent ?? '-'} ${reading.resource ?? '-'} ${reading.namespace ?? '-'}`;
    case 'blocks':
      return `blocks ${reading.rows.map(({ blocks }) => blocks.join() || '-').join(' ')}`;
    case 'annotations':
      return `annotations ${reading.rows.map(({ keys }) => keys.length).join(' ')}`;
    case 'objects':
      return `objects ${reading.of} ${reading.count}${cutMark(reading)}`;
    case 'configmap':
      return `configmap ${reading.name}`;
    case 'refusal':
      return `refusal ${reading.reason} ${reading.resource ?? '-'} ${reading.name ?? '-'} ${reading.namespace ?? '-'}`;
    case 'no-such-kind':
      return `no-such-kind ${reading.resource}`;
    case 'unreachable':
      return `unreachable ${reading.fault}`;
    case 'connection':
      return `${reading.tool} ${reading.fault}`;
    case 'complaint':
      return `complaint ${reading.about} ${reading.figures.join(' ')}`.trim();
    case 'unread':
      return `unread ${reading.why}`;
  }
}

/** A paste in lines; null for a text that is none. */
export function sumUpPaste(paste: Paste | null): readonly string[] | null {
  return paste === null ? null : [...paste.readings.map(sumUp), ...paste.secrets.map((each) => `secret ${each}`)];
}

const nodes = (world: string, wide = true) => printTable('Node', recordedList(world, 'nodes'), { wide });
const pods = (world: string, wide = true) => printTable('Pod', recordedList(world, 'pods'), { wide });
const labelled = (world: string, key: string, value: string) =>
  recordedList(world, 'system-pods').filter(({ metadata: { labels } }) => Object(labels)[key] === value);
const agents = (wide = false) => printTable('Pod', labelled('overlay-cilium', 'k8s-app', 'cilium'), { wide });
const proxies = () => printTable('Pod', labelled('kubenet', 'component', 'kube-proxy'));
const names = recordedList('kubenet', 'nodes').map(({ metadata: { name } }) => name);
const [name0 = '', name1 = ''] = names;
const yamlNode = (block: string) => `apiVersion: v1
kind: Node
metadata:
  annotations:
    node.alpha.kubernetes.io/ttl: "0"
  name: ${name0}
spec:
${block}  providerID: azure:///subscriptions/x
status:
  addresses:
  - address: ${name0}
    type: Hostname
  - address: 10.224.0.4
    type: InternalIP
  conditions:
  - status: "True"
    type: Ready
`;
const yamlPod = `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: student-07
spec:
  containers:
  - image: nginx
    name: web
  nodeName: ${name0}
status:
  phase: Running
  podIP: 10.244.0.12
`;
const describedNode = (block: string) => `Name:               ${name0}
Roles:              <none>
Labels:             agentpool=nodepool1
                    kubernetes.io/os=linux
Annotations:        node.alpha.kubernetes.io/ttl: 0
CreationTimestamp:  Sun, 22 Nov 2026 22:11:18 +0000
Unschedulable:      false
Conditions:
  Type                 Status  LastHeartbeatTime                 Reason                       Message
  ----                 ------  -----------------                 ------                       -------
  NetworkUnavailable   False   Sun, 22 Nov 2026 22:12:00 +0000   RouteCreated                 RouteController created a route
  Ready                True    Sun, 22 Nov 2026 23:30:00 +0000   KubeletReady                 kubelet is posting ready status
Addresses:
  InternalIP:  10.224.0.4
  Hostname:    ${name0}
Capacity:
  pods:               110
System Info:
  Kernel Version:             5.15.0-1092-azure
${block}ProviderID:                   azure:///subscriptions/x
Non-terminated Pods:          (2 in total)
  Namespace                   Name                 CPU Requests  CPU Limits
  ---------                   ----                 ------------  ----------
  kube-system                 kube-proxy-ax7k0     100m (5%)     0 (0%)
Events:              <none>`;
const describedPod = (event: string) => `Name:             web-1
Namespace:        student-07
Priority:         0
Node:             ${name0}/10.224.0.4
Labels:           app=web
Status:           Pending
IP:               
Containers:
  web:
    Image:          nginx
Events:
  Type     Reason                  Age   From               Message
  ----     ------                  ----  ----               -------
  Warning  ${event}`;

const question = 'why does kubectl get nodes show 10.224 and not 10.244?';
const forbidden = (what: string, where: string) =>
  `Error from server (Forbidden): ${what} is forbidden: User "student-07@example" cannot list resource "${what}" in API group "" ${where}`;
const networkmonitor = 'azure-cni-networkmonitor';
const notFound = `Error from server (NotFound): configmaps "${networkmonitor}" not found`;
const podCidrs =
  '$ kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.podCIDR}{"\\n"}{end}\'';
const jsonOf = (kind: string, name: string) => ({
  kind,
  metadata: { name },
  data: { a: 'Z2lyYWZmZQ==' },
  status: { phase: 'Running' },
});
const three = (second: string) => names.map((name) => `${name}\t${second}`).join('\n');
const ready = ['10.224.0.4', '10.224.0.5', '10.224.0.6'].join(' ');

const one = (
  name: string,
  text: string,
  reads: string | readonly string[],
  neighbour: string,
  neighbourReads: string | readonly string[] | null,
): PastedCase => ({
  name,
  text,
  reads: [reads].flat(),
  neighbour,
  neighbourReads: neighbourReads === null ? null : [neighbourReads].flat(),
});

/** Lists of the embedded clusters. */
export const tables: readonly PastedCase[] = [
  one('nodes, wide', nodes('overlay-cilium'), `nodes ${ready}`, 'the nodes are Ready, is that right?', null),
  one(
    'nodes of a node subnet',
    nodes('node-subnet'),
    'nodes 10.224.0.4 10.224.0.33 10.224.0.62',
    nodes('kubenet'),
    `nodes ${ready}`,
  ),
  one('nodes without addresses', nodes('kubenet', false), 'nodes 3 names', 'NAME   STATUS   ROLES', 'unread broken'),
  one(
    'nodes after their command',
    `alice@laptop:~$ kubectl get nodes -o wide\n${nodes('overlay-cilium')}`,
    `nodes ${ready}`,
    'alice@laptop:~$ kubectl get nodes -o wide',
    null,
  ),
  one(
    'nodes of PowerShell',
    `PS C:\\Users\\a> kubectl get nodes -o wide\r\n${nodes('kubenet').replaceAll('\n', '\r\n')}`,
    `nodes ${ready}`,
    'PS C:\\Users\\a> kubectl get nodes',
    null,
  ),
  one(
    'nodes in a fence',
    `\`\`\`\n${nodes('overlay-cilium')}\n\`\`\``,
    `nodes ${ready}`,
    '```\nwhat is an overlay?\n```',
    null,
  ),
  one(
    'nodes right behind a fence',
    `here it is: \`\`\`${nodes('overlay-cilium')}\`\`\``,
    `nodes ${ready}`,
    `${nodes('overlay-cilium').replaceAll(/ {2,}/gu, ' ')}`,
    null,
  ),
  one(
    'nodes with Slack’s escapes',
    nodes('overlay-cilium').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    `nodes ${ready}`,
    nodes('overlay-cilium').replaceAll('<none>', '&lt;none&gt; '),
    'unread wrapped',
  ),
  one(
    'nodes that were indented',
    nodes('overlay-cilium').replaceAll(/^/gmu, '    '),
    `nodes ${ready}`,
    nodes('overlay-cilium').replace(/\n/u, '\n  '),
    'unread wrapped',
  ),
  one(
    'nodes without headings',
    nodes('overlay-cilium').split('\n').slice(1).join('\n'),
    `nodes ${ready}`,
    `${name0} is Ready`,
    null,
  ),
  one(
    'nodes, one of them cordoned',
    padColumns([
      ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
      ['n0', 'Ready,SchedulingDisabled', '<none>', '5d', 'v1.32.6'],
    ]),
    'nodes 1 names',
    nodes('overlay-cilium', false).replace('Ready    <none>', 'Ready,SchedulingDisabled    <none>'),
    'unread wrapped',
  ),
  one(
    'nodes with a label’s column',
    padColumns([
      ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION', 'AGENTPOOL'],
      ['n0', 'Ready', '<none>', '5d', 'v1.32.6', ''],
      ['n1', 'Ready', '<none>', '5d', 'v1.32.6', 'pool1'],
    ]),
    'nodes 2 names',
    padColumns([
      ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
      ['n0', '', '<none>', '5d', 'v1.32.6'],
    ]),
    'unread wrapped',
  ),
  one(
    'nodes that a phone wrapped',
    nodes('overlay-cilium').replaceAll(/.{60}/gu, '$&\n'),
    'unread wrapped',
    nodes('overlay-cilium', false),
    'nodes 3 names',
  ),
  one(
    'nodes with tabs',
    nodes('overlay-cilium').replaceAll(/ {2,}/gu, '\t'),
    'unread tabs',
    nodes('kubenet'),
    `nodes ${ready}`,
  ),
  one(
    'nodes that break off',
    nodes('overlay-cilium').slice(0, -100),
    'nodes 10.224.0.4 10.224.0.5 cut',
    nodes('overlay-cilium').slice(0, -130),
    'unread wrapped',
  ),
  one(
    'nodes and dots',
    `${nodes('overlay-cilium')}\n...`,
    `nodes ${ready} cut`,
    `${nodes('overlay-cilium')}\n`,
    `nodes ${ready}`,
  ),
  one(
    'own Pods',
    `$ kubectl get pods -n student-07 -o wide\n${pods('overlay-cilium')}`,
    'pods - student-07 10.244.2.19 10.244.1.17 10.244.1.18',
    '$ kubectl get pods -n student-07 -o wide',
    null,
  ),
  one(
    'own Pods of a node subnet',
    pods('node-subnet'),
    'pods - - 10.224.0.71 10.224.0.40 10.224.0.41',
    'my Pods have 10.224.0.71 and 10.224.0.40, is this a node subnet?',
    null,
  ),
  one(
    'own Pods without addresses',
    pods('overlay-cilium', false),
    'pods - - Running Succeeded Running',
    'NAME and READY, what are these columns?',
    null,
  ),
  one(
    'Pods with restarts',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '1/1', 'Running', '3 (2d ago)', '5d3h'],
      ['web-2', '0/1', 'CrashLoopBackOff', '12 (4m1s ago)', '1h'],
    ]),
    'pods - - Running CrashLoopBackOff',
    'my Pod is in CrashLoopBackOff',
    null,
  ),
  one(
    'Pods that were watched',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '0/1', 'Pending', '0', '5s'],
      ['web-1', '1/1', 'Running', '0', '9s'],
    ]),
    'pods - - Running',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '0/1', 'Pending', '0', '5s'],
      ['web-2', '1/1', 'Running', '0', '9s'],
    ]),
    'pods - - Pending Running',
  ),
  one(
    'Pods that pull an image',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '0/1', 'ImagePullBackOff', '0', '5m'],
    ]),
    'pods - - ImagePullBackOff',
    'what is ImagePullBackOff?',
    null,
  ),
  one(
    'Pods that wait',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '0/1', 'Init:0/2', '0', '5m'],
      ['web-2', '0/1', 'Pending', '0', '5m'],
    ]),
    'pods - - Init:0/2 Pending',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['web-1', '0/1', 'pending!', '0', '5m'],
    ]),
    'unread wrapped',
  ),
  one(
    'Pods of all namespaces',
    printTable('Pod', recordedList('overlay-cilium', 'pods'), { wide: true, namespaces: true }),
    'pods - * 10.244.2.19 10.244.1.17 10.244.1.18',
    printTable('Pod', recordedList('overlay-cilium', 'pods'), { wide: true }).replaceAll(/^/gmu, 'student-07   '),
    null,
  ),
  one(
    'Cilium’s agents',
    agents(),
    'pods cilium - Running Running Running',
    padColumns([
      ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['cilium-operator-5d8f4b-ab1cd', '1/1', 'Running', '0', '5d'],
    ]),
    'pods - - Running',
  ),
  one(
    'Cilium’s agents after their command',
    `$ kubectl get pods -n kube-system -l k8s-app=cilium -o wide\n${agents(true)}`,
    `pods cilium kube-system ${ready}`,
    '$ kubectl get pods -n kube-system -l k8s-app=cilium -o wide',
    null,
  ),
  one(
    'kube-proxy’s Pods',
    proxies(),
    'pods kube-proxy - Running Running Running',
    'are there kube-proxy Pods here?',
    null,
  ),
  one(
    'Services',
    padColumns([
      ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
      ['web', 'ClusterIP', '10.0.12.7', '<none>', '80/TCP', '5d'],
      ['db', 'ClusterIP', 'None', '<none>', '5432/TCP', '5d'],
    ]),
    'objects Service 2',
    'a Service of type ClusterIP, what is that?',
    null,
  ),
  one(
    'NetworkPolicies',
    padColumns([
      ['NAME', 'POD-SELECTOR', 'AGE'],
      ['deny-all', '<none>', '5d'],
    ]),
    'objects NetworkPolicy 1',
    'what does POD-SELECTOR <none> mean?',
    null,
  ),
  one(
    'ConfigMaps',
    padColumns([
      ['NAME', 'DATA', 'AGE'],
      ['kube-root-ca.crt', '1', '5d'],
    ]),
    'objects ConfigMap 1',
    'NAME DATA AGE',
    null,
  ),
  one(
    'DaemonSets',
    padColumns([
      ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
      ['cilium', '3', '3', '3', '3', '3', 'kubernetes.io/os=linux', '5d'],
    ]),
    'objects DaemonSet 1',
    'is cilium a DaemonSet?',
    null,
  ),
];

/** Messages of kubectl and the API server. */
export const messages: readonly PastedCase[] = [
  one(
    'the ConfigMap is not there, without quotes',
    notFound.replaceAll('"', ''),
    `refusal NotFound configmaps ${networkmonitor} -`,
    'Error from the server, what is that?',
    null,
  ),
  one(
    'the ConfigMap is not there',
    notFound,
    `refusal NotFound configmaps ${networkmonitor} -`,
    'what does NotFound mean for a ConfigMap?',
    null,
  ),
  one(
    'the same, wrapped',
    notFound.replace('networkmonitor', 'network\nmonitor'),
    `refusal NotFound configmaps ${networkmonitor} -`,
    'azure-cni-networkmonitor',
    null,
  ),
  one(
    'the same after its command',
    `$ kubectl get configmap -n kube-system ${networkmonitor} -o yaml\n${notFound}`,
    `refusal NotFound configmaps ${networkmonitor} kube-system`,
    `kubectl get configmap -n kube-system ${networkmonitor} -o yaml`,
    null,
  ),
  one(
    'the same, asked where none is named',
    `$ kubectl get cm ${networkmonitor}\n${notFound}`,
    `refusal NotFound configmaps ${networkmonitor} default`,
    notFound,
    `refusal NotFound configmaps ${networkmonitor} -`,
  ),
  one(
    'no such host of a name with other words',
    'Unable to connect to the server: dial tcp: lookup certificate-a.example on 8.8.8.8:53: no such host',
    'unreachable name',
    'Unable to connect to the server: tls: failed to verify certificate: x509: unknown authority',
    'unreachable certificate',
  ),
  one(
    'a Pod is not there',
    'Error from server (NotFound): pods "web" not found',
    'refusal NotFound pods web -',
    'my Pod web was not found',
    null,
  ),
  one(
    'nodes are forbidden',
    forbidden('nodes', 'at the cluster scope'),
    'refusal Forbidden nodes - -',
    'why is listing nodes forbidden for me?',
    null,
  ),
  one(
    'Pods are forbidden',
    forbidden('pods', 'in the namespace "kube-system"'),
    'refusal Forbidden pods - kube-system',
    'am I forbidden to list pods in kube-system?',
    null,
  ),
  one(
    'not logged in',
    'error: You must be logged in to the server (Unauthorized)',
    'refusal Unauthorized - - -',
    'do I have to be logged in to the server?',
    null,
  ),
  one(
    'unauthorised',
    'Error from server (Unauthorized): Unauthorized',
    'refusal Unauthorized - - -',
    'Unauthorized',
    null,
  ),
  one(
    'another refusal',
    'Error from server (InternalError): an error on the server',
    'refusal other - - -',
    'an error on the server',
    null,
  ),
  one(
    'no such kind',
    'error: the server doesn\'t have a resource type "nodenetworkconfigs"',
    'no-such-kind nodenetworkconfigs',
    'what is a resource type?',
    null,
  ),
  one(
    'no such kind, with a phone’s quotes',
    'error: the server doesn’t have a resource type “nnc”',
    'no-such-kind nodenetworkconfigs',
    'the server is slow',
    null,
  ),
  one(
    'nothing found',
    'No resources found in kube-system namespace.',
    'none - - kube-system',
    'no resources found, why?',
    null,
  ),
  one(
    'no Cilium',
    '$ kubectl get pods -n kube-system -l k8s-app=cilium\nNo resources found in kube-system namespace.',
    'none cilium pods kube-system',
    'Cilium pods not found',
    null,
  ),
  one(
    'no kube-proxy',
    'root@box:~# kubectl get pods -n kube-system -l component=kube-proxy\nNo resources found in kube-system namespace.',
    'none kube-proxy pods kube-system',
    'no kube-proxy found here',
    null,
  ),
  one('nothing found at all', 'No resources found', 'none - - -', 'No resources found in the lesson about this', null),
  one(
    'time-out',
    'Unable to connect to the server: dial tcp 20.50.1.2:443: i/o timeout',
    'unreachable timeout',
    'I am unable to connect to the server',
    null,
  ),
  one(
    'no such host',
    'Unable to connect to the server: dial tcp: lookup aks-1.hcp.westeurope.azmk8s.io on 8.8.8.8:53: no such host',
    'unreachable name',
    'is there no such host?',
    null,
  ),
  one(
    'x509',
    'Unable to connect to the server: x509: certificate signed by unknown authority',
    'unreachable certificate',
    'what is x509?',
    null,
  ),
  one(
    'refused',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'unreachable refused',
    'the connection was refused',
    null,
  ),
];

/** Columns of jsonpath, descriptions, YAML and JSON. */
export const objects: readonly PastedCase[] = [
  one(
    'blocks',
    names.map((name, at) => `${name}\t10.244.${at}.0/24`).join('\n'),
    'blocks 10.244.0.0/24 10.244.1.0/24 10.244.2.0/24',
    'is 10.244.0.0/24 a block?',
    null,
  ),
  one(
    'blocks, with blanks for the tab',
    `${name0}  10.244.0.0/24\n${name1}  10.244.1.0/24`,
    'blocks 10.244.0.0/24 10.244.1.0/24',
    `${name0}  10.244.0.0/2\n4`,
    null,
  ),
  one('an empty column', three(''), 'blocks - - -', 'web\napi\n', null),
  one('an empty column without its tabs', `${podCidrs}\n${names.join('\n')}`, 'blocks - - -', names.join('\n'), null),
  one(
    'an empty column of Windows',
    'akswin000000\t\nakswin00000a\t',
    'blocks - -',
    'akscluster\t\naksnetworking\t',
    null,
  ),
  one('one node of an empty column', `${podCidrs}\n${name0}`, 'blocks -', 'akscluster', null),
  one(
    'annotations',
    three(
      '{"csi.volume.kubernetes.io/nodeid":"{\\"disk.csi.azure.com\\":\\"x\\"}","node.alpha.kubernetes.io/ttl":"0"}',
    ),
    'annotations 2 2 2',
    three('{"csi.volume.kubernetes.io/nodeid":"x'),
    null,
  ),
  one(
    'annotations as Go prints them',
    three('map[csi.volume.kubernetes.io/nodeid:{"disk.csi.azure.com":"x"} node.alpha.kubernetes.io/ttl:0]'),
    'annotations 2 2 2',
    'map[string]string',
    null,
  ),
  one(
    'a node described',
    describedNode('PodCIDR:                      10.244.0.0/24\n'),
    'nodes 10.224.0.4 blocks=10.244.0.0/24',
    'Name: Alice\nhello there',
    null,
  ),
  one(
    'a node described without a block',
    describedNode(''),
    'nodes 10.224.0.4 blocks=none',
    describedNode('').split('\n').slice(0, 14).join('\n'),
    'nodes 10.224.0.4 cut',
  ),
  one(
    'a node described, wrapped',
    describedNode('').replace('InternalIP:  10.224.0.4', 'InternalIP:  10.224.\n0.4'),
    'unread wrapped',
    describedNode(''),
    'nodes 10.224.0.4 blocks=none',
  ),
  one(
    'a Pod that no sandbox was made for',
    describedPod(
      'FailedCreatePodSandBox  5s    kubelet            Failed to create pod sandbox: plugin type="azure-vnet" failed',
    ),
    ['pods - * Pending', 'complaint sandbox-cni'],
    'What does FailedCreatePodSandBox mean?',
    null,
  ),
  one(
    'a sandbox without its image',
    describedPod(
      'FailedCreatePodSandBox  5s    kubelet            Failed to create pod sandbox: rpc error: failed to get sandbox image "pause:3.6"',
    ),
    ['pods - * Pending', 'complaint sandbox'],
    'why is it FailedCreatePodSandBox in my events',
    null,
  ),
  one(
    'a Pod without an address left',
    describedPod(
      'FailedCreatePodSandBox  5s    kubelet            failed to allocate for range 0: no IP addresses available in range set: 10.244.0.1-10.244.0.254',
    ),
    ['pods - * Pending', 'complaint no-addresses'],
    'no IP addresses are left, why?',
    null,
  ),
  one(
    'a Pod without a node',
    describedPod(
      'FailedScheduling        5s    default-scheduler  0/3 nodes are available: 3 Too many pods. preemption: 0/3',
    ),
    ['pods - * Pending', 'complaint too-many-pods 3 3'],
    'can a node have too many pods?',
    null,
  ),
  one(
    'a node in YAML',
    yamlNode('  podCIDR: 10.244.0.0/24\n'),
    'nodes 10.224.0.4 blocks=10.244.0.0/24',
    yamlNode('  podCIDR: 10.244.0.0/2\n4\n'),
    'unread broken',
  ),
  one('a node in YAML without a block', yamlNode(''), 'nodes 10.224.0.4 blocks=none', 'kind: of overlay?', null),
  one('a Pod in YAML', yamlPod, 'pods - * 10.244.0.12', yamlPod.replace('Running', 'Runn\ning'), 'unread broken'),
  one(
    'a list in YAML',
    `apiVersion: v1\nitems:\n${[yamlPod, yamlPod].map((pod) => `- ${pod.trimEnd().replaceAll('\n', '\n  ')}`).join('\n')}\nkind: List\nmetadata:\n  resourceVersion: ""\n`,
    'pods - * 10.244.0.12 10.244.0.12',
    'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n',
    'objects object 0',
  ),
  one(
    'two kinds in a list',
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonOf('Pod', 'web'), jsonOf('Service', 'web')] }),
    ['pods - * Running', 'objects Service 1'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonOf('Pod', 'web'), jsonOf('Pod', 'db')] }),
    'pods - * Running Running',
  ),
  one(
    'Secrets in JSON',
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonOf('Secret', 'a')] }, null, 4),
    ['objects Secret 1', 'secret Secret'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [jsonOf('ConfigMap', 'a')] }, null, 4),
    'configmap a',
  ),
  one(
    'a Secret in compact JSON',
    JSON.stringify({ apiVersion: 'v1', ...jsonOf('Secret', 'a') }),
    ['objects Secret 1', 'secret Secret'],
    JSON.stringify({ apiVersion: 'v1', ...jsonOf('Service', 'a') }),
    'objects Service 1',
  ),
  one(
    'a service principal',
    '{\n  "appId": "a",\n  "displayName": "b",\n  "password": "giraffe~giraffe",\n  "tenant": "c"\n}',
    'secret password',
    '{\n  "appId": "a",\n  "displayName": "b",\n  "tenant": "c"\n}',
    null,
  ),
  one(
    'the passwords of a registry',
    JSON.stringify({ passwords: [{ name: 'password', value: 'giraffe+giraffe' }], username: 'a' }, null, 2),
    'secret password',
    JSON.stringify({ passwords: [], username: 'a' }, null, 2),
    null,
  ),
  one(
    'a ConfigMap in YAML',
    `apiVersion: v1\ndata:\n  a: |\n    x: [\n\n    y\nkind: ConfigMap\nmetadata:\n  name: ${networkmonitor}\n`,
    `configmap ${networkmonitor}`,
    'apiVersion: v1',
    null,
  ),
  one(
    'a NetworkPolicy in YAML',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n  podSelector: {}\n',
    'objects NetworkPolicy 1',
    'what is kind: NetworkPolicy?',
    null,
  ),
  one(
    'nodes in JSON',
    JSON.stringify({ apiVersion: 'v1', kind: 'NodeList', items: recordedList('kubenet', 'nodes') }),
    `nodes ${ready} blocks=10.244.0.0/24`,
    '{"hello": "world"}',
    null,
  ),
  one(
    'JSON that breaks off',
    '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": {',
    'unread broken',
    '{ is a brace',
    null,
  ),
];

/** Connections that failed, and complaints of Azure. */
export const connections: readonly PastedCase[] = [
  one(
    'curl, time-out',
    'curl: (28) Connection timed out after 5001 milliseconds',
    'curl timeout',
    'what is curl exit code 28?',
    null,
  ),
  one('curl, name', 'curl: (6) Could not resolve host: example.com', 'curl name', 'curl cannot resolve, why?', null),
  one(
    'curl, refused',
    'curl: (7) Failed to connect to 10.0.0.1 port 80 after 0 ms: Connection refused',
    'curl refused',
    'curl: what is it?',
    null,
  ),
  one(
    'curl, time-out of the name',
    'curl: (28) Resolving timed out after 5000 milliseconds',
    'curl name-timeout',
    'resolving takes long',
    null,
  ),
  one(
    'curl inside of a question',
    'I get curl: (28) Connection timed out after 5 s from my Pod, why?',
    'curl timeout',
    'I get curl: (28), why?',
    null,
  ),
  one(
    'curl, reset in the handshake',
    'curl: (35) Recv failure: Connection reset by peer',
    'curl broken-off',
    'curl: (35) SSL certificate problem: unable to get local issuer certificate',
    'curl certificate',
  ),
  one(
    'curl, certificate',
    'curl: (60) SSL certificate problem: self-signed certificate',
    'curl certificate',
    'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to a.example:443',
    'curl broken-off',
  ),
  one(
    'curl, a failed connection',
    'curl: (7) Failed to connect to 10.0.0.1 port 80 after 3 ms: Permission denied',
    'curl other',
    'curl: (7) Failed to connect to 10.0.0.1 port 80 after 3 ms: Connection refused',
    'curl refused',
  ),
  one(
    'curl, an answer that stopped',
    'curl: (28) Operation timed out after 5001 milliseconds with 512 bytes received',
    'curl broken-off',
    'curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received',
    'curl timeout',
  ),
  one(
    'curl, no answer, wrapped',
    'curl: (28) Operation timed out after 5001 milliseconds with\n 0 bytes received',
    'curl timeout',
    'curl: (28) Operation timed out after 5001 milliseconds with',
    null,
  ),
  one('wget', 'wget: download timed out', 'wget timeout', 'my download timed out', null),
  one('wget, name', "wget: bad address 'example.com'", 'wget name', 'is this a bad address?', null),
  one(
    'ping',
    'PING 8.8.8.8 (8.8.8.8): 56 data bytes\n\n--- 8.8.8.8 ping statistics ---\n4 packets transmitted, 0 packets received, 100% packet loss',
    'ping timeout',
    '4 packets transmitted, 4 packets received, 0% packet loss',
    null,
  ),
  one('ping, name', 'ping: bad address "web"', 'ping name', 'ping does not work', null),
  one(
    'nslookup, time-out',
    ';; connection timed out; no servers could be reached',
    'nslookup name-timeout',
    'no servers could be reached',
    null,
  ),
  one(
    'nslookup, name',
    "Server:    10.0.0.10\nAddress:   10.0.0.10:53\n\n** server can't find web.student-07.svc.cluster.local: NXDOMAIN",
    'nslookup no-such-name',
    'what is NXDOMAIN?',
    null,
  ),
  one(
    'dig',
    ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1',
    'dig no-such-name',
    ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1',
    null,
  ),
  one('nc', 'nc: connect to 10.0.0.1 port 80 (tcp) failed: Connection timed out', 'nc timeout', 'nc hangs', null),
  one(
    'a subnet without room',
    'ERROR: (SubnetIsFull) Pre-allocated IPs 93 exceeds IPs available 59 in Subnet Cidr 10.1.0.0/26',
    'complaint subnet-full 93 59',
    'are IPs pre-allocated in a Subnet Cidr?',
    null,
  ),
  one(
    'a small subnet',
    'Code: InsufficientSubnetSize\nMessage: …',
    'complaint subnet-small',
    'is my subnet too small?',
    null,
  ),
  one(
    'a reason of Azure',
    'Warning  IPsExhausted  5s  azure-cns  no address left',
    'complaint no-addresses',
    'what is IPsExhausted?',
    null,
  ),
  one(
    'a node without its CNI',
    'message:Network plugin returns error: cni plugin not initialized',
    'complaint cni-missing',
    'what does cni plugin not initialized mean?',
    null,
  ),
  one(
    'no addresses, in a message',
    'failed to allocate for range 0: no IP addresses available in range set: 10.244.0.1-10.244.0.254',
    'complaint no-addresses',
    'is there no IP addresses available in range set message on Azure?',
    null,
  ),
  one(
    'full nodes',
    '0/3 nodes are available: 3 Too many pods.',
    'complaint too-many-pods 3 3',
    'how many pods are too many?',
    null,
  ),
  one(
    'full nodes among other reasons',
    '0/4 nodes are available: 1 node(s) had untolerated taint {a: b}, 3 Too many pods.',
    'complaint too-many-pods 4 3',
    '0/4 nodes are available: 4 Insufficient cpu.',
    'complaint unschedulable',
  ),
  one('a question', `${question}\n${nodes('overlay-cilium')}`, `nodes ${ready}`, question, null),
];

/** All of them. */
export const pastedCases: readonly PastedCase[] = [...tables, ...messages, ...objects, ...connections];
