// Calico's selector language, as far as it decides whether a policy selects a Pod (docs.tigera.io, selectors).
import { describe, expect, test } from 'vitest';
import type { CalicoPolicy } from '../../../src/model/policy.ts';
import { calicoSelector, calicoSelects } from '../../../src/network/policy/calico.ts';

const labels: Readonly<Record<string, string>> = { app: 'web', tier: 'front-end', 'a.b/c': 'x', empty: '' };
const look = (key: string) => (key === 'unseen' ? null : labels[key]);
const words = ['no', 'unseen', 'yes'] as const;

describe('a selector', () => {
  test.each([
    ['', 'yes'],
    ['  ', 'yes'],
    ['all()', 'yes'],
    ['all( )', 'yes'],
    ['global()', 'no'],
    ["app == 'web'", 'yes'],
    ['app == "web"', 'yes'],
    ["app=='web'", 'yes'],
    ["app == 'db'", 'no'],
    ["none == 'web'", 'no'],
    ["unseen == 'web'", 'unseen'],
    ["a.b/c == 'x'", 'yes'],
    ["empty == ''", 'yes'],
    ["app != 'db'", 'yes'],
    ["app != 'web'", 'no'],
    ["none != 'web'", 'yes'],
    ['has(app)', 'yes'],
    ['has( app )', 'yes'],
    ['has(none)', 'no'],
    ['has(unseen)', 'unseen'],
    ["app in { 'web', 'db' }", 'yes'],
    ["app in {'db'}", 'no'],
    ['app in {}', 'no'],
    ["none in { 'web' }", 'no'],
    ["app not in { 'db' }", 'yes'],
    ["app not in { 'db', 'web' }", 'no'],
    ["none not in { 'web' }", 'yes'],
    ["tier contains 'nt-e'", 'yes'],
    ["tier contains 'back'", 'no'],
    ["tier starts with 'front'", 'yes'],
    ["tier starts with 'end'", 'no'],
    ["tier ends with 'end'", 'yes'],
    ["tier ends with 'front'", 'no'],
    ["none contains ''", 'no'],
    ['!has(none)', 'yes'],
    ['! has(app)', 'no'],
    ['!has(unseen)', 'unseen'],
    ['!!has(app)', 'yes'],
    ["app == 'web' && has(tier)", 'yes'],
    ["app == 'web' && has(none)", 'no'],
    ["app == 'db' || has(tier)", 'yes'],
    ["app == 'db' || has(none)", 'no'],
    ['has(unseen) && has(none)', 'no'],
    ['has(unseen) || has(app)', 'yes'],
    // && binds more tightly than ||.
    ['has(app) || has(none) && has(none)', 'yes'],
    ['(has(app) || has(none)) && has(none)', 'no'],
    ['has(none) && has(none) || has(app)', 'yes'],
    ['( ( has(app) ) )', 'yes'],
    ['!(has(app) && has(none))', 'yes'],
    // What is not understood may match.
    ['app = web', 'unseen'],
    ["app == 'web", 'unseen'],
    ["app == 'web' &&", 'unseen'],
    ["(app == 'web'", 'unseen'],
    ["app == 'web')", 'unseen'],
    ["app == 'web' has(tier)", 'unseen'],
    ['near(app)', 'unseen'],
    ['all() nonsense', 'unseen'],
    ['x all()', 'unseen'],
  ])('%s: %s', (text, expected) => {
    expect(words[calicoSelector(text)(look)]).toBe(expected);
  });
});

describe('a policy', () => {
  const identity = (namespace: string, whole = true) => ({
    id: 0,
    namespace,
    labels: { app: 'web' },
    namespaceLabels: { labels: { team: 'red' }, whole },
  });
  const policy: CalicoPolicy = { namespace: 'x', name: 'p', selector: "app == 'web'", namespaceSelector: '' };
  const selects = (more: Partial<CalicoPolicy>, namespace = 'x', whole = true) =>
    words[calicoSelects({ ...policy, ...more })(identity(namespace, whole))];

  test('of a namespace selects there alone', () => {
    expect([selects({}), selects({}, 'y'), selects({ selector: 'has(none)' })]).toEqual(['yes', 'no', 'no']);
  });

  test('of the cluster selects by the labels of namespaces too', () => {
    const everywhere = { namespace: '' };
    expect(selects(everywhere, 'y')).toBe('yes');
    expect(selects({ ...everywhere, namespaceSelector: "team == 'red'" })).toBe('yes');
    expect(selects({ ...everywhere, namespaceSelector: "team == 'blue'" })).toBe('no');
    expect(selects({ ...everywhere, namespaceSelector: "zone == 'a'" }, 'x', false)).toBe('unseen');
    expect(selects({ ...everywhere, selector: 'has(none)', namespaceSelector: 'all()' })).toBe('no');
  });
});
