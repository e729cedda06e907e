import type { Plan, PlanNeed, PlanStep, Surge } from '../../model/plan.ts';
import { countNoun } from '../../network/phrases.ts';
import { countOfRange } from './problem-words.ts';

const number = new Intl.NumberFormat('en-US');

/** Nodes in words: `1 node`, `5,000 nodes`. */
export function nodeCount(nodes: number): string {
  return `${number.format(nodes)} ${nodes === 1 ? 'node' : 'nodes'}`;
}

/** A surge as it is set: `1 node`, `10 %`. */
export function describeSurge({ unit, value }: Surge): string {
  return unit === 'percent' ? `${value} %` : countNoun(value, 'node');
}

function nameNeed({ of, given }: PlanNeed): string {
  if (of === 'cluster') return 'nodes of a cluster';
  if (of === 'VNet') return 'addresses of a VNet';
  return `${of === 'Pod CIDR' ? 'nodes' : 'addresses'} of the ${of} ${given}`;
}

/** A need as a part of what there is; a limit that is kept is not worth a word. */
function describeNeed(need: PlanNeed): readonly string[] {
  if (need.given === null && need.fits) return [];
  const count = (amount: number) => number.format(countOfRange(need, amount));
  const formula = need.of !== 'Pod CIDR' && need.formula.includes('×') ? `${need.formula} = ` : '';
  const over = need.fits ? '' : `, ${count(need.needed - need.room)} too many`;
  return [`${formula}${count(need.needed)} of ${count(need.room)} ${nameNeed(need)}${over}`];
}

function stepLine({ surge, surgeNodes, needs, fits }: PlanStep): string {
  const name = surge === null ? 'without an upgrade' : `with a surge of ${describeSurge(surge)}`;
  const nodes = surge?.unit === 'percent' ? ` (${countNoun(surgeNodes, 'node')})` : '';
  return `${name}${nodes}: ${fits ? 'fits' : 'does not fit'}; ${needs.flatMap(describeNeed).join('; ')}`;
}

/** Where it was asked what fits, an upgrade is counted in. */
function countedIn({ upgrades: [first, ...others] }: Plan): readonly string[] {
  const sizes = ({ nodes, surgeNodes }: PlanStep) =>
    `${nodeCount(nodes)} ${nodes === 1 ? 'leaves' : 'leave'} room for ${number.format(surgeNodes)} more`;
  return [
    `Yes, it is counted in: ${sizes(first)}.`,
    ...others.flatMap((step) =>
      step.surge === null || step.nodes === first.nodes
        ? []
        : [`with a surge of ${describeSurge(step.surge)}: ${sizes(step)}`],
    ),
  ];
}

function verdictLine({ upgrade, upgrades: [first], withoutUpgrade, problems }: Plan): string {
  const compared = first.needs.flatMap(({ of, given }) => (given === null ? [] : of)).join(' and the ');
  const unnamed = upgrade?.unnamed ?? [];
  const partly = unnamed.length === 0 ? '' : ` for the ${compared}; no ${unnamed.join(' and no ')} was named`;
  if (upgrade?.verdict === 'depends') return `It depends on the surge that is set${partly}.`;
  if (upgrade?.verdict === 'fits')
    return problems.length === 0 ? `Yes${partly}.` : `Yes by the numbers${partly}, but see what stands against it.`;
  return withoutUpgrade.fits ? 'No.' : 'No: the cluster does not fit even without an upgrade.';
}

/** What helps where only the upgrade does not fit: a larger range does not, where the limit is one of AKS or of a VNet. */
function adviceFor({ upgrades }: Plan): string {
  const tight = upgrades.flatMap(({ needs }) => needs.filter(({ fits }) => !fits));
  const take = tight.every(({ given }) => given === null) ? 'fewer nodes' : 'a larger range or fewer nodes';
  return `Take ${take}, or upgrade in place (max unavailable), which adds no node.`;
}

/** Whether an upgrade fits into what was named, in lines; none where nothing was named to compare it with. */
export function describeUpgrade(plan: Plan): readonly string[] {
  const { upgrade, upgrades, withoutUpgrade, capacity } = plan;
  if (upgrade === null) return [];
  if (capacity !== null && upgrade.verdict === 'fits') return countedIn(plan);
  const [first, ...others] = upgrades;
  // A default that adds as many nodes as the other one says nothing new.
  const told = [first, ...others.filter(({ nodesInAll }) => nodesInAll !== first.nodesInAll)];
  const helps = upgrade.verdict !== 'fits' && withoutUpgrade.fits;
  return [verdictLine(plan), ...[withoutUpgrade, ...told].map(stepLine), ...(helps ? [adviceFor(plan)] : [])];
}
