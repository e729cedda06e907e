/**
 * The field's concepts, and the English words and phrases for each. A name with a plus is made of parts, each a concept
 * too: whoever asks for a node subnet also says "node" and "subnet". A word may stand for several concepts. Slips of
 * the fingers are not listed, the reader knows them.
 */
export const networkConcepts: Readonly<Record<string, string>> = {
  pod: 'pod, container, workload, app, replica, containers in it, workloads, applications, microservice',
  node: 'node, machine, server, host, vmss, worker, box, computer, worker node, worker machine, nodes vm, virtual machine scale set',
  vm: 'vm, vms, virtual machine, machine, server, computer, virtual server, virtual box',
  cluster: 'cluster, setup, environment, installation',
  pool: 'pool',
  'node+pool': 'node pool, nodepool, agent pool, agentpool',
  address: 'address, ip, ips, ip address, ip addr, ipaddress',
  ipv6: 'ipv6, v6, ip6',
  'dual+stack': 'dual stack, dualstack, two families, both families, address family, address families',
  range:
    'range, cidr, address range, ip range, address block, ip block, prefix, address prefix, address space, ip space, range of addresses, ip addresses range, address pool, network range, range of ips, piece of the range, slice of the range, chunk of the range',
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
  plugin:
    'plugin, plug in, cni, cni plugin, container network interface, network plugin, networkplugin, network plug in',
  own: 'byo, bring your own, by myself, yourself, by hand, myself, my own, of one own, self installed, bring my own, bring our own, our own plugin, own plugin, third party plugin, self managed',
  model:
    'model, networking model, network model, networking mode, network mode, network option, flavour, flavor, variant, network type, kinds of networking, kind of networking, kind of network, ways of networking, networking kinds, types of network, types of networking, network setups, networking modes',
  'data plane':
    'data plane, dataplane, datapath, data path, moves packets, move packets, move the packets, forward packets',
  'kube proxy': 'kube proxy, kubeproxy, component kube proxy',
  mode: 'mode, proxy mode',
  iptables:
    'iptables, ip tables, ip table, iptable, linux packet rules, packet rules, rule chains, netfilter, chains, list of rules, forwarding rules, rule list, iptables list, long lists of rules, lists of rules, rules in linux, linux firewall',
  ipvs: 'ipvs',
  nftables: 'nftables, nft',
  ebpf: 'ebpf, bpf, e bpf, programs in the kernel, programs inside the kernel, program in the kernel, kernel programs',
  kernel: 'kernel, linux core, operating system core, core of linux',
  service: 'service, svc, cluster ip, clusterip, virtual ip, vip',
  'load balancing':
    'load balancing, loadbalancing, load balance, load balancer, loadbalancer, spread, distribute, which pod gets, which replica gets, chooses the pod, picks the pod, gets the request, shares the load, share the load, spreads requests, picks one of the pods, which pod answers, distributes',
  route: 'route, routing table, udr, user defined route, user defined routing, next hop',
  'route+table': 'route table, routing table',
  nat: 'nat, snat, network address translation, address translation, masquerade, masquerading, translate, source nat, swap the sender, swaps the sender, changed sender, replace the sender, rewrites the address, hide behind',
  source:
    'source address, source ip, sender, real sender, client ip, other side see, rewritten, swapped, changes the sender, which ip does, whose ip, whose address, ip does the server see, ip in the log, address in the log, see in its log, shows up in the log',
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
  dns: 'dns, name resolution, resolve, resolver, nameserver, name server, coredns, port 53, nslookup, dig, could not resolve, cannot resolve, could not resolve host, no such host, bad address, lookup, host name, hostname, fqdn, domain name, names do not, name or service not known, temporary failure in name resolution, nxdomain, servfail, no servers could be reached, resolve host, turns names into addresses, names into addresses, name to address, translate names, look up names, name lookup, resolving names, resolves names, getaddrinfo, enotfound, eai again, unknown host, unknownhostexception, host not found, name lookups, lookups of names, unable to resolve, server misbehaving, query refused',
  'local dns': 'local dns, localdns, node local dns, nodelocal dns, dns cache',
  policy: 'policy, rule, networkpolicy rule',
  'network+policy':
    'network policy, networkpolicy, netpol, np, policy, network policies, networkpolicies, pod firewall, firewall between pods, firewall for pods, isolate pods, traffic rules, keep from being contacted, only the backend, only my backend, only the frontend, only certain pods, may contact, separate pods, shield pods, lock down pods, protect my pod, protect a pod',
  engine: 'engine, policy engine, enforcer, enforce, enforces, enforced, apply policies, takes care of policies',
  'policy range': 'ipblock, ip block, cidr in policy, to cidr, 0.0.0.0 0, to all addresses in a policy',
  layer7: 'l7, layer 7, http path, http rules, fqdn filtering, fqdn, host name, hostname, domain, dns based rules',
  acns: 'acns, advanced container networking services, container networking services, container network security, paid extra, paid add on, extra that costs, paid features',
  encrypt:
    'encrypt, encryption, wireguard, wire guard, mtls, tls, ipsec, encrypting, encrypted, unreadable, read the traffic, listen in, eavesdrop, in plain text, cleartext',
  observe:
    'observability, observe, hubble, flow log, flows, monitor traffic, see traffic, see dropped, see packets, watch traffic, see who talks, which pod talks, metrics, who talks to whom, who talks with whom, talked with, who speaks with whom, speaks with whom, see who talks, traffic map, network traffic graph, dropped packets',
  drop: 'drop, dropped, block, blocked, deny, denied, refuse, filter, forbid, stop traffic, reject, rejected, cut off, cancelled, thrown away',
  nsg: 'nsg, network security group, security group, security rule, firewall, firewall rule, azure rule, packet filter of azure, azures own packet filter, azure packet filter, azure firewall rules, own packet filter',
  'host network':
    'host network, hostnetwork, hostnetwork pod, host networking, number of the machine itself, address of the machine itself, same as the node, address of its node, ip of its node, own node ip',
  'kube system': 'kube system, system namespace, system pods, system pod, kubesystem',
  'node+config':
    'nodenetworkconfig, node network config, nnc, nodenetworkconfigs, azure cns, cns, set aside for it, azure set aside, record of the addresses, writes down the addresses, wrote down the addresses',
  configmap: 'configmap, config map, cm',
  networkmonitor:
    'azure cni networkmonitor, networkmonitor, network monitor, cni networkmonitor, azure cni network monitor',
  annotation: 'annotation, notes on the node, notes on the object',
  label: 'label, tag, podnetwork type, label selector',
  'node+addresses': 'internal ip, internalip, node ip, node ips, node address',
  'pod+addresses': 'pod ip, pod ips, pod address, podip',
  'private+cluster':
    'private cluster, private aks, private aks cluster, cluster private, cluster is private, not public, isnt public, private api, hide the control plane, hide the api server, closed cluster, locked down cluster, hidden cluster, isolated cluster, hidden control plane, hidden api server, hidden master, private control plane, private master, private api server',
  private: 'private, hidden',
  public: 'public, publicly',
  'api server':
    'api server, apiserver, control plane, kube apiserver, api endpoint, server name, master, azmk8s, kubernetes api, azmk8s io, hcp, kubernetes master, management endpoint, kube api, api endpoint',
  'private endpoint':
    'private endpoint, privatelink, private link, private dns zone, api server vnet integration, dns zone, from our own subnet, from our subnet, in our own subnet, ip of our vnet, inner address of the api server',
  'way in':
    'jump, jump box, jumpbox, jump host, jumphost, bastion, vpn, expressroute, express route, peering, from home, from my laptop, from outside the vnet, command invoke, run command, unable to connect to the server, unable to connect, from our office, from the office, stepping stone, connect from home, from my notebook, notebook at home',
  kubectl: 'kubectl, kubectl command',
  secure:
    'secure, security, attack, attacker, attack surface, protect, sensitive, stole, stolen, hack, hacker, production, compliance, safe, safer, unsafe, stolen kubeconfig, threat',
  windows:
    'windows, microsoft server, windows server, net framework, windows container, microsoft nodes, windows machines, ms windows',
  linux: 'linux, ubuntu',
  automatic:
    'aks automatic, automatic, automatic cluster, auto provisioning, node auto provisioning, already configured, adds machines by itself, everything set up',
  reserve:
    'reserve, reserved, keep for itself, keeps for itself, usable, first address, last address, very first ip, last ip, azure keep, azure keeps, take away, azure reserves, azure takes, azure uses for itself, keep for itself, keeps back, not usable, usable ips, usable addresses, free addresses in a',
  preallocate:
    'pre allocate, preallocate, pre allocated, preallocated, in advance, up front, before pods start, already taken, before anything runs, even if nothing runs, even if nothing is running, ahead of time, beforehand',
  exhaust:
    'exhaust, exhaustion, run out, runs out, ran out, used up, use up, uses up, eat, full, no more free, no free, not enough, insufficient, subnetisfull, insufficientsubnetsize, capacity, exceeds, consume, consumption, waste, occupy, gone already, not enough capacity, run out of, running out, no addresses left, no available addresses, no ips left, no ip left, no free addresses, addresses left, no more addresses, no more ips, out of addresses, out of ips',
  plan: 'plan, planning, design',
  formula:
    'formula, calculate, calculation, compute, how many ips do i need, how many addresses do i need, how many ips should, how many addresses should, need how many, ips needed, addresses needed, how many ips for, do the maths, math, add up addresses, multiply, sum of addresses, work out how many, calculate addresses, number of ips needed',
  surge: 'surge, max surge, upgrade node, extra node during upgrade, surge node',
  overlap: 'overlap, overlapping, collide, conflict, intersect, same as another range, clash',
  scale:
    'scalability, scalable, scale, scales, scaling, grow well, grows well, thousands of containers, thousands of pods, thousands of machines, very large cluster',
  grow: 'grow, growth, expand, expansion, extend, enlarge, bigger, larger, increase, widen, add another range, add a range, make larger, make bigger, too small, enlarge, enlarged, made bigger, made larger, get bigger, get larger, become bigger, stretch, extension, larger later, shrink, smaller again',
  fit: 'fit, fits, enough, large enough, big enough, size, how big, how large',
  'pods+per+node':
    'max pods, maxpods, max pods per node, pods per node, pods on a node, pods on one node, pods can run on a node, too many pods, containers per machine, pods per machine, pods on each node, pods on every node, pod limit per node, too many pods, pods fit on a node, pods fit on one node, pods per machine, pods per server, containers per node, pods per vm, containers on one machine',
  migrate:
    'migrate, migration, change model, change the model, change later, changed later, switch model, switch, convert, move to, upgrade to, go back, wrong model, change to, reimage, reimaged, change afterwards, can be changed, revert, from kubenet to, final choice, change it later, change the network later, change afterwards, move away from, swap the model, change our mind, way back, decide again',
  retire:
    'retire, retirement, deprecate, deprecated, deprecation, end of life, eol, end of support, dead, obsolete, sunset, supported until, still supported, still alive, kept alive, discontinued, stop working, until when, how long can we keep, last day, removed by, phased out, support end, switched off, turned off, shut down, goes away, ends support, run out of support, end date, will be removed',
  advise:
    'recommend, recommended, recommendation, advise, advised, advice, best practice, suggest, default choice, should choose, should i choose, should i pick, should new, which one to choose, preferred, choose, good choice, best choice, right choice, which one should, which should i take, what should i take, what should we take, best model, ideal, what would you pick, would you pick, would you take, would you choose, brand new cluster, new project, start with today, which model today, nowadays, today recommended, state of the art',
  feature: 'feature, add, provide, offer, capability, functionality, advantage, benefit, bring, included',
  better: 'better, advantage, benefit, faster, quicker, performance, speed, pro, win, worth, good about, fast',
  drawback: 'disadvantage, drawback, downside, con, bad about, cost, weakness',
  replace:
    'replace, replacement, instead, in place of, take over, supersede, substitute, swap out, takes over the job, took over, takes over, took its place, does the job of',
  exercise:
    'exercise, lab, workshop, objective, goal, learn, find out today, know at the end, task, assignment, next step, course goal, supposed to learn, what should i know, lesson, practical, training, tutorial',
  deploy:
    'deploy, create, create resource, create anything, apply a manifest, install, set up, build, break the cluster, break something',
  namespace: 'namespace',
  drawing: 'diagram, drawing, picture, colour, color, figure, graphic',
  absent:
    'missing, absent, gone, no resources found, not found, notfound, does not exist, doesnt exist, not exist, not there, there are no, there is no, no pods, disappeared, removed, cannot find, cant find, i see no, see no, exists or not, nothing there, doesnt have a resource, does not have a resource, no such resource, empty list, empty result, not listed, not in the list, not visible in the list, vanished, returns nothing, prints nothing, finds nothing',
  forbidden:
    'forbidden, cannot list, cannot get, not allowed to, no permission, permission denied, cannot list resource, 403, not permitted, am not permitted, no right to, lack of permission, not have permission, missing permission, cannot get resource, cannot watch, not have access',
  hand: 'assign, allocate, hand out, hands out, handed, give, given, distribute addresses, where do pods get, get their, get an address, ipam, come from, comes from, who gives, where do the addresses come from, who assigns, who allocates, assigned by, allocated by, gets its address, get an ip, gets an ip, gets its ip, deals out, numbers from',
  'policies+sum':
    'two policies, several policies, policies add up, two rules, two network policies, more than one policy, both policies, order of policies, priority of policies, deny rule, conflicting policies, policies conflict, cancel each other, cancel eachother, cancel out',
  tunnel:
    'tunnel, tunnels, tunneling, tunnelling, vxlan, encapsulation, encapsulate, encapsulated, overlay header, packet in a packet, packets in packets, ipip, wrapped in, wraps everything',
  kubeconfig:
    'kubeconfig, kube config, kubeconfig file, context, current context, kubectl config, which server my command line, which cluster am i talking, which cluster does kubectl, did you specify the right host or port, localhost 8080, wrong cluster',
  selector:
    'selector, podselector, pod selector, label selector, match labels, matchlabels, picks pods by, choose pods by, select pods by, l flag, flag l, option l',
  port: 'port, ports, port number',
  protocol: 'tcp, udp, protocol',
  jsonpath: 'jsonpath, json path, o jsonpath, print one field, single field',
  unauthorized:
    'unauthorized, unauthorised, 401, must be logged in, must be logged in to the server, provide credentials, not logged in, logged out, signed out, token expired, sign in again',
  pending:
    'pending, containercreating, container creating, failedscheduling, failed scheduling, default scheduler, failedcreatepodsandbox, failed create pod sandbox, failed create pod sand box, pod sandbox, sandbox, failed to assign an ip address, no pod ip, no ip yet, without an ip, does not start, never starts, not starting, stays waiting, failed to set up pod network, failed to allocate, set up network for pod, setup network for sandbox, network not ready, cni plugin not initialized, has no address yet, stays pending, stays in creating',
  timeout:
    'timeout, time out, timed out, i o timeout, deadline exceeded, connect timeout, waits forever, wait forever, no answer, no reply, never answers, nothing comes back, hangs, hanging, times out',
  'check sign':
    'sign, symbol, check mark, checkmark, tick, cross sign, ✓, ✗, ✔, ✅, ❌, ⊘, ≠, questionmark, question mark, exclamation mark, as expected, could not be read, differs',
  glossary: 'glossary, list of words, list of terms, all terms, definitions, words of this exercise',
  'default+route': 'default route, outbound type',
  'vpn+line': 'vpn, expressroute, express route, vpn gateway',
  'load+balancer': 'load balancer, loadbalancer, type loadbalancer',
  'control+plane': 'control plane, brain of the cluster, master, master node, control plane node, masters',
};
