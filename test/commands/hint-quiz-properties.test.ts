// Hints and quiz under any sequence of words and buttons, by several people, on clusters that change and fail.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { quizEntriesIn, settledTasksIn, understoodTasksIn } from '../../src/commands/learning/quiz-entries.ts';
import { determineFact } from '../../src/commands/quiz/facts.ts';
import { namesAModel } from '../../src/exercise/names-a-model.ts';
import { hintLevels } from '../../src/model/lesson.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { type FactId, quizFacts } from '../../src/model/quiz.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../src/playground/slack/validate/mentions.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import * as clusters from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import { type Class, classOf, levelsOf, pressed } from '../support/learners.ts';
import { listOf, pod, snapshotOf, withReads } from '../support/objects.ts';
import { documentsOf, shapes, worldOf } from '../support/worlds.ts';

const homes = { alice: 'student-07', bob: 'student-12', ida: 'student-99' } as const;
type User = keyof typeof homes;
const users = Object.keys(homes) as User[];

const worlds = Object.keys(clusters) as (keyof typeof clusters)[];
/** Each cluster as each namespace sees it; a Pod of the namespace carries its name. */
const seen = new Map<string, Snapshot>();
beforeAll(async () => {
  for (const [world, documents] of Object.entries(clusters))
    for (const home of Object.values(homes)) {
      const own = JSON.parse(
        JSON.stringify(documents).replaceAll('"student-07"', `"${home}"`).replaceAll('"web"', `"web-of-${home}"`),
      );
      seen.set(`${world} ${home}`, await snapshotOf(own, home));
    }
});

type Weather = {
  readonly world: (typeof worlds)[number];
  readonly lost: readonly ReadName[];
  readonly how: 'forbidden' | 'failed';
};
const reads: readonly ReadName[] = [
  'nodes',
  'pods',
  'systemPods',
  'daemonSets',
  'nodeNetworkConfigs',
  'networkmonitor',
  'masquerade',
  'ciliumConfig',
];
const weather: fc.Arbitrary<Weather> = fc.record({
  world: fc.constantFrom(...worlds),
  lost: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray([...reads])),
  how: fc.constantFrom('forbidden' as const, 'failed' as const),
});

function under({ world, lost, how }: Weather, namespace: string): Snapshot {
  const whole = seen.get(`${world} ${namespace}`);
  if (!whole) throw new Error(`${namespace} was read, which is nobody's`);
  const gone = lost.map((name) => [
    name,
    { ask: whole.reads[name].ask, outcome: how, because: 'the API said no', code: how === 'forbidden' ? 403 : 500 },
  ]);
  return withReads(whole, Object.fromEntries(gone));
}

const ids = lesson.quiz.map(({ id }) => id);
const choice = fc.oneof(
  fc.constantFrom(...lesson.quiz.flatMap(({ choices }) => choices.map(({ value }) => value))),
  fc.constantFrom('651', '64', '1', 'zebra', '-1', '99', '10.244.7.20', '10.244.9.0/24'),
);
const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'hint',
    'hint 1',
    'hint 2',
    'hint 3',
    'hint 1 again',
    'hint 2 again',
    'hint 3 all',
    'hint 2 guess',
    'hint 9',
    'hint student-12',
  ),
  fc.constantFrom(
    'hint 1 guess I think so',
    'hint 2 guess Cilium',
    'hint 3 guess overlay',
    'hint guess abc',
    'hint 2 guess ab',
  ),
  fc.constantFrom(
    'quiz',
    'quiz 1',
    'quiz 2',
    'quiz theory',
    'quiz again',
    'quiz again yes',
    'quiz again 2 yes',
    'quiz stop',
    'quiz unsure',
    'quiz skipped',
    'quiz student-12',
    'quiz answer',
  ),
  fc.constantFrom('check', 'check 1', 'check 2', 'progress'),
  fc.tuple(fc.constantFrom(...ids), choice).map(([id, value]) => `quiz answer ${id} ${value}`),
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom('A', 'b', 'c', 'z')).map(([id, part]) => `quiz tick ${id} ${part}`),
  fc
    .tuple(fc.constantFrom('skip', 'show', 'unsure', 'write'), fc.constantFrom(...ids))
    .map(([deed, id]) => `quiz ${deed} ${id}`),
  fc.string({ maxLength: 20 }).map((text) => `hint ${text}`),
  fc.string({ maxLength: 20 }).map((text) => `quiz ${text}`),
);

type Step =
  | { readonly do: 'say'; readonly user: User; readonly text: string }
  | { readonly do: 'press'; readonly user: User; readonly nth: number }
  | { readonly do: 'change'; readonly weather: Weather }
  | { readonly do: 'store'; readonly down: boolean };

const user = fc.constantFrom(...users);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), user, text: words }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('press' as const), user, nth: fc.nat(60) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), weather }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('store' as const), down: fc.boolean() }) },
  ),
  { minLength: 5, maxLength: 30 },
);

type Guarded = Class & {
  readonly now: () => Weather;
  readonly change: (to: Weather) => void;
  readonly down: (is: boolean) => void;
};

const fine: Weather = { world: 'overlayCilium', lost: [], how: 'failed' };

function guardedClass(): Guarded {
  let [sky, broken]: [Weather, boolean] = [fine, false];
  const own = classOf(async (namespace) => under(sky, namespace));
  const { notebooks } = own.lab;
  const lab = {
    ...own.lab,
    notebooks: {
      read: (...all: Parameters<typeof notebooks.read>) =>
        broken ? Promise.reject(new Trouble('store-down')) : notebooks.read(...all),
      change: (...all: Parameters<typeof notebooks.change>) =>
        broken ? Promise.reject(new Trouble('store-down')) : notebooks.change(...all),
    } as typeof notebooks,
  };
  const say: Class['say'] = async (who, text) => {
    const outcome = await pressed(lab, who, text);
    if (outcome.remember) await lab.progress.keep(outcome.remember);
    return outcome;
  };
  return { ...own, lab, say, now: () => sky, change: (to) => (sky = to), down: (is) => (broken = is) };
}

const statuses = (snapshot: Snapshot, task: 1 | 2 | 3) =>
  assess(snapshot, task)
    .findings.map(({ status }) => status)
    .join();

/** The commands of an outcome's buttons and of its list. */
const offeredBy = ({ next = [], menu }: Outcome): readonly string[] =>
  [...next, ...(menu?.options ?? [])].map(({ command }) => command);

/** What each request must hold; keeps what earlier ones showed. */
class Referee {
  readonly #class: Guarded;
  /** For each person and task: the statuses that were read since the rung was unlocked. */
  readonly #read = new Map<string, Set<string>>();
  readonly counts = { rungs: 0, asked: 0, answered: 0, understood: 0 };
  /** For each person the questions that they were asked, or named themselves. */
  readonly #met = new Map<User, Set<string>>(users.map((who) => [who, new Set()]));

  constructor(watched: Guarded) {
    this.#class = watched;
  }

  async #rungs(who: User): Promise<readonly number[]> {
    const pages = await this.#class.books.notebooks.read(who, 'hint');
    return [1, 2, 3].map((task) =>
      hintLevels.indexOf(Object(pages.find(({ key }) => key === String(task))?.body).rung),
    );
  }

  async request(who: User, text: string): Promise<Outcome> {
    const { books, asked, say, now } = this.#class;
    const before = await this.#rungs(who);
    const reads = asked.length;
    const settled = settledTasksIn(
      books.kept.attempts.filter((each) => each.user === who),
      homes[who],
    );
    const understoodBefore = await this.#understood();
    const outcome = await say(who, text);
    // Nobody else's namespace is read, and nothing of it is shown.
    expect(asked.slice(reads).filter((each) => each !== homes[who])).toEqual([]);
    const drawn = answerMessage(outcome.answer, { next: outcome.next ?? [], by: who });
    expect(blockFaults(drawn.blocks)).toEqual([]);
    expect(mentionsIn(drawn)).toEqual([]);
    const said = JSON.stringify(drawn);
    for (const other of users.filter((each) => each !== who)) expect(said).not.toContain(`web-of-${homes[other]}`);
    this.#hints(who, text, outcome, before, await this.#rungs(who), asked.length > reads);
    if (outcome.answer.kind === 'quiz')
      this.#quiz(outcome, settled, asked.length > reads ? under(now(), homes[who]) : null);
    for (const id of ids.filter((each) => text.split(/\s+/u).includes(each))) this.#met.get(who)?.add(id);
    this.#learned(who, text, outcome, understoodBefore, await this.#understood());
    await this.#isMet(who, outcome);
    return outcome;
  }

  /** The tasks that each person understood. */
  async #understood(): Promise<ReadonlyMap<User, readonly number[]>> {
    const { notebooks } = this.#class.books;
    const all = users.map(async (who) => {
      const found = understoodTasksIn(await notebooks.read(who, 'quiz'), homes[who], lesson);
      return [who, [...found.keys()].toSorted()] as const;
    });
    return new Map(await Promise.all(all));
  }

  /** A task is understood by one's own right answer or by one's own marks, by nothing else, and stays so. */
  #learned(
    who: User,
    text: string,
    { answer }: Outcome,
    before: ReadonlyMap<User, readonly number[]>,
    after: ReadonlyMap<User, readonly number[]>,
  ): void {
    for (const each of users) {
      const [was = [], is = []] = [before.get(each), after.get(each)];
      expect(is).toEqual(expect.arrayContaining([...was]));
      const [gained, ...more] = is.filter((task) => !was.includes(task));
      if (gained === undefined) continue;
      expect([each, more]).toEqual([who, []]);
      if (answer.kind !== 'quiz') throw new Error(`${text} taught task ${gained}`);
      expect(answer.question?.task).toBe(gained);
      expect(answer.remarks.join()).not.toContain('You had seen the answer before');
      const ticked = answer.parts.filter((part) => part.ticked).length;
      const isRight = /^quiz answer /iu.test(text) && answer.title === 'Right.';
      expect(isRight || (/^quiz tick /iu.test(text) && ticked * 2 > answer.parts.length)).toBe(true);
      this.counts.understood++;
    }
  }

  /** Nothing is answered or skipped that was never asked or named. */
  async #isMet(who: User, { answer }: Outcome): Promise<void> {
    const met = this.#met.get(who) ?? new Set();
    if (answer.kind === 'quiz' && answer.question !== null) met.add(answer.question.id);
    const entries = quizEntriesIn(await this.#class.books.notebooks.read(who, 'quiz'), homes[who]);
    const settledIds = [...entries].filter(([, { state }]) => state !== 'asked').map(([id]) => id);
    expect(settledIds.filter((id) => !met.has(id))).toEqual([]);
  }

  #hints(
    who: User,
    text: string,
    { answer, next = [] }: Outcome,
    before: readonly number[],
    after: readonly number[],
    looked: boolean,
  ): void {
    const guessed = /guess \S/u.test(text);
    for (const task of [1, 2, 3] as const) {
      const [was = -1, is = -1] = [before[task - 1], after[task - 1]];
      const key = `${who} ${task}`;
      const known = this.#read.get(key) ?? new Set();
      if (looked && text.startsWith('hint') && answer.kind === 'hint' && answer.task === task)
        known.add(statuses(under(this.#class.now(), homes[who]), task));
      expect(is - was).toBeGreaterThanOrEqual(0);
      expect(is - was).toBeLessThanOrEqual(1);
      if (is > was && was >= 0) expect([guessed || known.size > 1, task, text]).toEqual([true, task, text]);
      if (is > was) {
        this.counts.rungs++;
        this.#read.set(key, new Set([...known].slice(-1)));
      } else this.#read.set(key, known);
    }
    if (answer.kind !== 'hint' || (who === 'ida' && /all/iu.test(text))) return;
    const shown = answer.steps.map(({ level }) => hintLevels.indexOf(level));
    expect(Math.max(...shown)).toBeLessThanOrEqual(after[answer.task - 1] ?? -1);
    if (Math.max(...shown) < 3)
      expect(namesAModel([JSON.stringify(answerMessage(answer, { next, by: 'x' }))])).toBe(false);
    if (shown.includes(4)) {
      const own = this.#class.books.kept.attempts.filter(
        (each) => each.user === who && [null, answer.task].includes(each.task),
      );
      expect(own.length).toBeGreaterThan(0);
    }
  }

  #quiz({ answer }: Outcome, settled: ReadonlySet<unknown>, snapshot: Snapshot | null): void {
    if (answer.kind !== 'quiz' || answer.question === null) return;
    const { question, open, result } = answer;
    if (question.kind === 'transfer') {
      if (open || result?.observation) expect(settled.has(question.task)).toBe(true);
      return;
    }
    if (snapshot === null) {
      expect(open).toBe(false);
      return;
    }
    // What would be on another cluster is the lesson's to say.
    if (question.kind === 'after-look') return;
    const found = determineFact(question.fact, assess(snapshot));
    if (open) {
      expect(found.value).not.toBeNull();
      this.counts.asked++;
    } else if (result?.observation) {
      expect(result.value).toBe(found.value);
      this.counts.answered++;
    }
  }

  /** At the end nothing that could be asked was left out. */
  async #everything(who: User): Promise<void> {
    const entries = quizEntriesIn(await this.#class.books.notebooks.read(who, 'quiz'), homes[who]);
    const attempts = this.#class.books.kept.attempts.filter((each) => each.user === who);
    const settled = settledTasksIn(attempts, homes[who]);
    const assessment = assess(under(fine, homes[who]));
    const met = (id: string) => ['answered', 'skipped'].includes(entries.get(id)?.state ?? '');
    for (const each of lesson.quiz) {
      if (each.kind === 'transfer' && settled.has(each.task)) expect([each.id, met(each.id)]).toEqual([each.id, true]);
      if (each.kind !== 'predict' || determineFact(each.fact, assessment).value === null) continue;
      expect([each.id, met(each.id) || met(`${each.id}-after-look`)]).toEqual([each.id, true]);
    }
  }

  /** On a healthy cluster everybody gets to the end, whatever was before. */
  async ends(who: User): Promise<void> {
    this.#class.down(false);
    this.#class.change(fine);
    let asked = await this.request(who, 'quiz');
    for (let turn = 0; asked.answer.kind === 'quiz' && asked.answer.question !== null; turn++) {
      expect(turn).toBeLessThan(lesson.quiz.length + 1);
      const { position } = asked.answer;
      expect(position && position.at >= 1 && position.at <= position.of).toBe(true);
      const offered = offeredBy(asked).filter((text) => /^quiz (?:answer|skip) /u.test(text));
      asked = await this.request(who, offered.at(turn % 2 === 0 ? -1 : 0) ?? '');
      if (asked.answer.kind === 'quiz' && !asked.answer.open) asked = await this.request(who, 'quiz');
    }
    expect(asked.answer).toMatchObject({ kind: 'quiz', question: null });
    await this.#everything(who);
    for (let turn = 0; turn < hintLevels.length; turn++) await this.request(who, 'hint 2 guess still thinking');
    await this.request(who, 'check 2');
    expect(levelsOf(await this.request(who, 'hint 2'))).toBe('yours');
  }
}

describe('any sequence of words and buttons', () => {
  test('never throws, never sticks, skips no rung and no check, asks nothing that cannot be seen, shows nobody else’s', async () => {
    const totals = { rungs: 0, asked: 0, answered: 0, understood: 0, requests: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const watched = guardedClass();
        const referee = new Referee(watched);
        const buttons: string[] = [];
        for (const step of all) {
          if (step.do === 'change') watched.change(step.weather);
          else if (step.do === 'store') watched.down(step.down);
          else {
            // Anybody may hold any button, old and new, since buttons are words.
            const text = step.do === 'say' ? step.text : buttons.at(-1 - (step.nth % Math.max(1, buttons.length)));
            if (text === undefined) continue;
            const outcome = await referee.request(step.user, text);
            buttons.push(...offeredBy(outcome).filter((say) => /^(?:hint|quiz|check|progress)/u.test(say)));
            totals.requests++;
          }
        }
        // Each of them in turn: all of a quiz is many requests.
        await referee.ends(users[totals.requests % users.length] ?? 'alice');
        for (const name of ['rungs', 'asked', 'answered', 'understood'] as const) totals[name] += referee.counts[name];
      }),
      { numRuns: 60 },
    );
    // The property is not empty: all of it happened.
    expect(Math.min(...Object.values(totals))).toBeGreaterThan(50);
  }, 110_000);
});

const modelOf = {
  overlay: 'azure-cni-overlay',
  dynamic: 'azure-cni-pod-subnet-dynamic',
  static: 'azure-cni-pod-subnet-static',
  'node-subnet': 'azure-cni-node-subnet',
  kubenet: 'kubenet',
} as const;

describe('any cluster', () => {
  const lost = fc.subarray([...reads]);

  test('a fact is never told wrongly, whatever could not be read', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(shapes, lost, async (shape, names) => {
        const whole = await snapshotOf(documentsOf(worldOf(shape)));
        const gone = names.map((name) => [
          name,
          { ask: whole.reads[name].ask, outcome: 'forbidden', because: 'no', code: 403 },
        ]);
        const snapshot = withReads(whole, Object.fromEntries(gone));
        const assessment = assess(snapshot);
        const truth: Partial<Record<FactId, string>> = {
          model: modelOf[shape.model],
          'pods-inside-node-range': shape.model === 'node-subnet' ? 'yes' : 'no',
          'kube-proxy-present': !shape.cilium || shape.proxyToo ? 'yes' : 'no',
          'configmap-present': 'no',
          'windows-nodes': shape.nodes.some(({ windows }) => windows) ? 'yes' : 'no',
          'pod-cidr-set': shape.model === 'kubenet' ? 'yes' : 'no',
          'block-per-node': ['node-subnet', 'dynamic'].includes(shape.model) ? 'no' : 'yes',
          'annotations-name-a-cni': 'no',
          dataplane: shape.cilium ? 'azure-cilium' : 'kube-proxy',
        };
        for (const fact of Object.keys(quizFacts) as FactId[]) {
          const found = determineFact(fact, assessment);
          if (found.value === null) continue;
          told++;
          expect(quizFacts[fact]).toContain(found.value);
          expect(found.observation.says).not.toBe('');
          if (fact in truth) expect([fact, found.value]).toEqual([fact, truth[fact]]);
        }
      }),
      { numRuns: 150 },
    );
    expect(told).toBeGreaterThan(300);
  });

  test('the first three hints name no model, whatever the cluster and its names are', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.constantFrom(1, 2, 3), async (shape, task) => {
        const documents = documentsOf(worldOf(shape));
        const evil = listOf('Pod', [
          pod('student-07', 'kubenet-overlay', 'n0', '10.9.0.9', '172.20.0.4'),
          pod('student-12', 'x', 'n0', '', ''),
        ]);
        const { say, show } = classOf((namespace) => snapshotOf(documents, namespace));
        for (const said of ['', ' guess one', ' again', ' guess more', '', ' again']) {
          const outcome = await say('alice', `hint ${task}${said}`);
          expect(levelsOf(outcome)).not.toMatch(/example|yours/u);
          expect(
            namesAModel([JSON.stringify(answerMessage(outcome.answer, { next: outcome.next ?? [], by: 'x' }))]),
          ).toBe(false);
          show((namespace) => snapshotOf([...documents.filter(({ kind }) => kind !== 'PodList'), evil], namespace));
        }
      }),
      { numRuns: 40 },
    );
  });
});
