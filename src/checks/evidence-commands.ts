/** The commands that show what the findings rest on; `student-XX` stands for the student's namespace. */
export const evidenceCommands = {
  nodes: 'kubectl get nodes -o wide',
  ownPods: 'kubectl get pods -n student-XX -o wide',
  ciliumPods: (namespace: string) => `kubectl get pods -n ${namespace} -l k8s-app=cilium -o wide`,
  ciliumSet: (namespace: string) => `kubectl get daemonset -n ${namespace} cilium`,
  proxyPods: 'kubectl get pods -n kube-system -l component=kube-proxy',
  daemonSets: 'kubectl get daemonsets -n kube-system',
  annotations:
    'kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.metadata.annotations}{"\\n"}{end}\'',
  podCidrs: 'kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.podCIDR}{"\\n"}{end}\'',
  configs:
    'kubectl get nodenetworkconfigs -n kube-system -o custom-columns=NODE:.metadata.name,CIDR:.status.networkContainers[*].primaryIP',
  ciliumNodes: 'kubectl get ciliumnodes',
} as const;
