/**
 * Concepts of the fields around the lesson's: Kubernetes beside its network, other clouds and tools, money, the course.
 * A question that has one is about it, so a page that has it not is no answer, whatever else they share.
 */
export const neighbourConcepts: Readonly<Record<string, string>> = {
  storage:
    'storage, disk, volume, persistent volume, persistentvolume, persistentvolumeclaim, pvc, pv, storageclass, mount, azure files, blob, backup, back up, restore, snapshot, etcd, volumes, azure disk, file share, hard disk, disk space, ssd, velero, azure disks, longhorn, ceph, nfs, csi driver, s3, minio, persistent data, database backup',
  compute:
    'memory, ram, cpu, gpu, cores, oom, oomkilled, oom killed, vm size, arm64, spot instance, spot, gpus, nvidia, cuda, machine learning, d4s, vm sizes, memory limit, cpu limit, memory request, out of memory, cpu load, overcommit, more cores, machine type, instance type',
  autoscaling:
    'autoscaler, autoscaling, autoscale, hpa, vpa, keda, karpenter, resize, scale set, scale up, scale down, scale my, scale a deployment, scale a, scale out, add more nodes, add nodes, pool larger, pool bigger, scales automatically, autoscale, follow the load, number of replicas, more replicas, replicas follow, cpu usage, cluster autoscaler, scale to zero, from 3 to 5 nodes, resize the node pool, resize a node pool, add a node pool, add another node pool, delete a node pool, node pool grow, grow the node pool, grow a node pool, shrink the node pool, nodes larger, pool shrink',
  cost: 'price, pricing, cost per, costs per, what costs, how much does, per month, monthly, bill, billing, cheap, cheaper, cheapest, expensive, euro, dollar, budget, invoice, sla, costs a month, how expensive, per hour, a month, pay for, pay per, reservation, reserved instances, reserved virtual machines, savings plan, free trial, credit card',
  'other cloud':
    'aws, eks, amazon, gke, gcp, google cloud, openshift, ovn, alibaba, ibm cloud, rancher, k3s, minikube, eksctl, digitalocean, digital ocean, hetzner, oracle cloud, autopilot, vpc, vpc cni, vsphere, vmware, proxmox, microk8s, kubeadm, rke, talos, nomad, docker swarm, cloudflare, fargate, ecs, tanzu, kind cluster',
  'service mesh':
    'istio, linkerd, service mesh, mesh, envoy, sidecar, consul, mutual tls, mtls, dapr, kiali, kuma, open service mesh, osm, virtualservice, destinationrule, canary, circuit breaker',
  'ingress controller':
    'ingress controller, nginx, traefik, application gateway, app gateway, agic, gateway api, front door, api management, haproxy, bad gateway, http 502, http 503, http 504, http 404, http 500, nodeport, node port, externalname, expose my, expose a, headless, ingress class, ingressclass, ingress resource, ingress object, ingress yaml, two hostnames, virtual host, path based, reverse proxy, contour, kong, ambassador, httproute, cert for my ingress, tls cert, tls termination, rate limiting, rate limit',
  gateway: 'nat gateway, snat port, port exhaustion, idle timeout, expressroute circuit, virtual wan, vwan',
  'other cni':
    'flannel, weave, antrea, canal, multus, geneve, vlan, mpls, ospf, wireless, wifi, bluetooth, tunnel protocol, bgp, bgp peering, bgp peer, announce, announces, asn, metallb, kube router, cni genie, ovs, open vswitch, sr iov, sriov, romana, peer with, office routers, top of rack, network switches',
  packaging:
    'helm, helm chart, kustomize, terraform, bicep, ansible, pulumi, argocd, argo cd, flux, gitops, ci cd, jenkins, pipeline, github actions, rollback a release, helm release, charts, crossplane, gitlab, azure devops, devops, build server, deploy pipeline, continuous, tekton, spinnaker, skaffold, infrastructure as code, arm template',
  image:
    'image, docker, dockerfile, registry, acr, container registry, imagepullbackoff, image pull, errimagepull, pull secret, manifest unknown, podman, containerd, images, build a container, build an image, push an image, buildx, docker compose, docker hub, base image, multi arch, distroless, trivy, vulnerability scan, oci',
  workload:
    'statefulset, cronjob, rolling update, rollout, init container, liveness, readiness probe, probe, affinity, taint, toleration, drain, cordon, evict, evicted, scheduler, kube scheduler, crashloopbackoff, crash loop, crash loop back off, restart my, restart a, restarts all the time, exec into, copy files, environment variable, operator, admission webhook, webhook, stateful set, cron job, batch job, batch jobs, rolling updates, zero downtime, blue green, readiness, health check, restart policy, crash looping, crashes, exit code, nodeselector, node selector, anti affinity, topology spread, environment variables, env var, sidecar container, crd, custom resource, controller runtime, graceful shutdown, pod priority, roll back',
  monitoring:
    'prometheus, grafana, dashboard, dashboards, alert, alerts, log analytics, container insights, kibana, elastic, jaeger, tracing, datadog, opentelemetry, open telemetry, loki, splunk, new relic, zabbix, nagios, uptime, scrape, log collection, fluentd, fluent bit, alertmanager, alerting, monitoring with, monitoring tool',
  certificate:
    'certificate, cert manager, x509, tls certificate, lets encrypt, https certificate, key vault, certificates, tls secret, ssl, self signed, expired certificate, wildcard cert, pki',
  identity:
    'rbac, role binding, service principal, managed identity, workload identity, entra, active directory, aad, oauth, login, log in, logged in, password, credential, credentials, ssh, token, permission to, give my colleague access, subscription, rolebinding, clusterrole, cluster role, service account, serviceaccount, azure ad, pod identity, sso, oidc, ldap, mfa, keycloak, read rights, roles be designed, kubernetes secret, in a secret, as a secret, secret as, rotate secrets, manage secrets, store secrets, secrets management, vault, sealed secrets, external secrets, rotate, kubelogin, user accounts, permissions for',
  version:
    'upgrade my cluster, upgrade the cluster, upgrade kubernetes, new kubernetes version, kubernetes version, patch, kured, newest kubernetes version, upgrade my nodes, upgrade aks, kubernetes 1.30, kubernetes release, lts, node os upgrade, upgrade path',
  programming:
    'python, java, javascript, golang, rust, script, regex, yaml, write me, indentation, git, sql, postgres, mysql, database password, redis, kafka, mongodb, c sharp, php, ruby, node js, nodejs, spring boot, react, html, css, rest api, unit test, visual studio, vs code, copilot, vim, excel, mongo, rabbitmq, elasticsearch, airflow, llm, wordpress, yaml file, write a',
  course:
    'exam, grade, grades, certification, points for, lunch, break time, instructor name, zoom, teams link, certificate of attendance, homework, deadline of, cka, ckad, az 104, salary, job interview, next course, slides, when is the break, how long is the course, parking, coffee',
  everyday:
    'weather, capital of, world cup, president, chancellor, recipe, bake, joke, football, movie, music, what time, who are you, chatgpt, translate this, weekend, meisterschaft, bundesliga, championship, how are you, football, restaurant, dinner, pizza, holiday, holidays, vacation, birthday, poem, song, game, tell me a joke, your name, are you a bot, are you human, good morning, good night, bitcoin, politics, election, favourite, girlfriend, hungry, tired',
  'kubectl beside the network':
    'port forward, portforward, kubectl edit, kubectl scale, kubectl rollout, kubectl cp, kubectl exec, kubectl top, kubectl logs, logs of, pod logs, container logs, get the logs, shell, bash, replica set, replicaset, terminating, priority class, pod disruption budget, pdb, limit range, quota, resource quota, gatekeeper, azure policy, opa',
  'azure beside the network':
    'azure monitor, application insights, defender, app service, azure functions, azure function, container apps, container instances, virtual nodes, static web app, cdn, waf, ddos, cosmos, service bus, event hub, maintenance window, node image, os version, kernel version, ubuntu version, linux distribution, availability zone, bandwidth, throughput, latency, azure cli, portal login, region is',
  'protocols beside the lesson':
    'https, grpc, websocket, smtp, ftp, mqtt, cors, http proxy, session affinity, sticky session, health probe, dns record, external dns, custom domain, mtu, iperf, tcp and, ipv8',
  'kubernetes beside the lesson':
    'limit of deployments, deployments per namespace, finalizer, owner reference, kubelet config, kubelet log, static pod, api version deprecated, etcd backup, federation, multi cluster, fleet manager, cluster api, virtual kubelet, multi tenancy, vcluster, pod security, pod security standards, seccomp, apparmor, selinux, falco, kyverno, image policy, audit log, chaos, load test, stress test, benchmark tool, disaster recovery, high availability, sla of, windows license, license key',
  'programs in a pod':
    'mail server, web server, game server, confidential computing, power bi, openai, email, printer, flask, django, heap, debugger, book, books, invented, inventor, competitor, certification path, lens, k9s, jdk, tomcat, apache, iis, red hat, license, licence key, arc, azure arc, openai model, knative, serverless, lambda, data center, datacenter, bigger vm, larger vm, memory usage, cpu usage, how much memory, how fast is the disk, ide, ui for kubernetes, portal',
};
