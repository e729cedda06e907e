import { modelNames } from '../../model/display-names.ts';
import type { Plan, PlanNeed, PlannedRange, PlanWords } from '../../model/plan.ts';
import { countNoun } from '../../network/phrases.ts';
import { describePlanProblem } from './problem-words.ts';
import { describePlanRemark } from './remark-words.ts';
import { describeSurge, describeUpgrade, nodeCount } from './upgrade-words.ts';

const number = new Intl.NumberFormat('en-US');

/** Nodes that fit at once: the subnet holds them only where it is what ends them. */
function capacityWords({ nodes, endsAt }: NonNullable<Plan['capacity']>, subnet: string | null): string {
  if (endsAt === 'node subnet') return `${subnet} holds ${nodeCount(nodes)}`;
  return `${nodeCount(nodes)} ${nodes === 1 ? 'fits' : 'fit'}`;
}

function nodesWords(nodes: number, surgeNodes: number): string {
  return `${nodeCount(nodes)} and ${number.format(surgeNodes)} for an upgrade`;
}

function titleOf({ request, nodes, nodesInAll, pools, maxPods, capacity }: Plan): string {
  const sizes = nodesWords(nodes, nodesInAll - nodes);
  const model = modelNames[request.model];
  if (capacity !== null) return `${model}: ${capacityWords(capacity, request.subnet)} at ${maxPods} Pods (${sizes})`;
  if (pools.some(({ name }) => name !== null)) return `${model}: ${countNoun(pools.length, 'pool')}, ${sizes}`;
  return `${model}: ${sizes}, ${maxPods} Pods each`;
}

function rangeLine({ range, addresses, formula, prefix }: PlannedRange): string {
  const size = prefix === null ? 'more than any IPv4 range holds' : `fits into a /${prefix}`;
  return `${range}: ${formula} = ${number.format(addresses)} addresses, ${size}`;
}

const endWords: { readonly [O in PlanNeed['of']]: string | null } = {
  'node subnet': null,
  'Pod subnet': 'the Pod subnet holds no more',
  'Pod CIDR': 'the Pod CIDR serves no more',
  cluster: 'a cluster takes no more, whatever the ranges have room for',
  VNet: 'a VNet takes no more addresses in use, whatever the ranges have room for',
};

/** What the other documented default of the surge comes to, where nobody said one. */
function otherDefaultLines({ upgrades: [first, other] }: Plan): readonly string[] {
  if (other === undefined || other.surge === null || first.surge === null) return [];
  const [one, two] = [describeSurge(first.surge), describeSurge(other.surge)];
  const disagree = `Microsoft’s pages disagree on an upgrade’s default surge: ${one} or ${two}`;
  if (other.nodes === first.nodes && other.surgeNodes === first.surgeNodes)
    return [`${disagree}. Here both are ${countNoun(first.surgeNodes, 'node')}`];
  const ranges = other.ranges.map(({ range, addresses, prefix }) => {
    const size = prefix === null ? 'more than any IPv4 range holds' : `a /${prefix}`;
    return `${range} ${number.format(addresses)} addresses, ${size}`;
  });
  return [`${disagree}. With ${two}, ${nodesWords(other.nodes, other.surgeNodes)}: ${ranges.join('; ')}`];
}

function needLines(plan: Plan): readonly string[] {
  const { ranges, exercise, capacity, nodes, pods, pools, maxPods } = plan;
  const end = capacity === null ? null : endWords[capacity.endsAt];
  const full = pools.length === 1 ? `${number.format(nodes)} × ${maxPods} = ` : '';
  return [
    ...(capacity !== null && end !== null ? [`${nodeCount(capacity.nodes)} at once: ${end}`] : []),
    ...ranges.map(rangeLine),
    ...otherDefaultLines(plan),
    `Pods if every node is full: ${full}${number.format(pods)}`,
    ...(exercise
      ? [
          `the exercise’s formula: ${exercise.formula} = ${number.format(exercise.addresses)} addresses. It leaves out the nodes’ own and the upgrade’s`,
        ]
      : []),
  ];
}

function poolLines({ pools }: Plan): readonly string[] {
  return pools.flatMap(({ name, nodes, surgeNodes, maxPods }) =>
    name === null ? [] : [`${name}: ${nodesWords(nodes, surgeNodes)}, ${maxPods} Pods each`],
  );
}

// A hundred pools would be more than a message holds, and than anybody reads.
const mostLines = 20;

function cutLines(lines: readonly string[]): readonly string[] {
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… and ${more} more`] : lines;
}

/**
 * A plan in lines of plain text, without mark-up: what it is for, what it needs, what stands against it. Dates read as they
 * do at `now` (ISO).
 */
export function describePlan(plan: Plan, now: string): PlanWords {
  const problems = plan.problems.map(describePlanProblem);
  const remarks = plan.remarks.flatMap((remark) => describePlanRemark(remark, now));
  const groups = [
    { heading: 'Pools', lines: poolLines(plan) },
    { heading: 'Will an upgrade fit?', lines: describeUpgrade(plan) },
    { heading: 'What it needs', lines: needLines(plan) },
    { heading: 'What stands against it', lines: problems },
    { heading: 'To know', lines: remarks },
    {
      heading: 'Where the figures come from',
      lines: plan.figures.map(
        ({ what, value, source, date }) => `${what}: ${number.format(value)} (${source}, ${date})`,
      ),
    },
  ];
  const told = groups
    .filter(({ lines }) => lines.length > 0)
    .map((group) => ({ ...group, lines: cutLines(group.lines) }));
  return { title: titleOf(plan), groups: told, problems, remarks };
}
