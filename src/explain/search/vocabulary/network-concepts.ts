/**
 * The field's concepts, and the English words and phrases for each. A name with a plus is made of parts, each a concept
 * too: whoever asks for a node subnet also says "node" and "subnet". A word may stand for several concepts. Slips of
 * the fingers are not listed, the reader knows them.
 */
export const networkConcepts: Readonly<Record<string, string>> = {
  pod: 'pod, container, workload, app, replica',
  node: 'node, machine, server, host, vmss, worker, box, computer',
  vm: 'vm, vms, virtual machine, machine, server, computer',
  cluster: 'cluster, setup, environment, installation',
  pool: 'pool',
  'node+pool': 'node pool, nodepool, agent pool, agentpool',
  address: 'address, ip, ips, ip address, ip addr, ipaddress',
  ipv6: 'ipv6, v6, ip6',
  'dual+stack': 'dual stack, dualstack, two families, both families, address family, address families',
  range:
    'range, cidr, address range, ip range, address block, ip block, prefix, address prefix, address space, ip space',
  block: 'block, chunk, slice, ipblock',
  mask: 'mask, netmask, subnet mask, notation, slash',
  subnet: 'subnet, subnetwork, sub net, sub network',
  vnet: 'vnet, virtual network, v net',
  'pod+range':
    'pod cidr, podcidr, pod range, pod block, pod address range, pod ip range, pod address space, pod network',
  'pod+range+field': 'spec podcidr, podcidr column, podcidr field, pod cidr column, pod cidr field, podcidrs',
  'service+range': 'service cidr, service range, services range, service address range, service ip range',
  'service+range+object': 'servicecidr, servicecidr object',
  'cilium+network+policy': 'ciliumnetworkpolicy, cilium network policy, cnp',
  'node+subnet':
    'node subnet, nodesubnet, traditional azure cni, azure cni traditional, traditional cni, classic azure cni, classic cni, legacy azure cni, old azure cni, traditional, flat network',
  'pod+subnet':
    'pod subnet, podsubnet, dynamic ip allocation, dynamic allocation, static block, static block allocation',
  overlay: 'overlay, azure cni overlay, cni overlay, overlay network, separate pod range',
  kubenet: 'kubenet, kube net, basic networking, old plugin',
  cilium: 'cilium, powered by cilium',
  'cilium+agent': 'cilium agent, cilium pod, cilium daemonset, k8s app cilium, agent, cilium operator',
  daemonset: 'daemonset, daemon set',
  calico: 'calico',
  npm: 'npm, azure npm, azure network policy manager, network policy manager',
  plugin: 'plugin, plug in, cni, cni plugin, container network interface',
  own: 'byo, bring your own, by myself, yourself, by hand, myself, my own, of one own, self installed',
  model:
    'model, networking model, network model, networking mode, network mode, network option, flavour, flavor, variant, network type',
  'data plane':
    'data plane, dataplane, datapath, data path, moves packets, move packets, move the packets, forward packets',
  'kube proxy': 'kube proxy, kubeproxy, component kube proxy',
  mode: 'mode, proxy mode',
  iptables: 'iptables, ip tables, ip table, iptable, linux packet rules, packet rules, rule chains, netfilter, chains',
  ipvs: 'ipvs',
  nftables: 'nftables, nft',
  ebpf: 'ebpf, bpf, e bpf',
  kernel: 'kernel',
  service: 'service, svc, cluster ip, clusterip, virtual ip, vip',
  'load balancing':
    'load balancing, loadbalancing, load balance, load balancer, loadbalancer, spread, distribute, which pod gets, which replica gets, chooses the pod, picks the pod, gets the request',
  route: 'route, routing table, udr, user defined route, user defined routing, next hop',
  'route+table': 'route table, routing table',
  nat: 'nat, snat, network address translation, address translation, masquerade, masquerading, translate, source nat',
  source:
    'source address, source ip, sender, real sender, client ip, other side see, rewritten, swapped, changes the sender',
  outside:
    'outside, internet, external, website, web site, google, github, public site, web, outside world, on prem, on premises',
  egress: 'egress, outgoing, outbound, out of the cluster, leave the cluster, go out, goes out, get out, gets out',
  ingress: 'ingress, incoming, inbound',
  traffic: 'traffic, packet, request, connection',
  reach:
    'reach, reachable, talk, connect, connection, call, contact, communicate, ping, curl, open a connection, access, get to, come to, routable, accessible',
  direct: 'directly, direct',
  'reach+outside':
    'connection timed out, connection time out, operation timed out, failed to connect, connect timeout, time out, timeout, timed out, no route to host, network is unreachable, i o timeout, deadline exceeded, connection refused, wget, no internet',
  dns: 'dns, name resolution, resolve, resolver, nameserver, name server, coredns, port 53, nslookup, dig, could not resolve, cannot resolve, could not resolve host, no such host, bad address, lookup, host name, hostname, fqdn, domain name, names do not, name or service not known, temporary failure in name resolution, nxdomain, servfail, no servers could be reached, resolve host',
  'local dns': 'local dns, localdns, node local dns, nodelocal dns, dns cache',
  policy: 'policy, rule, networkpolicy rule',
  'network+policy': 'network policy, networkpolicy, netpol, np, policy, network policies, networkpolicies',
  engine: 'engine, policy engine, enforcer, enforce, enforces, enforced, apply policies, takes care of policies',
  'policy range': 'ipblock, ip block, cidr in policy, to cidr',
  layer7: 'l7, layer 7, http path, http rules, fqdn filtering, fqdn, host name, hostname, domain, dns based rules',
  acns: 'acns, advanced container networking services, container networking services, container network security',
  encrypt: 'encrypt, encryption, wireguard, wire guard, mtls, tls, ipsec',
  observe:
    'observability, observe, hubble, flow log, flows, monitor traffic, see traffic, see dropped, see packets, watch traffic, see who talks, which pod talks, metrics',
  drop: 'drop, dropped, block, blocked, deny, denied, refuse, filter, forbid, stop traffic',
  nsg: 'nsg, network security group, security group, security rule, firewall, firewall rule, azure rule',
  'host network': 'host network, hostnetwork, hostnetwork pod, host networking',
  'kube system': 'kube system, system namespace, system pods, system pod, kubesystem',
  'node+config': 'nodenetworkconfig, node network config, nnc, nodenetworkconfigs, azure cns, cns',
  configmap: 'configmap, config map, cm',
  networkmonitor:
    'azure cni networkmonitor, networkmonitor, network monitor, cni networkmonitor, azure cni network monitor',
  annotation: 'annotation, notes on the node, notes on the object',
  label: 'label, tag, podnetwork type, label selector',
  'node+addresses': 'internal ip, internalip, node ip, node ips, node address',
  'pod+addresses': 'pod ip, pod ips, pod address, podip',
  'private+cluster':
    'private cluster, private aks, private aks cluster, cluster private, cluster is private, not public, isnt public, private api, hide the control plane, hide the api server',
  private: 'private, hidden',
  public: 'public, publicly',
  'api server':
    'api server, apiserver, control plane, kube apiserver, api endpoint, server name, master, azmk8s, kubernetes api, azmk8s io, hcp',
  'private endpoint':
    'private endpoint, privatelink, private link, private dns zone, api server vnet integration, dns zone',
  'way in':
    'jump, jump box, jumpbox, jump host, jumphost, bastion, vpn, expressroute, express route, peering, from home, from my laptop, from outside the vnet, command invoke, run command, unable to connect to the server, unable to connect',
  kubectl: 'kubectl, kubectl command',
  secure:
    'secure, security, attack, attacker, attack surface, protect, sensitive, stole, stolen, hack, hacker, production, compliance',
  windows: 'windows, microsoft server, windows server, net framework, windows container',
  linux: 'linux, ubuntu',
  automatic:
    'aks automatic, automatic, automatic cluster, auto provisioning, node auto provisioning, already configured, adds machines by itself, everything set up',
  reserve:
    'reserve, reserved, keep for itself, keeps for itself, usable, first address, last address, very first ip, last ip, azure keep, azure keeps, take away',
  preallocate:
    'pre allocate, preallocate, pre allocated, preallocated, in advance, up front, before pods start, already taken',
  exhaust:
    'exhaust, exhaustion, run out, runs out, ran out, used up, use up, uses up, eat, full, no more free, no free, not enough, insufficient, subnetisfull, insufficientsubnetsize, capacity, exceeds, consume, consumption, waste, occupy, gone already, not enough capacity',
  plan: 'plan, planning, design',
  formula:
    'formula, calculate, calculation, compute, how many ips do i need, how many addresses do i need, how many ips should, how many addresses should, need how many, ips needed, addresses needed, how many ips for, do the maths, math',
  surge: 'surge, max surge, upgrade node, extra node during upgrade, surge node',
  overlap: 'overlap, overlapping, collide, conflict, intersect, same as another range, clash',
  scale: 'scalability, scalable, scale, scales, scaling, grow well, grows well',
  grow: 'grow, growth, expand, expansion, extend, enlarge, bigger, larger, increase, widen, add another range, add a range, make larger, make bigger, too small',
  fit: 'fit, fits, enough, large enough, big enough, size, how big, how large',
  'pods+per+node':
    'max pods, maxpods, max pods per node, pods per node, pods on a node, pods on one node, pods can run on a node, too many pods, containers per machine, pods per machine, pods on each node, pods on every node, pod limit per node',
  migrate:
    'migrate, migration, change model, change the model, change later, changed later, switch model, switch, convert, move to, upgrade to, go back, wrong model, change to, reimage, reimaged, change afterwards, can be changed, revert, from kubenet to, final choice',
  retire:
    'retire, retirement, deprecate, deprecated, deprecation, end of life, eol, end of support, dead, obsolete, sunset, supported until, still supported, still alive, kept alive, discontinued, stop working, until when, how long can we keep, last day, removed by, phased out, support end',
  advise:
    'recommend, recommended, recommendation, advise, advised, advice, best practice, suggest, default choice, should choose, should i choose, should i pick, should new, which one to choose, preferred, choose, good choice, best choice, right choice',
  feature: 'feature, add, provide, offer, capability, functionality, advantage, benefit, bring, included',
  better: 'better, advantage, benefit, faster, quicker, performance, speed, pro, win, worth, good about, fast',
  drawback: 'disadvantage, drawback, downside, con, bad about, cost, weakness',
  replace: 'replace, replacement, instead, in place of, take over, supersede, substitute, swap out',
  exercise:
    'exercise, lab, workshop, objective, goal, learn, find out today, know at the end, task, assignment, next step',
  deploy:
    'deploy, create, create resource, create anything, apply a manifest, install, set up, build, break the cluster, break something',
  namespace: 'namespace',
  drawing: 'diagram, drawing, picture, colour, color, figure, graphic',
  absent:
    'missing, absent, gone, no resources found, not found, notfound, does not exist, doesnt exist, not exist, not there, there are no, there is no, no pods, disappeared, removed, cannot find, cant find, i see no, see no, exists or not, nothing there, doesnt have a resource, does not have a resource',
  forbidden:
    'forbidden, cannot list, cannot get, not allowed to, unauthorized, no permission, permission denied, cannot list resource, 403',
  hand: 'assign, allocate, hand out, hands out, handed, give, given, distribute addresses, where do pods get, get their, get an address, ipam, come from, comes from, who gives',
};
