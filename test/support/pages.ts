// A page of the playground in a browser, and what tests do with it.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const shots = join(import.meta.dirname, '..', '..', 'screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything on the page that went wrong by itself. */
export type Faults = readonly string[];

/** Opens a page; its errors are kept. */
export async function openPage(
  browser: Browser,
  url: string,
): Promise<{ readonly page: Page; readonly faults: Faults }> {
  mkdirSync(shots, { recursive: true });
  const faults: string[] = [];
  const page = await browser.newPage({ viewport: { width: 1180, height: 860 } });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : undefined));
  await page.goto(url);
  return { page, faults };
}

/** What axe holds against the page as it is now. */
export async function accessible(page: Page): Promise<readonly string[]> {
  // As a script of the page itself the policy of the page would refuse it.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, 'axe').run();
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`,
    );
  });
}

/** Hands that use a page. */
export const handsOn = (page: Page) => ({
  say: async (text: string) => {
    await page.getByTestId('composer').first().fill(text);
    await page.getByTestId('composer').first().press('Enter');
  },
  last: () => page.getByTestId('message').last(),
  shoot: (name: string) => page.screenshot({ path: join(shots, `${name}.png`) }),
  become: (user: string) => page.getByTestId('persona').selectOption(user),
  open: (name: string) => page.getByRole('navigation').getByRole('button', { name }).click(),
  dialog: () => page.getByTestId('modal'),
  /** Closes the modal, and waits until it is gone: what is typed before that goes nowhere. */
  shut: async () => {
    await page.getByTestId('modal').getByRole('button', { name: 'Close' }).first().click();
    await page.getByTestId('modal').waitFor({ state: 'detached' });
  },
});
