import { readScenario, scenarioNames } from './scenario.ts';
import { ObjectStore } from './store.ts';

/** The clusters of one server. */
export type AksClusters = {
  readonly scenarios: readonly string[];
  /** The scenario behind a name in a path: itself, or the selected one behind the alias. It need not exist. */
  readonly scenarioOf: (name: string) => string;
  readonly find: (scenario: string) => ObjectStore | undefined;
  /** @throws Error where there is no such scenario */
  readonly get: (scenario: string) => ObjectStore;
  /** The scenario that the alias shows. */
  readonly selected: () => string;
  /** @throws Error where there is no such scenario */
  readonly select: (scenario: string) => void;
};

/** Reads every scenario of a folder. `alias` is a name whose cluster can be changed; null for none. */
export function openClusters(folder: string, alias: string | null): AksClusters {
  const scenarios = scenarioNames(folder);
  const stores = new Map(
    scenarios.map((name) => {
      const { objects, customGroups } = readScenario(folder, name);
      return [name, new ObjectStore(objects, customGroups)] as const;
    }),
  );
  let selected = scenarios[0] ?? '';
  const get = (scenario: string): ObjectStore => {
    const found = stores.get(scenario);
    if (!found) throw new Error(`no scenario ${scenario}`);
    return found;
  };
  return {
    scenarios,
    scenarioOf: (name) => (name === alias ? selected : name),
    find: (scenario) => stores.get(scenario),
    get,
    selected: () => selected,
    select: (scenario) => {
      get(scenario);
      selected = scenario;
    },
  };
}
