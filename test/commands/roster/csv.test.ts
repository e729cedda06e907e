// Lists of any shape: what is read of them, what is told of a wrong line, and that nothing is lost in silence.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatRosterCsv,
  maxRosterLines,
  parseRosterFile,
  parseRosterLines,
} from '../../../src/commands/roster/csv.ts';
import { Trouble } from '../../../src/model/trouble.ts';

/** Each line as `number: kind who → namespace`, or `number: the reason`. */
const read = (text: string) =>
  parseRosterLines(text).map((each) =>
    'why' in each ? `${each.line}: ${each.why}` : `${each.line}: ${each.who.kind} ${each.who.text} → ${each.namespace}`,
  );

const noWho = 'it needs a Slack user id such as U012ABCDEF, an @name or an e-mail address';
const noNamespace = 'it needs a namespace such as student-07';

test.each([
  ['an id', 'U012ABC,student-07', ['1: id U012ABC → student-07']],
  ['an id as a mention', '<@U012ABC|alice>,student-07', ['1: id U012ABC → student-07']],
  ['an id behind an @', '@U012ABC,student-07', ['1: id U012ABC → student-07']],
  ['a name in capitals is no id', '@WILL,student-07', ['1: name WILL → student-07']],
  ['a name with a blank and an umlaut', '@Jörg B.,student-07', ['1: name Jörg B. → student-07']],
  [
    'an address, and as Slack writes it',
    'A@B.example,student-07\n<mailto:c@d.example|c@d.example>,student-08',
    ['1: email a@b.example → student-07', '2: email c@d.example → student-08'],
  ],
  ['a name without @', 'alice,student-07', [`1: ${noWho}`]],
  ['no namespace, and none that can be one', 'U012ABC\nU012ABC,Student 7', [`1: ${noNamespace}`, `2: ${noNamespace}`]],
  [
    'empty lines count',
    '\n\nuser,namespace\n\nU012ABC,student-07\n , \nU013ABC,x y',
    ['5: id U012ABC → student-07', `7: ${noNamespace}`],
  ],
  [
    'line ends of three kinds in one list',
    'U012ABC,student-07\r\nU013ABC,student-08\nU014ABC,student-09\rU015ABC,x',
    ['1: id U012ABC → student-07', '2: id U013ABC → student-08', '3: id U014ABC → student-09', '4: id U015ABC → x'],
  ],
  [
    'a cell over two lines',
    'U012ABC,student-07,"a\nb"\nU013ABC,student-08',
    ['1: id U012ABC → student-07', '3: id U013ABC → student-08'],
  ],
  ['blanks that cannot be seen', '\uFEFFU012ABC\u00A0,\u00A0student-07', ['1: id U012ABC → student-07']],
  [
    'a comma, a tab or a semicolon inside of quotes',
    'user,"a;b\tc",namespace\nU012ABC,"x,y",student-07',
    ['2: id U012ABC → student-07'],
  ],
  [
    'a first line that lacks a cell is no header',
    'U012ABC,\nU013ABC,student-08',
    [`1: ${noNamespace}`, '2: id U013ABC → student-08'],
  ],
  ['nothing', ' \n\n', []],
])('%s', (_, text, lines) => expect(read(text)).toEqual(lines));

test.each([
  ['a quotation mark that is never closed', '"U012ABC,student-07', 'this is no CSV'],
  ['too many lines', 'U012ABC,student-07\n'.repeat(maxRosterLines + 1), `at most ${maxRosterLines} lines`],
])('%s is refused in one sentence', (_, text, said) => expect(() => parseRosterLines(text)).toThrow(said));

test(`${maxRosterLines} lines are read, with a header or without`, () => {
  const lines = 'U012ABC,student-07\n'.repeat(maxRosterLines);
  expect(parseRosterLines(lines)).toHaveLength(maxRosterLines);
  expect(parseRosterLines(`user,namespace\n${lines}`)).toHaveLength(maxRosterLines);
});

test('what is shown of a wrong line is short, in whole characters, on one line', () => {
  const [line] = parseRosterLines(`"${'😀'.repeat(60)}\n\u202E\u0007${'x'.repeat(200)}",y`);
  expect(line?.text).toMatch(/^(?:😀){60} x+$/u);
  expect([...(line?.text ?? '')]).toHaveLength(80);
});

const seat = fc.record({
  user: fc.stringMatching(/^[UW][A-Z0-9]{2,10}$/u),
  namespace: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/u),
});

/** Text of bytes, of Unicode, and of the pieces that lists are made of in any order. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes)),
  fc
    .array(
      fc.constantFrom(
        ',',
        ';',
        '\t',
        '"',
        '\n',
        '\r',
        '\r\n',
        ' ',
        '@',
        '<@',
        '>',
        '|',
        'user',
        'namespace',
        'U012ABC',
        'student-07',
        '\uFEFF',
        '\0',
        '=1+1',
        '😀',
        '__proto__',
      ),
      { maxLength: 60 },
    )
    .map((pieces) => pieces.join('')),
);

describe('whatever is handed in', () => {
  test('it is read or refused as bad input, with lines that exist, in order', () => {
    const came = { read: 0, refused: 0 };
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          const lines = parseRosterLines(text).map(({ line }) => line);
          const ends = text.split(/\r\n?|[\n\u0085\u2028\u2029]/u).length;
          expect(lines.every((line, index) => line > (lines[index - 1] ?? 0) && line <= ends)).toBe(true);
          came.read += lines.length;
        } catch (error) {
          expect(error instanceof Trouble && error.kind).toBe('bad-input');
          came.refused += 1;
        }
      }),
      { numRuns: 2000 },
    );
    expect(Object.values(came).map((count) => count > 0)).toEqual([true, true]);
  });

  test('an exported roster comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 50 }), (seats) => {
        const back = parseRosterLines(formatRosterCsv(seats)).map((each) =>
          'why' in each ? each : { user: each.who.text, namespace: each.namespace },
        );
        expect(back).toEqual(seats);
      }),
    );
  });

  test('each line of a list of good and bad lines is told by its own number, none is lost', () => {
    const bad = fc.constantFrom('x,student-07', 'U012ABC,', 'U012ABC,No Name', '?', '@,x', 'a@b,x');
    const good = seat.map(({ user, namespace }) => `${user},${namespace}`);
    const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
    const line = fc.tuple(
      fc.oneof(
        good.map((text) => [text, true] as const),
        bad.map((text) => [text, false] as const),
      ),
      end,
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
        const text = lines.map(([[words], after]) => words + after).join('');
        const numbers = lines.map((_, index) =>
          lines.slice(0, index).reduce((sum, [, after]) => sum + (after === '\n\n' ? 2 : 1), 1),
        );
        const found = parseRosterLines(text);
        expect(found.map((each) => [each.line, !('why' in each)])).toEqual(
          lines.map(([[, right]], index) => [numbers[index], right]),
        );
      }),
    );
  });
});

const classOf = (sharing: number) => ({ namespacePattern: 'student-[0-9]+', sharing });

describe('NETLAB_ROSTER', () => {
  test.each([
    ['plain', 'user,namespace\nU012,student-07\nW912,student-08\n'],
    [
      'Windows line ends, blanks, a byte order mark',
      '\uFEFFuser , namespace\r\n U012 , student-07\r\n\r\nW912,student-08',
    ],
    ['columns in another order, one more', 'namespace,name,user\nstudent-07,"Alice, A.",U012\nstudent-08,Bob,W912\n'],
    ['no header', 'U012,student-07\nW912,student-08\n'],
    ['semicolons, as Excel has them in half of Europe', 'user;namespace\nU012;student-07\nW912;student-08\n'],
    ['tabs, as they come from a sheet', 'U012\tstudent-07\nW912\tstudent-08\n'],
  ])('%s', (_, text) => {
    expect(parseRosterFile(text, 'r.csv', classOf(1))).toEqual([
      { user: 'U012', namespace: 'student-07' },
      { user: 'W912', namespace: 'student-08' },
    ]);
  });

  test.each([
    ['a name for an id', 'user,namespace\n@alice,student-07\n', 'r.csv:2: alice is no Slack user id'],
    ['a namespace that cannot be one', 'user,namespace\nU012,Student 7\n', 'r.csv:2: it needs a namespace'],
    ['a user twice', 'user,namespace\nU012,student-07\nU012,student-08\n', 'r.csv:3: U012 stands twice'],
    [
      'a namespace twice',
      'user,namespace\nU012,student-07\nU013,student-07\n',
      'r.csv:3: student-07 stands more than 1 times',
    ],
    [
      'a namespace of Kubernetes',
      'user,namespace\nU012,kube-system\n',
      'r.csv:2: kube-system is no namespace of this class',
    ],
    ['a line too short', 'user,namespace\nU012\n', 'r.csv:2: it needs a namespace'],
    ['two faults at once', 'user,namespace\nx,student-07\nU012,X\n', 'r.csv:3'],
  ])('%s is refused with its line', (_, text, said) => {
    expect(() => parseRosterFile(text, 'r.csv', classOf(1))).toThrow(said);
  });

  test('what is no id is asked for as an id: nobody is looked up at the start', () => {
    const said = () => parseRosterFile('user,namespace\nAlice Doe,student-07\n', 'r.csv', classOf(1));
    expect(said).toThrow('r.csv:2: it needs a Slack user id such as U012ABCDEF');
    expect(said).not.toThrow(/@name|e-mail/u);
  });

  test('a namespace twice is right where the class works in pairs', () => {
    expect(parseRosterFile('U012,student-07\nU013,student-07', 'r.csv', classOf(2))).toHaveLength(2);
    expect(() => parseRosterFile('U012,student-07\nU013,student-07\nU014,student-07', 'r.csv', classOf(2))).toThrow(
      'r.csv:3',
    );
  });
});
