import type { UnseenThing, VerdictAnswer } from '../../../model/verdict.ts';

/** What no look reads: how a sentence calls it, the command that shows it, and the page that is about it. */
type Unseen = { readonly says: string; readonly command: string; readonly page: string | null };

const cluster = 'az aks show -g GROUP -n CLUSTER';
const pools = 'az aks nodepool list -g GROUP --cluster-name CLUSTER -o table';

const unseen: { readonly [T in UnseenThing]: Unseen } = {
  vnet: {
    says: 'I read no ranges and masks of the VNet',
    command: 'az network vnet subnet list -g GROUP --vnet-name VNET -o table',
    page: 'vnet',
  },
  nsg: { says: 'I read no NSG', command: 'az network nsg list -o table', page: 'nsg' },
  firewall: { says: 'I read no firewall', command: 'az network firewall list -o table', page: 'egress' },
  'route-table': {
    says: 'I read no route tables',
    command: 'az network route-table list -o table',
    page: 'kubenet-routes',
  },
  region: { says: 'I read no region', command: `${cluster} --query location`, page: null },
  version: { says: 'I read no versions', command: `${cluster} --query kubernetesVersion`, page: null },
  'vm-size': { says: 'I read no sizes of nodes', command: pools, page: null },
  'max-pods': {
    says: 'I do not read how many Pods a node may run',
    command: `${pools.replace(' -o table', '')} --query "[].maxPods"`,
    page: 'max-pods',
  },
  tier: { says: 'I read no tier of the cluster', command: `${cluster} --query sku`, page: null },
  'azure-names': { says: 'I read no names of Azure', command: 'az aks list -o table', page: null },
  outbound: {
    says: 'I do not read how traffic leaves Azure',
    command: `${cluster} --query networkProfile`,
    page: 'nat',
  },
};

/** The page of the lesson that is nearest to it; null for none. */
export const pageOfUnseen = (thing: UnseenThing): string | null => unseen[thing].page;

/** Whether it is something that no look reads. */
export function isUnseenThing(about: VerdictAnswer['about']): about is UnseenThing {
  return Object.hasOwn(unseen, about);
}

/** That no look shows it, and who can see it by which command: never a guess. */
export function answerUnseen(about: UnseenThing): VerdictAnswer {
  const { says, command } = unseen[about];
  return {
    kind: 'verdict',
    about,
    verdict: 'cannot-tell',
    says,
    observed: [],
    reasons: [],
    next: 'Whoever may read the Azure subscription can see it; ask your instructor.',
    owner: 'instructor',
    unread: [],
    evidence: [],
    nodeNames: [],
    look: null,
    elsewhere: command,
  };
}
