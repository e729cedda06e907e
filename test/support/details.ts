// What is folded below an answer, as somebody reads it: each page of the modal that a button opens.
import { expect } from 'vitest';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { pressOn, type Running, top } from './app.ts';
import { saidIn } from './import.ts';

type Pressed = { readonly ts: string } | undefined;

type PageElement = { readonly type: string; readonly text?: { readonly text: string }; readonly action_id: string };

/** What turns pages in the modal: a button for each page, or of more than five a list, Back and Next. */
function pageElements(running: Running, user: string): readonly PageElement[] {
  const found = (top(running, user)?.blocks ?? []).find((block) => Object(block).block_id === 'pages');
  return found === undefined ? [] : Object(found).elements;
}

/** So many pages are read at most. */
const mostPages = 40;

/** Opens the details of a message by the button that says this, and closes them; all their pages as text. */
export async function readDetails(running: Running, user: string, message: Pressed, label: string): Promise<string> {
  await pressOn(running, user, message?.ts ?? '', label);
  // A page to wait on stands there first, until the details are read.
  await expect.poll(() => saidIn(top(running, user)), { timeout: 20_000 }).not.toMatch(/^$|I am looking this up\./u);
  const view = () => top(running, user);
  const turnTo = async (action: string) => {
    const before = JSON.stringify(view()?.blocks);
    await running.slack.click({ user, on: { view: view()?.id ?? '' }, block: 'pages', action });
    await expect.poll(() => JSON.stringify(view()?.blocks)).not.toBe(before);
  };
  const read = [saidIn(view())];
  const first = pageElements(running, user);
  if (first.some(({ type }) => type !== 'button')) {
    for (let page = 1; page < mostPages; page += 1) {
      const next = pageElements(running, user).find(({ text }) => text?.text === 'Next');
      if (next === undefined) break;
      await turnTo(next.action_id);
      read.push(saidIn(view()));
    }
  } else
    for (const { action_id: action } of first.slice(1)) {
      await turnTo(action);
      read.push(saidIn(view()));
    }
  expect(viewFaults(view(), 'modal')).toEqual([]);
  await running.slack.closeView(user, view()?.id ?? '');
  return read.join('\n');
}
