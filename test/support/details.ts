// What is folded below an answer, as somebody reads it: each page of the modal that a button opens.
import { expect } from 'vitest';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { buttonsOf, pressOn, type Running, top } from './app.ts';
import { saidIn } from './import.ts';

type Pressed = { readonly ts: string } | undefined;

/** Opens the details of a message by the button that says this, and closes them; all their pages as text. */
export async function readDetails(running: Running, user: string, message: Pressed, label: string): Promise<string> {
  await pressOn(running, user, message?.ts ?? '', label);
  await expect.poll(() => top(running, user)).toBeDefined();
  const view = () => top(running, user);
  const pages = Object.entries(buttonsOf(view()?.blocks ?? [])).filter(([, { block }]) => block === 'pages');
  const read = [saidIn(view())];
  for (const [title, { block, action }] of pages.slice(1)) {
    await running.slack.click({ user, on: { view: view()?.id ?? '' }, block, action });
    await expect.poll(() => Object.keys(buttonsOf(view()?.blocks ?? []))).toContain(`▸ ${title}`);
    read.push(saidIn(view()));
  }
  expect(viewFaults(view(), 'modal')).toEqual([]);
  await running.slack.closeView(user, view()?.id ?? '');
  return read.join('\n');
}
