/**
 * Concepts of the fields around the lesson's: Kubernetes beside its network, other clouds and tools, money, the course.
 * A question that has one is about it, so a page that has it not is no answer, whatever else they share.
 */
export const neighbourConcepts: Readonly<Record<string, string>> = {
  storage:
    'storage, disk, volume, persistent volume, persistentvolume, persistentvolumeclaim, pvc, pv, storageclass, mount, azure files, blob, backup, back up, restore, snapshot, etcd',
  compute: 'memory, ram, cpu, gpu, cores, oom, oomkilled, oom killed, vm size, arm64, spot instance, spot',
  autoscaling:
    'autoscaler, autoscaling, autoscale, hpa, vpa, keda, karpenter, resize, scale set, scale up, scale down, scale my, scale a deployment, scale a, scale out, add more nodes, add nodes, pool larger, pool bigger',
  cost: 'price, pricing, cost per, costs per, what costs, how much does, per month, monthly, bill, billing, cheap, cheaper, cheapest, expensive, euro, dollar, budget, invoice, sla',
  'other cloud':
    'aws, eks, amazon, gke, gcp, google cloud, openshift, ovn, alibaba, ibm cloud, rancher, k3s, minikube, eksctl',
  'service mesh': 'istio, linkerd, service mesh, mesh, envoy, sidecar, consul',
  'ingress controller':
    'ingress controller, nginx, traefik, application gateway, app gateway, agic, gateway api, front door, api management, haproxy, bad gateway, http 502, http 503, http 504, http 404, http 500, nodeport, node port, externalname, expose my, expose a, headless',
  gateway: 'nat gateway, snat port, port exhaustion, idle timeout, expressroute circuit, virtual wan, vwan',
  'other cni':
    'flannel, weave, antrea, canal, multus, geneve, vlan, mpls, ospf, wireless, wifi, bluetooth, tunnel protocol, bgp, bgp peering',
  packaging:
    'helm, helm chart, kustomize, terraform, bicep, ansible, pulumi, argocd, argo cd, flux, gitops, ci cd, jenkins, pipeline, github actions',
  image:
    'image, docker, dockerfile, registry, acr, container registry, imagepullbackoff, image pull, errimagepull, pull secret, manifest unknown, podman, containerd',
  workload:
    'statefulset, cronjob, rolling update, rollout, init container, liveness, readiness probe, probe, affinity, taint, toleration, drain, cordon, evict, evicted, scheduler, crashloopbackoff, crash loop, crash loop back off, restart my, restart a, restarts all the time, exec into, copy files, environment variable, operator, admission webhook, webhook',
  monitoring:
    'prometheus, grafana, dashboard, dashboards, alert, alerts, log analytics, container insights, kibana, elastic, jaeger, tracing, datadog',
  certificate: 'certificate, cert manager, x509, tls certificate, lets encrypt, https certificate, key vault',
  identity:
    'rbac, role binding, service principal, managed identity, workload identity, entra, active directory, aad, oauth, login, log in, logged in, password, credential, credentials, ssh, token, permission to, give my colleague access, subscription',
  version:
    'upgrade my cluster, upgrade the cluster, upgrade kubernetes, new kubernetes version, kubernetes version, patch, kured',
  programming:
    'python, java, javascript, golang, rust, script, regex, yaml, write me, indentation, git, sql, postgres, mysql, database password, redis, kafka, mongodb',
  course:
    'exam, grade, grades, certification, points for, lunch, break time, instructor name, zoom, teams link, certificate of attendance, homework, deadline of',
  everyday:
    'weather, capital of, world cup, president, chancellor, recipe, bake, joke, football, movie, music, what time, who are you, chatgpt, translate this',
  'kubectl beside the network':
    'port forward, portforward, kubectl edit, kubectl scale, kubectl rollout, kubectl cp, kubectl exec, kubectl top, kubectl logs, logs of, pod logs, container logs, get the logs, shell, bash, replica set, replicaset, pending, terminating, priority class, pod disruption budget, pdb, limit range, quota, resource quota, gatekeeper, azure policy, opa',
  'azure beside the network':
    'azure monitor, application insights, defender, app service, azure functions, azure function, container apps, container instances, virtual nodes, static web app, cdn, waf, ddos, cosmos, service bus, event hub, maintenance window, node image, os version, kernel version, ubuntu version, linux distribution, availability zone, bandwidth, throughput, latency, azure cli, portal login, region is',
  'protocols beside the lesson':
    'https, grpc, websocket, smtp, ftp, mqtt, cors, http proxy, session affinity, sticky session, health probe, dns record, external dns, custom domain, mtu, iperf, tcp and, ipv8',
};
