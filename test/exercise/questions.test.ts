// The questions under which students find a passage: how many there are, in which languages, and that each leads to one.
import { describe, expect, test } from 'vitest';
import { lesson } from '../support/lab.ts';

// Overviews are found by their names alone: no question is compared with them.
const taught = lesson.passages.filter(({ drift, overview }) => drift === null && !overview);

/** The passages that this exercise makes people ask for most. */
const mostAsked: readonly string[] = [
  ...['node-addresses', 'pod-addresses', 'comparing-ranges', 'agents', 'kube-proxy'],
  ...['networkmonitor', 'annotations', 'pod-cidr', 'empty-pod-cidr', 'egress'],
  ...['overlay', 'overlay-nat', 'kubenet', 'node-subnet', 'comparison'],
  ...['cilium', 'network-policy', 'private-clusters', 'formula', 'max-pods'],
];

// Words that hold a German sentence together, and are no English ones: "was", "die" and "hat" are not here.
const germanWords = new Set(
  `auf aus bei beim das dem den der ein eine einem einen einer es für gibt ich ihre ist kann kein keine mein mit muss
  nach nicht ob oder sind um und vom von vor warum welche welcher welches wer wie wieso wird wo woher wofür woran
  worum wozu zum zwischen`.split(/\s+/u),
);

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const isGerman = (text: string): boolean => wordsOf(text).some((word) => germanWords.has(word));

/** For each passage how many of its questions there are. */
const counted = (passages: typeof taught, counts: (question: string) => boolean = () => true) =>
  passages.map(({ id, questions }) => ({ id, count: questions.filter(counts).length }));

describe('the measure', () => {
  test.each([
    'was ist ein overlay',
    'wie viele IPs brauche ich für 50 nodes bei azure cni',
    'pod kommt nicht ins internet was tun',
  ])('German, or half of it: %s', (question) => expect(isGerman(question)).toBe(true));

  test.each([
    'why was my Pod in die range of the nodes?',
    'curl: (28) Connection timed out',
    'whats teh diffrence between kubnet and overlay',
  ])('not German: %s', (question) => expect(isGerman(question)).toBe(false));

  test('case and signs make no other question', () => {
    expect(wordsOf('Is it “spec.podCIDR”?')).toEqual(wordsOf('is it spec podcidr'));
    expect(wordsOf('is it spec podcidr')).not.toEqual(wordsOf('is it spec podcidrs'));
  });
});

describe('the questions of the passages that teach', () => {
  test('six to fourteen each', () => {
    expect(taught.length).toBeGreaterThan(70);
    expect(counted(taught).filter(({ count }) => count < 6 || count > 14)).toEqual([]);
  });

  test('twelve or more for the twenty that are asked for most', () => {
    const asked = taught.filter(({ id }) => mostAsked.includes(id));
    expect(asked.map(({ id }) => id).toSorted()).toEqual(mostAsked.toSorted());
    expect(asked).toHaveLength(20);
    expect(counted(asked).filter(({ count }) => count < 12)).toEqual([]);
  });

  test('one or more in German, two or more for those twenty', () => {
    const german = counted(taught, isGerman);
    expect(german.length).toBeGreaterThan(70);
    expect(german.filter(({ id, count }) => count < (mostAsked.includes(id) ? 2 : 1))).toEqual([]);
  });

  test('none stands twice, whatever its case and signs', () => {
    const asked = taught.flatMap(({ id, questions }) => questions.map((question) => ({ id, question })));
    const groups = [...Map.groupBy(asked, ({ question }) => wordsOf(question).join(' ')).values()];
    expect(asked.length).toBeGreaterThan(600);
    expect(groups.filter((same) => same.length > 1)).toEqual([]);
  });
});
