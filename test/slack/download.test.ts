// Files that people hand in: fetched from Slack alone, with the token for nobody else, and read only where they are text.
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { decodeText, downloadFile } from '../../src/slack/forms/file-download.ts';
import { afterwards, settings, start, top } from '../support/app.ts';
import { handInFile, saidIn } from '../support/import.ts';

/** A server that answers as it is told; which tokens came to it. */
async function serving(answer: RequestListener) {
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(async () => {
    server.closeAllConnections();
    server.close();
  });
  const bound = server.address();
  const origin = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  return { origin, tokens, file: `${origin}/files-pri/T1-F1/class.csv`, api: `${origin}/api/` };
}

const refusal = async (pending: Promise<string>) => {
  const error = await pending.then(
    (text) => new Error(`no refusal: ${text.slice(0, 40)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Trouble)) throw error;
  return [error.kind, error.detail.what];
};

describe('the token', () => {
  const addresses = [
    'https://evil.example/files/class.csv',
    'https://slack.com.evil.example/class.csv',
    'https://notslack.com/class.csv',
    'https://files.slack.com@evil.example/class.csv',
    'http://files.slack.com/class.csv',
    'file:///etc/passwd',
    'data:text/csv,U0,x',
    '//files.slack.com/class.csv',
    '',
  ];
  test.each(addresses)('does not go to %j', async (address) => {
    expect(await refusal(downloadFile(address, 'xoxb-secret', null))).toEqual([
      'bad-input',
      'the file could not be fetched from Slack: its address is not Slack’s',
    ]);
  });

  test('does not go to another port of the same machine, nor after a redirect', async () => {
    const other = await serving((_, response) => response.end('U0,x'));
    const slack = await serving((_, response) => response.writeHead(302, { location: other.file }).end());
    expect(await refusal(downloadFile(other.file, 'xoxb-secret', slack.api))).toContainEqual(
      expect.stringContaining('not Slack’s'),
    );
    expect(await refusal(downloadFile(slack.file, 'xoxb-secret', slack.api))).toContainEqual(
      expect.stringContaining('files:read'),
    );
    expect([slack.tokens, other.tokens]).toEqual([['Bearer xoxb-secret'], []]);
  });

  test('goes to the Slack that the app works with', async () => {
    const { file, api, tokens } = await serving((_, response) => response.end('U0,x'));
    expect(await downloadFile(file, 'xoxb-secret', api)).toBe('U0,x');
    expect(tokens).toEqual(['Bearer xoxb-secret']);
  });
});

describe('what is no file', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  test.each<[string, RequestListener, string]>([
    [
      'the sign-in page, with status 200',
      (_, response) => response.writeHead(200, html).end('<h1>Sign in'),
      'may not read files; it needs the scope files:read',
    ],
    [
      'the sign-in page, its type in capitals',
      (_, response) => response.writeHead(200, { 'content-type': 'TEXT/HTML' }).end('<h1>Sign in'),
      'may not read files; it needs the scope files:read',
    ],
    [
      'a redirect to it',
      (_, response) => response.writeHead(302, { location: '/signin' }).end(),
      'may not read files; it needs the scope files:read',
    ],
    ['a file that is gone', (_, response) => response.writeHead(404, html).end('<h1>'), 'status 404'],
    ['a fault of Slack’s', (_, response) => response.writeHead(503).end(), 'status 503'],
    ['a connection that ends at once', (request) => request.socket.destroy(), 'it does not answer'],
    [
      'one that ends in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('U0,');
        setImmediate(() => request.socket.destroy());
      },
      'it does not answer',
    ],
    ['one that never begins', () => undefined, 'it does not answer'],
    ['one that never ends', (_, response) => response.writeHead(200).write('U0,x\n'), 'it does not answer'],
  ])('%s', async (_, answer, said) => {
    const { file, api } = await serving(answer);
    expect(await refusal(downloadFile(file, 'xoxb', api, 300))).toEqual(['bad-input', expect.stringContaining(said)]);
  });

  test('more than a megabyte is not read to its end', async () => {
    let sent = 0;
    const { file, api } = await serving((_, response) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        sent += piece.length;
        if (!response.destroyed) response.write(piece, more);
      };
      more();
    });
    expect(await refusal(downloadFile(file, 'xoxb', api))).toEqual([
      'bad-input',
      'the file is larger than 1 MB, so it is no roster',
    ]);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });
});

describe('text', () => {
  test.each([
    ['UTF-8', Buffer.from('ö,x'), 'ö,x'],
    ['UTF-8 with a mark', Buffer.from('\uFEFFö,x'), 'ö,x'],
    ['UTF-16, little end first', Buffer.from('\uFEFFö,x', 'utf16le'), 'ö,x'],
    ['UTF-16, big end first', Buffer.from('\uFEFFö,x', 'utf16le').swap16(), 'ö,x'],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s', (_, bytes, text) => expect(decodeText(bytes)).toBe(text));

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a spreadsheet', Buffer.from('504b030414000600080000002100', 'hex')],
    ['half a character', Buffer.from('c3', 'hex')],
    ['UTF-16 that ends in the middle', Buffer.from('fffe41', 'hex')],
    ['UTF-16 without its mark', Buffer.from('U0,x', 'utf16le')],
  ])('%s is none', (_, bytes) => expect(() => decodeText(bytes)).toThrow('no text in UTF-8 or UTF-16'));
});

test('where the app lacks the scope, that the form cannot be opened is said, and the log says why', async () => {
  const scopes = settings.scopes.filter((scope) => scope !== 'files:read');
  const running = await start({}, {}, { settings: { ...settings, scopes } });
  await running.slack.command('U0INGE', 'C0COURSE', 'roster import');
  const said = await running.slack.waitForMessage(({ to }) => to === 'U0INGE');
  expect(said.text).toContain('If that does not help, netlab’s log says why.');
  expect(running.notes.join()).toContain('a form could not be opened');
});

test('the embedded Slack gives a file to the app, and to nobody without its token', async () => {
  const running = await start();
  await handInFile(running, 'class.csv', 'U0CAROL,student-09');
  expect(saidIn(top(running, 'U0INGE'))).toContain('@U0CAROL gets student-09');
  const slack = await startSlack({ settings });
  afterwards(slack.close);
  const { url_private: address } = slack.upload('U0INGE', 'class.csv', 'U0CAROL,student-09');
  expect(await refusal(downloadFile(String(address), 'xoxb-wrong', slack.apiUrl))).toContainEqual(
    expect.stringContaining('files:read'),
  );
});
