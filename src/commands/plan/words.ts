import { modelNames } from '../../model/display-names.ts';
import type { Plan, PlannedRange, PlanWords } from '../../model/plan.ts';

const number = new Intl.NumberFormat('en-US');

function rangeLine({ range, addresses, formula, prefix }: PlannedRange): string {
  const size = prefix === null ? 'more than any IPv4 range holds' : `fits into a /${prefix}`;
  return `${range}: ${formula} = ${number.format(addresses)} addresses, ${size}`;
}

/** A plan in lines of plain text, without mark-up: what it is for, what it needs, what stands against it. */
export function describePlan(plan: Plan): PlanWords {
  const { request, nodes, nodesInAll, maxPods, ranges, exercise, problems, remarks, figures } = plan;
  const surge = `${number.format(nodes)} ${nodes === 1 ? 'node' : 'nodes'} and ${request.surge} for an upgrade`;
  const reverse = `${request.subnet} holds ${number.format(nodesInAll)} nodes at ${maxPods} Pods (${surge})`;
  const forward = `${surge}, ${maxPods} Pods each`;
  const formula = exercise
    ? [
        `the exercise’s formula: ${exercise.formula} = ${number.format(exercise.addresses)} addresses, without the nodes’ own and the upgrade’s`,
      ]
    : [];
  const groups = [
    { heading: 'What it needs', lines: [...ranges.map(rangeLine), ...formula] },
    { heading: 'What stands against it', lines: problems },
    { heading: 'To know', lines: remarks },
    {
      heading: 'Where the figures come from',
      lines: figures.map(({ what, value, source, date }) => `${what}: ${number.format(value)} (${source}, ${date})`),
    },
  ];
  return {
    title: `${modelNames[request.model]}: ${request.nodes === null ? reverse : forward}`,
    groups: groups.filter(({ lines }) => lines.length > 0),
  };
}
