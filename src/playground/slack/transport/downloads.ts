import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileStore } from '../workspace/files.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What guards the files of a workspace. */
export type DownloadContext = {
  readonly files: FileStore;
  readonly workspace: Workspace;
  readonly scopes: readonly string[];
  readonly botToken: string;
};

const page = (title: string, words: string) =>
  `<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${words}</h1></body></html>\n`;

function sendHtml(response: ServerResponse, status: number, body: string, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
}

/** The page on which people sign in; who follows redirects without a look takes it for the file. */
export function sendSignInPage(response: ServerResponse): void {
  sendHtml(response, 200, page('Sign in | Slack', 'Sign in to netlab class'));
}

/**
 * Answers `url_private` and `url_private_download`. Without the token of an app that may have the file, Slack does not
 * say 401: it sends the caller to the page on which people sign in.
 */
export function answerDownload(
  guard: DownloadContext,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const { files, workspace, scopes, botToken } = guard;
  const right = request.headers.authorization === `Bearer ${botToken}` && scopes.includes('files:read');
  if (!right) {
    workspace.refuse('file without authorization', path);
    const location = `/signin?redir=${encodeURIComponent(path)}`;
    sendHtml(response, 302, `<a href="${location}">Found</a>.\n`, { location });
    return;
  }
  const [, id = ''] = /^\/files-pri\/T\w+-(F\w+)\//u.exec(path) ?? [];
  const file = files.get(id);
  if (!file?.bytes || !file.given) {
    workspace.refuse('file_not_found', path);
    sendHtml(response, 404, page('Slack', 'This file was not found'));
    return;
  }
  response.writeHead(200, { 'content-type': files.mimetype(file) || 'application/octet-stream' });
  response.end(file.bytes);
}
