// `netlab explain -`: what is piped into netlab.
import { describe, expect, test } from 'vitest';
import { pastedSchema } from '../support/json-schemas/pasted.ts';
import { printTable, recordedList } from '../support/kubectl.ts';
import { netlabProcess } from '../support/netlab.ts';

const nodes = printTable('Node', recordedList('overlay-cilium', 'nodes'), { wide: true });
const dump = ['--dump', 'test/dumps/overlay-cilium', '-n', 'student-07'];
const explain = (input: string | Buffer, ...more: readonly string[]) =>
  netlabProcess(['explain', '-', ...more], {}, input);

describe('netlab explain -', () => {
  test('reads standard input, beside a dump where one is named', async () => {
    const { code, stdout, stderr } = await explain(nodes, ...dump);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Node addresses: 10.224.0.4 to 10.224.0.6.');
    expect(stdout).toContain('It agrees with what I see.');
    expect((await explain(nodes)).stdout).not.toContain('It agrees');
  });

  test('gives the JSON of docs/json.md, also of what PowerShell writes', async () => {
    const utf16 = Buffer.from(`\uFEFF${nodes.replaceAll('\n', '\r\n')}`, 'utf16le');
    const { code, stdout } = await explain(utf16, '-o', 'json');
    expect(code).toBe(0);
    expect(pastedSchema.parse(JSON.parse(stdout)).readings).toMatchObject([{ span: ['10.224.0.4', '10.224.0.6'] }]);
  });

  test.each([
    ['what is no output', 'why is the sky blue?\n', 'I recognise nothing in this'],
    ['nothing', '', 'I recognise nothing in this'],
    ['more than is read', 'a'.repeat((1 << 20) + 1), 'larger than 1 MB'],
    ['a binary file', Buffer.from([1, 2, 3, 4]), 'binary file'],
  ])('%s is one line and 2', async (_, input, says) => {
    const { code, stdout, stderr } = await explain(input);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a topic is still a topic', async () => {
    const { code, stdout } = await netlabProcess(['explain', 'overlay'], {}, nodes);
    expect({ code, isPage: stdout.includes('Azure CNI Overlay') }).toEqual({ code: 0, isPage: true });
    expect(stdout).not.toContain('10.224.0.4 to');
  });
});
