import type { PoolModel } from './network.ts';

/** What an address belongs to: pictures give each its own sign. */
export type AddressKind = 'node' | 'pod';

/** A Pod of the student's own. */
export type MapPod = {
  readonly name: string;
  readonly ips: readonly string[];
  /** Its address is the node's. */
  readonly hostNetwork: boolean;
  /** What keeps its address from saying anything about the Pod range, in a few words; null for nothing. */
  readonly mark: string | null;
};

/** The student's own Pods on a node; `whole` where the list proves that there are no others. */
export type OwnPods = { readonly pods: readonly MapPod[]; readonly whole: boolean };

/** How many Pods of kube-system a node carries; `whole` where the list proves that there are no others. */
export type SystemPods = { readonly count: number; readonly hostNetwork: number; readonly whole: boolean };

/** A node that is drawn by itself. */
export type MapNode = {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Null where it was not read. */
  readonly ready: boolean | null;
  /** What is out of the ordinary: `Windows`, `virtual node`, … */
  readonly tags: readonly string[];
  /** Its blocks of Pod addresses, where it holds any. */
  readonly blocks: readonly string[];
  /** The student's own Pods here, null where they could not be read. */
  readonly own: OwnPods | null;
  /** Null where they could not be read. */
  readonly system: SystemPods | null;
};

/** From the lowest to the highest of some addresses. */
export type MapSpan = { readonly from: string; readonly to: string };

/** Nodes that are drawn as one row. */
export type MapGroup = {
  readonly label: string;
  readonly nodes: number;
  readonly ready: number;
  readonly notReady: number;
  /** Null where no address was read. */
  readonly span: MapSpan | null;
  /** How many of the student's own Pods they carry, null where those could not be read. */
  readonly own: number | null;
};

/** Where addresses of a kind come from: blocks, or none, with the reason in `how`. */
export type MapRange = {
  readonly kind: AddressKind;
  readonly label: string;
  readonly blocks: readonly string[];
  readonly how: string;
};

/** A list that could not be read: it is never drawn as empty. */
export type UnreadList = { readonly what: string; readonly because: string };

/** The student's network as facts, for a map. */
export type NetworkMap = {
  readonly kind: 'map';
  readonly namespace: string;
  /** Where it was read and when, in a few words. */
  readonly read: string;
  readonly model: { readonly says: string; readonly candidates: readonly string[] };
  readonly dataplane: string;
  readonly policyEngine: string;
  readonly ranges: readonly MapRange[];
  /** How many nodes there are, in words that hold for what was read. */
  readonly counted: string;
  readonly nodes: readonly MapNode[];
  readonly groups: readonly MapGroup[];
  /** Own Pods that no node is named for. */
  readonly waiting: readonly MapPod[];
  /**
   * Whatever else must be known to read it right: contradictions, an empty namespace, lists that may not be
   * whole.
   */
  readonly notes: readonly string[];
  readonly unseen: readonly UnreadList[];
};

/** A range of a model with addresses for example; `inVnet` where machines of the VNet have a route to it. */
export type ExampleRange = {
  readonly label: string;
  readonly block: string;
  readonly inVnet: boolean;
  readonly holds: readonly { readonly kind: AddressKind; readonly address: string }[];
};

/** One model beside others. */
export type ModelPanel = {
  readonly models: readonly PoolModel[];
  readonly name: string;
  readonly ranges: readonly ExampleRange[];
  /** Who routes Service traffic. */
  readonly dataplane: string;
  readonly lines: readonly string[];
  /** Whether it is the model of the cluster that was looked at. */
  readonly yours: boolean;
};

/** The models side by side. */
export type ModelPanels = { readonly kind: 'models'; readonly panels: readonly ModelPanel[]; readonly note: string };

/** Who takes addresses of a range. */
export type ShareKind = 'reserved' | 'nodes' | 'pods' | 'surge';

/** A share of a range. */
export type PlanShare = { readonly kind: ShareKind; readonly label: string; readonly addresses: number };

/** A range with what is taken of it. */
export type PlanBar = {
  readonly label: string;
  /** The range that was named, or the smallest that holds everything. */
  readonly range: string;
  /** All addresses of it; null where no range holds them. */
  readonly room: number | null;
  readonly shares: readonly PlanShare[];
};

/** A plan as bars. */
export type PlanBars = {
  readonly kind: 'plan';
  readonly title: string;
  readonly bars: readonly PlanBar[];
  readonly problems: readonly string[];
};

/** Everything that can be drawn. */
export type Picture = NetworkMap | ModelPanels | PlanBars;

/** For light and for dark surroundings. */
export type ThemeName = 'light' | 'dark';

/**
 * Which file of Slack shows which content, so that each content is uploaded once. Every function can throw
 * Trouble `store-down`.
 */
export type PictureBook = {
  /** The id of the file that shows it in a workspace, null where none does. */
  readonly find: (team: string, content: string) => Promise<string | null>;
  /** A later file takes the place of an earlier one; `at` is ISO. */
  readonly keep: (team: string, content: string, file: string, at: string) => Promise<void>;
};
