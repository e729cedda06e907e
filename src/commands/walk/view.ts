import type { ProblemId } from '../../model/finding.ts';
import type { HelpRequestStatus } from '../../model/help-request.ts';
import { commandInNamespace, type Lesson } from '../../model/lesson.ts';
import type { ChoiceMenu, Next } from '../../model/outcome.ts';
import type {
  UnsettledProblem,
  WalkAnswer,
  WalkRemark,
  WalkRow,
  WalkStepAnswer,
  WalkStepPlace,
} from '../../model/walk.ts';
import { problemTitlesOf } from '../help-request/ask-instructor.ts';
import { missingRuleAt } from './missing-rule.ts';
import { rankProblem } from './problem-table.ts';
import { problemRowOf, type Walk } from './state.ts';
import { stepOffers } from './step-offers.ts';
import {
  commandsForOthers,
  nextOpenProblems,
  passedOpenProblems,
  type WalkContext,
  walkCommandOf,
} from './transitions.ts';

/** An answer with its buttons. */
export type WalkView = {
  readonly answer: WalkAnswer | WalkStepAnswer;
  readonly next: readonly Next[];
  readonly menu?: ChoiceMenu;
  /** False where the message whose button asked stays, though the answer is to the same walk. */
  readonly replacesMessage?: false;
};

/** What a walk under way is about, short enough for a button. */
const shortTitles: { readonly [P in ProblemId]: string } = {
  'same-range': 'same range',
  'no-cilium-pods': 'no Cilium',
  'no-configmap': 'no ConfigMap',
  'no-egress': 'no way out',
};

/** The buttons below the table of problems: what was found first, the others in a list. `underWay`: the problem of a walk. */
export function offerProblems(steps: readonly WalkRow[], underWay: ProblemId | null): Pick<WalkView, 'next' | 'menu'> {
  const found = steps.filter((step) => rankProblem(step) === 0).slice(0, 1);
  const others = steps.filter((step) => !found.includes(step));
  const options = others.map(({ id, symptom }) => ({ label: symptom, command: `walk ${id}` }));
  return {
    next: [
      ...found.map(({ id }) => ({ label: 'Find the cause', command: `walk ${id}` })),
      ...(underWay === null ? [] : [{ label: `Continue: ${shortTitles[underWay]}`, command: 'walk continue' }]),
      { label: 'Check again', command: 'walk' },
    ],
    ...(options.length === 0
      ? {}
      : { menu: { label: found.length > 0 ? 'Another problem' : 'Choose a problem', options } }),
  };
}

/** The problems that are not settled: those to come, then those that were passed. */
function unsettledOf(walk: Walk, { look }: WalkContext): readonly UnsettledProblem[] {
  const howLeft = (id: UnsettledProblem['id']) => walk.left.find(({ problem }) => problem === id)?.how ?? null;
  const toCome = nextOpenProblems(walk, look).map((id) => problemRowOf(look, id));
  const passed = passedOpenProblems(walk, look);
  return [
    ...toCome.map(({ id, status, normal }) => ({ id, status, normal, left: null })),
    ...passed.map(({ id, status, normal }) => ({ id, status, normal, left: howLeft(id) })),
  ];
}

/** A try from a Pod of the namespace; it changes nothing. */
const tryCommand = (namespace: string, pod: string) =>
  `kubectl exec -n ${namespace} ${pod} -- wget -qO- -T 5 https://example.com`;

function placeOf(walk: Walk, context: WalkContext, lesson: Lesson, status: HelpRequestStatus): WalkStepPlace {
  const { place } = walk;
  const { look } = context;
  const command = walkCommandOf(walk, lesson.problems);
  switch (place.at) {
    case 'command': {
      const run = commandInNamespace(command?.run ?? '', look.namespace);
      const sees = (command?.outcomes ?? []).map((each) => each.sees);
      return { at: 'command', run, note: command?.note ?? null, sees, contradicted: place.contradicted };
    }
    case 'open':
      return {
        at: 'open',
        why: place.why,
        forOthers: place.why === 'nothing-left' ? [] : commandsForOthers(lesson.problems[place.problem]),
      };
    case 'confirmed':
      return { at: 'confirmed', by: place.by, rule: missingRuleAt(walk, context) };
    case 'rule': {
      const missing = missingRuleAt(walk, context);
      if (missing?.is !== 'found') return { at: 'confirmed', by: 'live', rule: missing };
      const tried = place.tried.flatMap((option) => (missing.options[option] ? [context.tryOption(option)] : []));
      return { at: 'rule', state: { missing, tried, shown: place.shown } };
    }
    case 'opened':
      return {
        at: 'opened',
        run: look.open === null ? null : tryCommand(look.namespace, look.open.pod),
        open: look.open,
      };
    case 'asked':
      return { at: 'asked', status };
    case 'solved':
    case 'stopped':
      return { at: 'solved' };
  }
}

/** What a step needs beside the walk: what happened, and how a help request stands, which matters only where one was asked. */
export type StepDetails = {
  readonly remarks?: readonly WalkRemark[];
  readonly status?: HelpRequestStatus;
};

/** A step of a walk. */
export function buildStepView(
  walk: Walk,
  context: WalkContext,
  lesson: Lesson,
  { remarks = [], status = { is: 'gone' } }: StepDetails = {},
): WalkView {
  const { look } = context;
  const { id, status: is, normal, because, unread } = problemRowOf(look, walk.place.problem);
  const place = placeOf(walk, context, lesson, status);
  const still = unsettledOf(walk, context);
  return {
    answer: {
      kind: 'walking',
      namespace: look.namespace,
      readAt: look.readAt,
      remarks,
      text: lesson.problems[id],
      titles: problemTitlesOf(lesson),
      row: { id, status: is, normal, because, unread },
      shut: id === 'no-egress' && is === 'supported' ? look.shut : null,
      place,
      still,
    },
    ...stepOffers(walk, place, still, lesson),
  };
}
