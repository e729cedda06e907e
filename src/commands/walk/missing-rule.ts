import type { MissingRule } from '../../model/opening.ts';
import { problemRowOf, rowChanges, type Walk, type WalkPlace } from './state.ts';
import { moveWalk, type WalkContext, type WalkMove } from './transitions.ts';

type RulePlace = Extract<WalkPlace, { at: 'rule' }>;
type FoundRule = Extract<MissingRule, { is: 'found' }>;

/** The rule that is missing where a walk may ask for it; null where policies shut nothing, or no rule is found. */
export function missingRuleAt({ place }: Pick<Walk, 'place'>, { look, findRule }: WalkContext): MissingRule | null {
  const isShut = look.shut !== null && problemRowOf(look, place.problem).status === 'supported';
  const asks = (place.at === 'confirmed' && place.by === 'live') || place.at === 'rule';
  return isShut && asks && place.problem === 'no-egress' ? findRule() : null;
}

/** The same where it can be chosen among options. */
export function chosenRuleAt(walk: Pick<Walk, 'place'>, context: WalkContext): FoundRule | null {
  const found = missingRuleAt(walk, context);
  return found?.is === 'found' ? found : null;
}

const stale = (walk: Walk): WalkMove => ({ walk, remarks: [{ is: 'stale' }] });

/** Asks which rule is missing. */
export function askForRule(walk: Walk, context: WalkContext): WalkMove {
  const { place } = walk;
  if (place.at !== 'confirmed' || chosenRuleAt(walk, context) === null) return stale(walk);
  return { walk: moveWalk(walk, { at: 'rule', problem: place.problem, tried: [], shown: false }), remarks: [] };
}

/** The right rule is shown; without a choice too, to whoever is not sure. */
export function showRule(walk: Walk, place: RulePlace): WalkMove {
  return { walk: moveWalk(walk, { ...place, shown: true }), remarks: [] };
}

/**
 * A choice of a rule; options count from 1. Where the policies changed since the question was shown, it is asked anew. Null
 * where there is no rule to choose any more.
 */
export function chooseRule(walk: Walk, place: RulePlace, outcome: number, context: WalkContext): WalkMove | null {
  const found = chosenRuleAt(walk, context);
  if (found === null) return null;
  const isOther = rowChanges(walk.looked, context.look).some(({ id }) => id === place.problem);
  if (isOther) return { walk: moveWalk(walk, { ...place, tried: [], shown: false }), remarks: [] };
  if (found.options[outcome - 1] === undefined)
    return { walk, remarks: [{ is: 'no-outcome', most: found.options.length }] };
  const option = outcome - 1;
  if (option === found.right) return showRule(walk, place);
  const tried = [...place.tried.filter((each) => each !== option), option];
  const remark = { is: 'wrong-rule', tried: context.tryOption(option) } as const;
  return { walk: moveWalk(walk, { ...place, tried }), remarks: [remark] };
}
