import { describe, expect, test } from 'vitest';
import { isLabelValue, isNamespaceName, isPortName } from '../../src/model/kubernetes-names.ts';

describe('the name of a namespace', () => {
  test.each(['a', '7', 'student-07', 'x--y', 'a'.repeat(63)])('%s is one', (text) =>
    expect(isNamespaceName(text)).toBe(true),
  );

  test.each(['', '-a', 'a-', 'Student-07', 'a.b', 'a_b', 'ä', 'a\n', ' a', 'a'.repeat(64)])('%j is none', (text) =>
    expect(isNamespaceName(text)).toBe(false),
  );
});

describe('the name of a port', () => {
  test.each(['http', 'a', '8080-tcp', 'dns-tcp', 'a'.repeat(15)])('%s is one', (text) =>
    expect(isPortName(text)).toBe(true),
  );
  test.each(['', '80', 'HTTP', '-a', 'a-', 'a--b', 'a_b', 'a'.repeat(16)])('%j is none', (text) =>
    expect(isPortName(text)).toBe(false),
  );
});

describe('the value of a label', () => {
  test.each(['', 'web', 'Web_1.2-x', 'a'.repeat(63)])('%j is one', (text) => expect(isLabelValue(text)).toBe(true));
  test.each(['my web', '-a', 'a-', 'a/b', 'ä', 'a'.repeat(64)])('%j is none', (text) =>
    expect(isLabelValue(text)).toBe(false),
  );
});
