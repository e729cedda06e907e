import { HttpMethod, RequestContext } from '@kubernetes/client-node';
import { fetch } from 'undici';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';

/** One HTTP answer with its body parsed; `body` is undefined where it is no JSON. */
export type ApiResponse = { readonly code: number; readonly body: unknown; readonly retryAfterSeconds: number | null };

async function send(
  config: ReadOnlyKubeConfig,
  method: HttpMethod,
  path: string,
  body: string | null,
  signal: AbortSignal,
) {
  const url = config.server.replace(/\/$/u, '') + path;
  const context = new RequestContext(url, method);
  context.setHeaderParam('Accept', 'application/json');
  context.setHeaderParam('User-Agent', 'netlab');
  if (body !== null) context.setHeaderParam('Content-Type', 'application/json');
  await config.applySecurityAuthentication(context);
  const dispatcher = context.getDispatcher();
  return fetch(url, {
    method,
    headers: context.getHeaders(),
    body,
    signal,
    redirect: 'error',
    ...(dispatcher ? { dispatcher } : {}),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answered(
  config: ReadOnlyKubeConfig,
  method: HttpMethod,
  path: string,
  body: string | null,
  signal: AbortSignal,
) {
  const response = await send(config, method, path, body, signal);
  const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return {
    code: response.status,
    body: parse(await response.text()),
    retryAfterSeconds: Number.isNaN(retryAfterSeconds) ? null : retryAfterSeconds,
  } satisfies ApiResponse;
}

/** GETs a path of the API server; rejects only when no answer came (connection, deadline, TLS). */
export function getPath(config: ReadOnlyKubeConfig, path: string, signal: AbortSignal): Promise<ApiResponse> {
  return answered(config, HttpMethod.GET, path, null, signal);
}

/** POSTs one of the three self-reviews; the guard lets no other POST through. */
export function postSelfReview(
  config: ReadOnlyKubeConfig,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<ApiResponse> {
  return answered(config, HttpMethod.POST, path, JSON.stringify(body), signal);
}
