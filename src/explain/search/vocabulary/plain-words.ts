/**
 * What beginners say instead of a term of the field, by the concept that they may mean. Such a word has other senses too,
 * so it counts for less than the term, and a text that has the very word is met by it as well.
 */
export const plainWords: Readonly<Record<string, string>> = {
  pod: 'application, apps, program, process, software, instance, task, thing that runs, what i run, my stuff, small unit',
  node: 'hardware, metal, physical, instance, rechner, linux box',
  vm: 'instance, appliance, database, db server',
  cluster: 'system, platform, everything together, whole thing, installed here',
  address: 'number, numbers, digits, phone number, house number, where it lives, identity',
  range: 'piece, part, section, portion, area, span, bunch, set of, amount of numbers, group of numbers, interval',
  block: 'piece, part, portion, batch, share, bundle, packet of addresses',
  mask: 'after the slash, length, bits',
  subnet: 'part of the network, section, segment, slice of the vnet, piece of the vnet, part of the vnet',
  vnet: 'azure network, company network, cloud network, own network, our network, virtual net, the network of azure',
  overlay:
    'on top, layer above, second network, fake, made up, not real, inner, hidden network, virtual addresses, newer approach, newest model, new model, modern model, newer model, newer one, modern one, newest',
  kubenet:
    'old model, basic model, simple model, old basic model, oldest, old way, old one, first model, old plugin, old thing',
  'node+subnet':
    'classic, classical, normal azure cni, plain azure cni, original, real addresses, real ips, flat, traditional one, old cni',
  'pod+subnet': 'own subnet, second subnet, two subnets, other subnet, separate subnet, subnet for pods',
  cilium: 'bee, modern dataplane, new dataplane, fast dataplane',
  'cilium+agent': 'helper, daemon',
  daemonset: 'once per node, one per node, one on each, started there, new machine joins, new node joins, joins',
  plugin: 'extension, add on, driver, module, component',
  own: 'own, bring, ourselves, self, third party, foreign, instead of microsoft, not from microsoft, home made',
  model: 'kind of network, type, way, ways, option, possibility, approach, choices, sort, kinds, setup',
  'data plane': 'moves, carries, carry, transports, transport, delivers, deliver, forward, forwards, moving data',
  'control plane':
    'brain, head, manager, master, boss of the cluster, leader, management, managed part, steering, in charge, main server, central part',
  'kube proxy': 'proxy, old component',
  iptables:
    'firewall list, forwarding rules, lists of rules, long lists, linux rules, rule list, packet filter, table of rules, chain',
  ebpf: 'little programs, small programs, tiny programs, programs inside linux, sandbox, code in the kernel, program in the kernel',
  kernel: 'core, linux core, heart of linux, operating system, os, inside linux',
  service:
    'stable, fixed address, one name, front, entry, group of pods, common address, same address for many, stays the same, front end, in front of',
  'load balancing':
    'share the work, shares, balance, even, evenly, chooses, picks one, split, splits, fair, distributed',
  route:
    'path, way to, find its way, finds its way, find the way, direction, direct to, road, next stop, way, hop, find',
  nat: 'disguise, swap, swaps, rewrite, rewrites, replace the address, changed on the way, hides, hide, masks, change the address, changed, exchanged',
  source:
    'from whom, who called, comes from, caller, origin, see in its log, log of the server, appears as, shows up as',
  outside:
    'world, public web, another network, other network, elsewhere, world wide web, third party, online, cloud service, net',
  egress: 'out, leaves, leave, leaving, outwards, exit, away, send out, outer, away from',
  ingress:
    'in, enter, enters, entering, inwards, come in, comes in, coming in, get in, gets in, arrive, arrives, received',
  traffic: 'data, message, messages, communication, conversation, call, calls, flow, query',
  reach:
    'see each other, find each other, speak, speaks, chat, join, exchange, hit, touch, use it from, visible from, answer, respond, arrive at, get through, connected, open, link, contact, talking, dial',
  direct: 'straight, without detour, at once, immediately, itself',
  dns: 'names, name, web name, phone book, find by name, name into address, names into addresses, translate names, look up names',
  'local dns': 'local, dns on the node, cached names',
  policy:
    'permission, restriction, restrict, control who, isolate, isolation, shield, fence, wall, guard, protect, lock',
  'network+policy':
    'isolate pods, restrict traffic, shield, isolation, other teams, separate teams, who may talk, wall between, keep others out, firewall for pods, firewall inside, lock down, only, anything but, everyone but, contacted, keep from, backend, frontend, may contact',
  engine:
    'makes sure, carries out, executes, watches over, applies, in force, takes effect, implements, responsible for policies',
  layer7:
    'web name, web names, url, urls, paths, certain site, certain sites, only one site, certain names, certain domains, sites',
  acns: 'paid, extra, costs extra, add on, paid extra, premium, on top of cilium, licence, extra features, pay',
  encrypt: 'scramble, secret, unreadable, eavesdrop, listen in, sniff, read along, protected on the way',
  observe:
    'watch, spy, look inside, record, listen, trace, who speaks, who talks, who talked, talked with, speaks with, visualise, visualize, map of traffic, visible, find out which app, follow, reads packets, sniff, recognise, notice',
  drop: 'stop, stops, cut, cut off, reject, rejected, prevent, hold back, kept out, lost, swallowed, disappears, stuck, thrown away, stopped, ban, cancel, swallow, hang, hangs, hanging, not let through',
  nsg: 'azure firewall, packet filter, filter of azure, azure filter, own packet filter, filter on the subnet, rules of azure',
  'host network':
    'shares the address, borrows, same as the node, exactly same, same as its machine, uses the address of, same ip',
  'kube system': 'system stuff, internal pods, platform pods, things i did not create, belongs to aks',
  'node+config': 'written down, azure notes, write down, notes, records the blocks, bookkeeping, object of a node',
  configmap: 'settings, configuration, config, key value, configuration file, parameters, key and value',
  annotation: 'note, notes, comment, remark, metadata, meta data, extra information, sticky note',
  label: 'mark, marks, marked, marker, sticker, name tag, badge, key value, mark on a node',
  selector:
    'mark, marks, pick, picks, picked, filter by, match, matches, choose by, chooses by, selected, select, selects, flag',
  'private+cluster':
    'locked down, closed, hidden cluster, closed cluster, not on the internet, isolated cluster, shut off, internal cluster, locked, sealed, hide, hidden',
  private:
    'internal, inside only, closed, not visible, unreachable from the internet, secret, hidden, hide, concealed, conceal',
  public: 'open to all, everybody, anybody, whole world, whole internet, visible to all',
  'api server': 'management endpoint, endpoint, commands go, answers kubectl, brain, who answers, talks kubectl to',
  'private endpoint': 'inner address, internal address, inside address, private connection, private door',
  'way in':
    'enter, get in, laptop, home, from the office, office, tunnel, hop, stepping stone, admin machine, intermediate, login machine, door, at home, manage it from, work from, connect from',
  kubectl: 'command line, terminal, cli, tool, command, client, commands',
  kubeconfig:
    'command line, signs in, sign in, which server, stored, which cluster, credentials are, login data, connect to which, client settings, switch cluster, switch clusters, config file, where is it stored, wrong cluster, another cluster',
  secure:
    'safe, safer, danger, dangerous, risk, risky, threat, safety, shield, intruder, bad guys, thief, safe enough, criminals',
  windows: 'microsoft os, dotnet, net apps',
  automatic: 'managed for me, ready made, everything by itself, less work, no settings, preset, hands off',
  reserve:
    'keep, keeps, kept, take, takes, holds, hold back, disappear, unusable, cannot use, not usable, lost, missing addresses, own use, remain, left over, free in a, first four, steals, for azure',
  preallocate:
    'early, before, beforehand, ahead, book, booked, even if nothing runs, already, nothing is running, even when idle, before they start',
  exhaust:
    'empty tank, nothing left, no more, out of, over, too few, short of, lack, finished, scarce, gone, drained, end, ends, left, needs so many, hungry, wasteful, eats, eaten, swallow, spent, cost addresses, wasted, waste, used, used up, all used, taken',
  formula:
    'sum, add up, multiply, multiplied, times, total, count them, count, reckon, estimate, number of addresses, work out',
  overlap:
    'cross, same numbers, twice, double, duplicate, intersection, share addresses, in common, both use, two networks with the same',
  scale: 'thousands, huge, big clusters, handle many, large clusters, very big, gets big, growing cluster',
  grow: 'more room, more space, change the size, stretch, shrink, smaller, resize, enlarged, made bigger, made larger, bigger later, room for more, raise, more addresses, longer',
  fit: 'room, space, big, large, small, how small, squeeze, hold, holds, contain, carry, smallest, suffice, suffices, sufficient, does it last',
  'pods+per+node':
    'on one machine, on a machine, on one node, per machine, per server, on a single node, dense, how full, packed',
  migrate:
    'change, move, transfer, leave, later, afterwards, undo, way back, swap, rebuild, other model, changed my mind, back again, decide later, get away, new model',
  retire:
    'off, switched off, switch off, shut down, ends, end, expire, expires, over, gone, future, old, year, stays, until, stay on, remain, die, killed, finish, turned off, go away',
  advise:
    'best, take, pick, new project, begin, start with, today, sensible, starter, newcomer, decide, standard choice, first choice, what would you, go for, ideal, suitable, fresh',
  feature: 'gain, extras, more, gives us, do more, what else, on top, skill, able to, tricks, goodies, comes with',
  better: 'improve, improvement, gain, reason for, smart, why bother, quick, slow, slower, efficient, modern, point of',
  drawback:
    'bad, ugly, negative, problem with, disadvantages, worse, pain, against, trouble, price to pay, what is bad, annoying, lose',
  replace:
    'substitute, successor, what comes after, takes the place, takes its place, job of, does the work, instead, no longer there, took over, takes over, job',
  exercise:
    'lesson, training, class, course, practice, supposed to, here, tutorial, session, what do we do, understand after, finished, afterwards know, school',
  deploy:
    'make, made, change anything, produce, start, launch, touch, only look, just look, look only, upload, put something, write something, set something up, damage, destroy, change something',
  drawing: 'box, boxes, image, arrow, sketch, illustration, chart',
  absent:
    'not visible, empty list, nothing, lacking, invisible, vanished, lost, zero, cannot see, dont see, nowhere, not listed, no result, not in the list, not show up, finds nothing, empty result',
  forbidden:
    'no rights, not permitted, may not, rights, denied, access, lack of rights, refuses me, prohibited, disallowed, blocked me',
  unauthorized:
    'sign in again, session, who i am, identify, not known, does not know me, kicked out, expired, login again, signed out',
  hand: 'gets, get, receive, receives, obtain, source of, given by, who gives, decides, chosen by, who decides, picked by, origin, giving, deal out, comes from, where from, numbers, more numbers, supplies, supply',
  pending:
    'waits, wait, waiting, stuck, never starts, does not start, not start, no address, without an address, hangs, not come up, no number, not started, yet',
  timeout:
    'forever, waits, wait, no answer, no reply, silence, nothing comes back, never answers, hang, hangs, hanging, takes forever, slow, endless, stuck, waits and waits, gives up, long wait, nothing at all, refused',
  tunnel:
    'wrap, wraps, wrapped, wrapper, envelope, pack, packed, packs, header, extra header, inside another, hidden in, inside packets, packets in packets, extra bytes, overhead',
  'check sign': 'symbol, sign, mark, icon, character, result, legend, circle, what stands before',
  port: 'door, number after the colon, after the colon, gate, opening, 443, 80, 8080, 53',
  protocol: 'transmission, handshake, reliable, connectionless, datagram',
  jsonpath:
    'one field, single field, only print, print only, part of the output, cut out, extract, curly brackets, brackets, braces',
  namespace: 'room, folder, area, separate, separated, group, own corner, students, division, partition',
  'policies+sum':
    'two policies, several policies, many policies, more than one policy, both policies, two rules, several rules, which wins, who wins, which rule wins, beats, priority, order, cancel each other, cancel eachother, contradict, stronger, first rule, last rule, sum of',
  'dual+stack':
    'both, v4 and v6, two kinds of addresses, long addresses, letters, second address, two addresses, both at once, at the same time',
  'node+addresses':
    'machine address, address of a machine, address of the machine, machine has, which address has the node',
  'pod+addresses':
    'which machine, lives on, runs on, on which machine, where is my pod, where does my pod run, address of my container',
  'load balancer': 'front door, entrance, from the internet, published, outside to my app, public entry',
  surge: 'upgrade, while upgrading, additional, one more, extra machine',
  glossary: 'word, words, term, terms, vocabulary, dictionary',
};
