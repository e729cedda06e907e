import type {
  CiliumPolicy,
  CiliumRule,
  IpBlock,
  LabelSelector,
  NetworkPolicy,
  PolicyRule,
  PortMatch,
} from '../model/policy.ts';
import type { ProposedPolicies } from '../model/reach.ts';

/** What can be written as YAML here: text, numbers, lists and mappings. */
type YamlValue = string | number | readonly YamlValue[] | { readonly [key: string]: YamlValue };

// Words that YAML reads as something else than text, or that may be mistaken for it, stand in quotes.
const plainText = /^(?:[A-Za-z][A-Za-z0-9./_-]*|\d+(?:\.\d+){3}\/\d+)$/u;
const notText = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/iu;

const scalar = (value: string | number): string =>
  typeof value === 'number' || (plainText.test(value) && !notText.test(value)) ? String(value) : JSON.stringify(value);

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

/** A list of words on one line; null for any other value. */
function flowList(value: YamlValue): string | null {
  if (!isList(value)) return null;
  const words = value.flatMap((each) => (typeof each === 'string' || typeof each === 'number' ? [scalar(each)] : []));
  return words.length === value.length ? `[${words.join(', ')}]` : null;
}

/** A value in lines; what is empty, and a list of words, stands on the line of its key. */
function yamlLines(value: YamlValue): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [scalar(value)];
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = yamlLines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ['{}'];
  return entries.flatMap(([key, item]) => {
    const list = flowList(item);
    if (list !== null) return [`${scalar(key)}: ${list}`];
    const lines = yamlLines(item);
    const short = typeof item !== 'object' || (!isList(item) && Object.keys(item).length === 0);
    return short ? [`${scalar(key)}: ${lines[0]}`] : [`${scalar(key)}:`, ...lines.map((line) => `  ${line}`)];
  });
}

function selectorYaml({ matchLabels, matchExpressions }: LabelSelector): YamlValue {
  const expressions = matchExpressions.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length > 0 ? { values } : {}),
  }));
  return {
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels } : {}),
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
  };
}

const blockYaml = ({ cidr, except }: IpBlock): YamlValue => ({ cidr, ...(except.length > 0 ? { except } : {}) });

const portYaml = ({ protocol, port, endPort }: PortMatch): YamlValue => ({
  protocol,
  ...(port === null ? {} : { port }),
  ...(endPort === null ? {} : { endPort }),
});

type Way = 'ingress' | 'egress';
const peerKeys = { ingress: 'from', egress: 'to' } as const;

function ruleYaml({ peers, ports }: PolicyRule, way: Way): YamlValue {
  const written = peers.map(
    ({ block, pods, namespaces }): YamlValue =>
      block
        ? { ipBlock: blockYaml(block) }
        : {
            ...(namespaces ? { namespaceSelector: selectorYaml(namespaces) } : {}),
            ...(pods ? { podSelector: selectorYaml(pods) } : {}),
          },
  );
  return {
    ...(written.length > 0 ? { [peerKeys[way]]: written } : {}),
    ...(ports.length > 0 ? { ports: ports.map(portYaml) } : {}),
  };
}

function networkPolicyYaml({ namespace, name, selects, types, ingress, egress }: NetworkPolicy): YamlValue {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: selectorYaml(selects),
      policyTypes: types,
      ...(ingress.length > 0 ? { ingress: ingress.map((rule) => ruleYaml(rule, 'ingress')) } : {}),
      ...(egress.length > 0 ? { egress: egress.map((rule) => ruleYaml(rule, 'egress')) } : {}),
    },
  };
}

/** Cilium writes ports as text. */
function ciliumRuleYaml({ endpoints, entities, blocks, ports }: CiliumRule, way: Way): YamlValue {
  const whole = blocks.filter(({ except }) => except.length === 0).map(({ cidr }) => cidr);
  const cut = blocks.filter(({ except }) => except.length > 0).map(blockYaml);
  const key = peerKeys[way];
  const numbers = (ports ?? []).map(({ protocol, port }) => ({ port: String(port ?? 0), protocol }));
  return {
    ...(endpoints.length > 0 ? { [`${key}Endpoints`]: endpoints.map(selectorYaml) } : {}),
    ...(entities.length > 0 ? { [`${key}Entities`]: entities } : {}),
    ...(whole.length > 0 ? { [`${key}CIDR`]: whole } : {}),
    ...(cut.length > 0 ? { [`${key}CIDRSet`]: cut } : {}),
    ...(numbers.length > 0 ? { toPorts: [{ ports: numbers }] } : {}),
  };
}

function ciliumPolicyYaml({ namespace, name, specs }: CiliumPolicy): YamlValue {
  const written = specs.map(
    ({ selects, ingress, egress }): YamlValue => ({
      endpointSelector: selectorYaml(selects ?? { matchLabels: {}, matchExpressions: [] }),
      ...(ingress.length > 0 ? { ingress: ingress.map((rule) => ciliumRuleYaml(rule, 'ingress')) } : {}),
      ...(egress.length > 0 ? { egress: egress.map((rule) => ciliumRuleYaml(rule, 'egress')) } : {}),
    }),
  );
  const [only] = written;
  const metadata = { name, namespace };
  const head = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata };
  return only !== undefined && written.length === 1 ? { ...head, spec: only } : { ...head, specs: written };
}

/**
 * Policies that were drafted, as YAML to apply. Of Cilium's rules it writes what a draft has: peers, and ports by their
 * numbers; no denials, no ICMP, no L7.
 */
export function policiesYaml({ networkPolicies, ciliumPolicies }: ProposedPolicies): string {
  const all = [...networkPolicies.map(networkPolicyYaml), ...ciliumPolicies.map(ciliumPolicyYaml)];
  return all.map((each) => yamlLines(each).join('\n')).join('\n---\n');
}
