import { choiceLetter } from '../../model/doc.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { MissingRuleState } from '../../model/opening.ts';
import type { ChoiceMenu, Next } from '../../model/outcome.ts';
import type { UnsettledProblem, WalkStepPlace } from '../../model/walk.ts';
import { explainThis } from '../explain/result-subject.ts';
import { stepTokenOf, type Walk } from './state.ts';

/** What can be pressed below a step, and what is chosen from a list. */
export type StepOffers = { readonly next: readonly Next[]; readonly menu?: ChoiceMenu };

/** So many choices are buttons; one stands beside them that opens what is folded. */
const mostChoices = 4;

type StepButtons = {
  readonly again: Next;
  readonly ask: Next;
  readonly stop: Next;
  readonly unsure: Next;
};

function buttonsOf(token: string): StepButtons {
  return {
    again: { label: 'Check again', command: `walk done ${token}` },
    ask: { label: 'Ask my instructor', command: `walk handoff ${token}` },
    stop: { label: 'Stop', command: `walk stop ${token}` },
    unsure: { label: 'Not sure', command: `walk unsure ${token}` },
  };
}

/** Choices as buttons A, B, C …, or all of them in a list where there are more than fit. */
function offerChoices(sees: readonly string[], token: string, { again, ask, stop, unsure }: StepButtons): StepOffers {
  const command = (at: number) => `walk saw ${at + 1} ${token}`;
  const rest = [again, ask, stop];
  if (sees.length > mostChoices) {
    const options = sees.map((each, at) => ({ label: `${choiceLetter(at)} · ${each}`, command: command(at) }));
    return { next: rest, menu: { label: 'What do you see?', options: [...options, unsure] } };
  }
  const choices = sees.map((_, at) => ({ label: choiceLetter(at), command: command(at) }));
  const fits = choices.length < mostChoices;
  return {
    next: fits ? [...choices, unsure] : choices,
    menu: { label: 'Something else', options: fits ? rest : [unsure, ...rest] },
  };
}

/** The rules that can be chosen; null where the right one is shown. */
function offerRules({ missing, shown }: MissingRuleState, token: string, buttons: StepButtons): StepOffers | null {
  if (shown || missing.is !== 'found') return null;
  return offerChoices(
    missing.options.map(({ rules }) => rules.map(({ direction }) => direction).join()),
    token,
    buttons,
  );
}

/** What follows a try. */
function offerAfterTry(token: string, { ask, stop }: StepButtons): StepOffers {
  return {
    next: [
      { label: 'A · Works', command: `walk works ${token}` },
      { label: 'B · Still fails', command: `walk fails ${token}` },
      ask,
      stop,
    ],
  };
}

/** The other problems that can be gone to. */
function offerOthers(
  still: readonly UnsettledProblem[],
  token: string,
  { problems }: Lesson,
): Pick<StepOffers, 'menu'> {
  const options = still.map(({ id }) => ({ label: problems[id].title, command: `walk ${id} ${token}` }));
  return options.length === 0 ? {} : { menu: { label: 'Another problem', options } };
}

/** What follows a walk that ended well. */
function offerAfterEnd(still: readonly UnsettledProblem[], { problems }: Lesson): StepOffers {
  const options = still.map(({ id }) => ({ label: problems[id].title, command: `walk ${id}` }));
  const next = [
    { label: 'Check my cluster', command: 'check' },
    { label: 'Quiz', command: 'quiz' },
    { label: 'Problems', command: 'walk' },
  ];
  return options.length === 0 ? { next } : { next, menu: { label: 'Another problem', options } };
}

/** What can be done at a step beside having it explained: what leads on first. */
function ownStepOffers(
  walk: Walk,
  place: WalkStepPlace,
  still: readonly UnsettledProblem[],
  lesson: Lesson,
): StepOffers {
  const token = stepTokenOf(walk);
  const buttons = buttonsOf(token);
  const { again, ask, stop } = buttons;
  const others = offerOthers(still, token, lesson);
  switch (place.at) {
    case 'command':
      return offerChoices(place.sees, token, buttons);
    case 'confirmed': {
      const rule = { label: 'Which rule is missing?', command: `walk rule ${token}` };
      return { next: [...(place.rule?.is === 'found' ? [rule] : []), again, ask, stop], ...others };
    }
    case 'rule':
      return offerRules(place.state, token, buttons) ?? { next: [again, ask, stop], ...others };
    case 'opened':
      return offerAfterTry(token, buttons);
    case 'open': {
      const further = { label: 'Look further', command: `walk ${walk.place.problem} ${token}` };
      return { next: [ask, again, ...(place.why === 'still-fails' ? [further] : []), stop], ...others };
    }
    case 'asked': {
      if (place.status.is === 'told') return { next: [again, stop], ...others };
      return { next: [again, { ...ask, label: 'Ask again' }, stop], ...others };
    }
    case 'solved':
      return offerAfterEnd(still, lesson);
  }
}

/** What can be done at a step; choices stand alone, so that there it is explained from the list. */
export function stepOffers(
  walk: Walk,
  place: WalkStepPlace,
  still: readonly UnsettledProblem[],
  lesson: Lesson,
): StepOffers {
  const { next, menu } = ownStepOffers(walk, place, still, lesson);
  const explain = explainThis(walk.place.problem);
  const asksToChoose = place.at === 'command' || (place.at === 'rule' && !place.state.shown);
  if (!asksToChoose) return { next: [...next, explain], ...(menu ? { menu } : {}) };
  const { label = 'Something else', options = [] } = menu ?? {};
  return { next, menu: { label, options: [...options, explain] } };
}
