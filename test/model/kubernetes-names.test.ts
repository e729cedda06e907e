import { describe, expect, test } from 'vitest';
import { isNamespaceName } from '../../src/model/kubernetes-names.ts';

describe('the name of a namespace', () => {
  test.each(['a', '7', 'student-07', 'x--y', 'a'.repeat(63)])('%s is one', (text) =>
    expect(isNamespaceName(text)).toBe(true),
  );

  test.each(['', '-a', 'a-', 'Student-07', 'a.b', 'a_b', 'ä', 'a\n', ' a', 'a'.repeat(64)])('%j is none', (text) =>
    expect(isNamespaceName(text)).toBe(false),
  );
});
