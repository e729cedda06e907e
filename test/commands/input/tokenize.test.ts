import { expect, test } from 'vitest';
import { splitWords } from '../../../src/commands/input/tokenize.ts';

test.each([
  ['ch\u200Beck stu\u00ADdent-12', ['check', 'student-12']],
  ['explain\u2060 over\uFE0Flay', ['explain', 'overlay']],
  ['--check —2', ['check', '2']],
  ['  check   2 ', ['check', '2']],
  ['explain “kube-proxy”', ['explain', 'kube-proxy']],
  ['explain ‘what’s up’', ['explain', "'what's", "up'"]],
  ['', []],
])('%j becomes %j', (text, words) => expect(splitWords(text)).toEqual(words));
