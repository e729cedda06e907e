import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { CallSlack } from '../transport/web-client.ts';

/** A PNG as it is uploaded; `alt` is at most 1,000 characters, or Slack takes none of it. */
export type PngFile = {
  readonly name: string;
  readonly title: string;
  readonly alt: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** How often Slack is asked what a file is, in milliseconds: the first pause, which doubles, and all of them together. */
export type UploadTimings = { readonly firstPauseMs: number; readonly totalMs: number };

const uploadTimeoutMs = 10_000;
const rateLimitTimeoutMs = 5000;
const reserved = z.object({ upload_url: z.url(), file_id: z.string().min(1) });
const described = z.object({ file: z.object({ mimetype: z.string().default('') }) });

/** Waits until Slack knows what a file is: before, a block that shows it is refused. @throws when it takes too long */
async function waitForFileType(call: CallSlack, file: string, { firstPauseMs, totalMs }: UploadTimings): Promise<void> {
  let [pauseMs, leftMs] = [firstPauseMs, totalMs];
  while (leftMs > 0) {
    const { mimetype } = described.parse(await call('files.info', { file }, rateLimitTimeoutMs)).file;
    if (mimetype !== '') return;
    await pause(pauseMs);
    leftMs -= pauseMs;
    pauseMs = Math.min(pauseMs * 2, leftMs);
  }
  throw new Error(`Slack did not say what ${file} is within ${totalMs} ms`);
}

/**
 * Uploads a picture that belongs to netlab alone and resolves with its id, once blocks may show it. The library's own way
 * would send the description under a name that Slack does not know. @throws what any step of it throws
 */
export async function uploadPng(
  call: CallSlack,
  { name, title, alt, bytes }: PngFile,
  timings: UploadTimings,
): Promise<string> {
  const wanted = { filename: name, length: bytes.length, alt_txt: alt };
  const answer = await call('files.getUploadURLExternal', wanted, rateLimitTimeoutMs);
  const { upload_url: url, file_id: id } = reserved.parse(answer);
  const signal = AbortSignal.timeout(uploadTimeoutMs);
  const sent = await fetch(url, { method: 'POST', body: bytes, redirect: 'error', signal });
  if (!sent.ok) throw new Error(`the upload was answered with status ${sent.status}`);
  await call('files.completeUploadExternal', { files: [{ id, title }] }, rateLimitTimeoutMs);
  await waitForFileType(call, id, timings);
  return id;
}
