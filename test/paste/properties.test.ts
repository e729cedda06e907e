import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/paste/read-paste.ts';
import { padColumns } from '../support/kubectl.ts';
import { pastedCases, sumUpPaste } from '../support/pasted-outputs.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(?:-[a-z0-9]{1,8}){0,3}$/u);
const ip = fc.ipV4();
const age = fc.constantFrom('5s', '98m', '5d3h', '2y17d', '<unknown>');
const version = fc.tuple(fc.nat(40), fc.nat(20)).map(([minor, patch]) => `v1.${minor}.${patch}`);
const node = fc.tuple(
  label,
  fc.constantFrom('Ready', 'NotReady', 'Ready,SchedulingDisabled'),
  fc.constantFrom('<none>', 'agent', 'control-plane,master'),
  age,
  version,
  ip,
  fc.oneof(fc.constant('<none>'), ip),
  fc.constantFrom('Ubuntu 22.04.5 LTS', 'Azure Linux 3.0', 'Windows Server 2022 Datacenter'),
  fc.constantFrom('5.15.0-1092-azure', '10.0.20348.2700'),
  fc.constantFrom('containerd://1.7.27-1', 'containerd://1.6.35+azure'),
);
const nodeHeadings =
  'NAME,STATUS,ROLES,AGE,VERSION,INTERNAL-IP,EXTERNAL-IP,OS-IMAGE,KERNEL-VERSION,CONTAINER-RUNTIME'.split(',');
const pod = fc.tuple(
  label,
  fc.constantFrom('1/1', '0/1', '2/3'),
  fc.constantFrom('Running', 'Pending', 'CrashLoopBackOff', 'Init:0/2', 'Completed', 'ExitCode:1'),
  fc.constantFrom('0', '3', '3 (2d ago)', '12 (4m1s ago)'),
  age,
  fc.oneof(fc.constant('<none>'), ip),
  fc.oneof(fc.constant('<none>'), label),
  fc.constant('<none>'),
  fc.constantFrom('<none>', '1/2'),
);
const podHeadings = 'NAME,READY,STATUS,RESTARTS,AGE,IP,NODE,NOMINATED NODE,READINESS GATES'.split(',');
const table = fc.oneof(
  fc.tuple(fc.constant(nodeHeadings), fc.array(node, { minLength: 1, maxLength: 4 })),
  fc.tuple(fc.constant(podHeadings), fc.array(pod, { minLength: 1, maxLength: 4 })),
);
const print = ([headings, rows]: readonly [readonly string[], readonly (readonly string[])[]]) =>
  padColumns([headings, ...rows]);

/** A text as a narrow window shows it, or as a phone does, which leaves out blanks at the edge. */
function wrap(text: string, width: number, trims: boolean): string {
  const lines = text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
  return lines.map((line) => (trims ? line.trim() : line)).join('\n');
}

const longestOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('a printed table', () => {
  test('gives the values back that were printed', () => {
    fc.assert(
      fc.property(table, ([headings, rows]) => {
        const shown = (cell: string | undefined) => (cell === '<none>' ? null : cell);
        const [reading] = readPaste(print([headings, rows]))?.readings ?? [];
        if (headings === nodeHeadings)
          expect(reading).toMatchObject({
            kind: 'nodes',
            whole: true,
            nodes: rows.map((row) => ({ name: row[0], addresses: [row[5]], ready: row[1]?.startsWith('Ready') })),
          });
        else
          expect(reading).toMatchObject({
            kind: 'pods',
            whole: true,
            pods: rows.map((row) => ({ name: row[0], status: row[2], ip: shown(row[5]), node: shown(row[6]) })),
          });
      }),
      { numRuns: 300 },
    );
  });

  test('that was wrapped at any width never gives another value: it is right or refused', () => {
    fc.assert(
      fc.property(table, fc.boolean(), fc.double({ min: 0, max: 0.999, noNaN: true }), (printed, trims, part) => {
        const text = print(printed);
        const width = 1 + Math.floor(part * (longestOf(text) - 1));
        const read = readPaste(wrap(text, width, trims));
        const allowed = [JSON.stringify(readPaste(text)?.readings)];
        const isRefused = read === null || read.readings.every(({ kind }) => kind === 'unread');
        expect(isRefused || allowed.includes(JSON.stringify(read.readings))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('that was wrapped at a readable width is said to be, and is no question', () => {
    const text = print([
      nodeHeadings,
      [['n0', 'Ready', '<none>', '5d', 'v1.32.6', '10.1.0.4', '<none>', 'Ubuntu 22', '5.1', 'a://1']],
    ]);
    for (let width = 12; width < longestOf(text); width++)
      expect(sumUpPaste(readPaste(wrap(text, width, false)))).toEqual(['unread wrapped']);
  });
});

describe('what else is pasted', () => {
  const plain = pastedCases.filter(({ text, reads }) => !reads.join().includes('unread') && text.length < 3000);

  test.each(plain.map((each) => [each.name, each] as const))(
    '%s, wrapped, gives no other value',
    (_, { text, reads }) => {
      for (let width = 5; width < longestOf(text); width += 1) {
        const found = sumUpPaste(readPaste(wrap(text, width, false))) ?? [];
        // A description may lose a field, a message its name; neither gets another one.
        const words = found.filter((each) => !each.startsWith('unread')).flatMap((each) => each.split(/[ =]/u));
        const known = reads.flatMap((each) => each.split(/[ =]/u));
        // Where no address was left there was no sandbox, either, and a name that does not exist was not resolved.
        const same = [
          ...(known.includes('no-addresses') || known.includes('sandbox-cni') ? ['sandbox', 'sandbox-cni'] : []),
          ...(known.includes('no-such-name') ? ['name'] : []),
        ];
        const other = ['-', 'none', 'cut', 'other', '*', '0', 'names', ...same];
        expect(words.filter((each) => !known.includes(each) && !other.includes(each))).toEqual([]);
      }
      expect(sumUpPaste(readPaste(wrap(text, longestOf(text), false)))).toEqual(reads);
    },
  );
});

describe('hostile texts', () => {
  const odd = [
    ...[
      'a',
      ' ',
      '\n',
      '\t',
      '.',
      '=',
      '(',
      '"',
      '`',
      'é',
      '𝒜',
      '\u200b',
      '\r',
      '\u001b[',
      '{',
      '[',
      '- ',
      ': ',
      '&a ',
      '*a ',
    ],
    ...[
      'NAME   READY\n',
      'NAME\n',
      'NAME ',
      'AB  CD  ',
      'NAMESPACE   NAME\n',
      'kind: X\n',
      'a:\n',
      ' a: b\n',
      '{"kind":',
    ],
    ...[
      'Error from server (NotFound): ',
      'Error from server (NotFound): a "b" not found\n',
      'eyJ',
      'eyJhbGciOi.',
      'QUJD',
    ],
    ...[
      'a://b:',
      'a@b',
      'aks-',
      'aks-a-vmss000000\t\n',
      'aks-a-vmss000000 map[',
      '$ ',
      'a@b:~$ kubectl get pods\n',
      'PS a',
    ],
    ...[
      'password: ',
      'token: x\n',
      'Name:  a\nLabels: b\n',
      'Host=a;',
      '```\n',
      '0/3 nodes are available: ',
      'curl: (28) ',
    ],
    ...['Connecting to a', '-----BEGIN ', " 'curl: (28) Connection", 'items:\n- apiVersion: v1\n  kind: Pod\n', '&lt;'],
  ];
  const before = ['', 'NAME   READY   STATUS\n', 'kind: Pod\n', '{"kind":"Pod",', '$ kubectl get pods\n'];
  /** The processor's time, the best of three: other programs take the clock's. */
  const cost = (text: string) => {
    const runs = [1, 2, 3].map(() => {
      const began = process.cpuUsage();
      readPaste(text);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    });
    return Math.min(...runs);
  };

  test.each(odd.map((each) => [JSON.stringify(each), each] as const))(
    '40,000 characters of %s take at most 50 ms',
    (_, each) => {
      const slow = before
        .map((start) => (start + each.repeat(40_000)).slice(0, 40_000))
        .filter((text) => cost(text) > 50)
        .map((text) => text.slice(0, 40));
      expect(slow).toEqual([]);
      expect(before).toHaveLength(5);
    },
  );

  test('blanks inside of a line and items inside of items take no longer, and throw nothing', () => {
    const gap = `a${' '.repeat(39_990)}x`;
    const nested = `kind: x\nitems:\n${'- '.repeat(19_000)}a`;
    expect([gap, nested].map(cost).filter((each) => each > 50)).toEqual([]);
    expect(sumUpPaste(readPaste(nested))).toEqual(['unread broken']);
    const shallow = 'kind: List\nitems:\n- - a\n';
    expect(sumUpPaste(readPaste(shallow))).toEqual(['objects object 0']);
    const padded = pastedCases.find(({ name }) => name === 'an empty column') ?? expect.fail('no case');
    expect(sumUpPaste(readPaste(padded.text.replaceAll('\n', '   \n')))).toEqual(padded.reads);
  });

  test('a text that is longer is said to be cut', () => {
    const rows = Array.from({ length: 900 }, (_, at) => [`n${at}`, '1/1', 'Running', '0', '5d']);
    const text = padColumns([['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'], ...rows, ...rows]);
    expect(readPaste(text)).toMatchObject({ cut: true, readings: [{ kind: 'pods' }] });
    expect(readPaste(text.slice(0, 30_000).split('\n').slice(0, -1).join('\n'))).toMatchObject({ cut: false });
  });

  test('more than five parts are counted, not read', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
      (name) => `Error from server (NotFound): pods "${name}" not found`,
    );
    expect(readPaste(many.join('\n'))).toMatchObject({ left: 2 });
    expect(readPaste(many.join('\n'))?.readings).toHaveLength(5);
  });
});
