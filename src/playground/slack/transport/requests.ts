import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageServer } from '../page-server/server.ts';
import { bodyOf, bytesOf, sendJson } from './body.ts';
import { answerDownload, type DownloadContext, sendSignInPage } from './downloads.ts';
import type { ResponseUrls } from './response-urls.ts';
import { parseJsonOrText, type WebApi } from './web-api.ts';

/** What answers at each kind of address. */
export type RequestHandlers = {
  readonly api: WebApi;
  readonly urls: ResponseUrls;
  readonly guard: DownloadContext;
  readonly page: PageServer;
};

/** Answers a request: the Web API, response_urls, uploads, downloads, and the page. */
export async function answerRequest(
  { api, urls, guard, page }: RequestHandlers,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname.startsWith('/api/')) return api.handle(request, response, pathname.slice(5));
  if (pathname.startsWith('/commands/') || pathname.startsWith('/actions/')) {
    const { status, body } = urls.respond(pathname, parseJsonOrText(await bodyOf(request)));
    return sendJson(response, status, body);
  }
  if (pathname.startsWith('/files-pri/')) return answerDownload(guard, request, response, pathname);
  // A permalink is for people who are signed in.
  if (pathname === '/signin' || /^\/files\/[UW]\w+\//u.test(pathname)) return sendSignInPage(response);
  if (!pathname.startsWith('/upload/')) return page.handle(request, response, pathname);
  const fault = guard.files.receive(pathname, await bytesOf(request));
  response.writeHead(fault === null ? 200 : 400, { 'content-type': 'text/plain' });
  response.end(fault ?? 'OK');
}
