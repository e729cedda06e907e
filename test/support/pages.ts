// A page of the playground in a browser, and what tests do with it.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { openPlayground, type Playground } from '../../src/app/playground.ts';
import { launch } from '../browser/chromium.ts';

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

/** Opens what is folded below the last message and reads every page of it. */
async function pagesOfDetails(page: Page, label: string): Promise<string> {
  const dialog = page.getByTestId('modal');
  await page.getByTestId('message').last().getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor();
  const buttons = dialog.getByRole('button', { name: /^(?!Close|×|Back|Next)/u });
  const read = [await dialog.innerText()];
  // Many pages are a list, with one button to the next.
  for (const next = dialog.getByRole('button', { name: 'Next', exact: true }); (await next.count()) > 0; ) {
    const before = read.at(-1);
    await next.click();
    await expect.poll(() => dialog.innerText()).not.toBe(before);
    read.push(await dialog.innerText());
  }
  for (let at = 1; at < (await buttons.count()); at++) {
    await buttons.nth(at).click();
    await dialog.getByRole('button', { name: /^▸/u }).and(buttons.nth(at)).waitFor();
    read.push(await dialog.innerText());
  }
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await dialog.waitFor({ state: 'detached' });
  return read.join('\n');
}

/** Hands that use a page. */
export const handsOn = (page: Page) => ({
  page,
  accessible: () => accessible(page),
  say: async (text: string) => {
    await page.getByTestId('composer').first().fill(text);
    await page.getByTestId('composer').first().press('Enter');
  },
  last: () => page.getByTestId('message').last(),
  shoot: (name: string) => page.screenshot({ path: join(shots, `${name}.png`) }),
  /** The last message alone, with a little room around it. */
  shootLast: async (name: string) => {
    const message = page.getByTestId('message').last();
    await message.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await message.boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    const clip = { x: x - 12, y: y - 4, width: width + 24, height: height + 8 };
    await page.screenshot({ path: join(shots, `${name}.png`), clip });
  },
  become: (user: string) => page.getByTestId('persona').selectOption(user),
  open: (name: string) => page.getByRole('navigation').getByRole('button', { name }).click(),
  dialog: () => page.getByTestId('modal'),
  pagesOfDetails: (label: string) => pagesOfDetails(page, label),
  /** Closes the modal, and waits until it is gone: what is typed before that goes nowhere. */
  shut: async () => {
    await page.getByTestId('modal').getByRole('button', { name: 'Close' }).first().click();
    await page.getByTestId('modal').waitFor({ state: 'detached' });
  },
});

/** What is shown in a browser, where, and how it ends. */
export type Shown<T> = { readonly it: T; readonly url: string; readonly close: () => Promise<unknown> };

/** What tests in a browser stand on, from the first of them on. */
export type Stage<T> = {
  readonly it: () => T;
  readonly hands: () => ReturnType<typeof handsOn>;
  readonly faults: () => Faults;
};

/**
 * Tests on one page of a browser, which is opened before the first of them on what `open` starts; both are closed after the
 * last. One page for all: this Chromium ends with the first page that is closed. Where no browser can run they are skipped.
 */
export async function inBrowser<T>(
  name: string,
  open: () => Promise<Shown<T>>,
  tests: (stage: Stage<T>) => void,
): Promise<void> {
  const browser = await launch();
  if (typeof browser === 'string') process.stdout.write(`browser tests are skipped: ${browser}\n`);
  describe.skipIf(typeof browser === 'string')(name, () => {
    let shown: Shown<T> | undefined;
    let opened: Awaited<ReturnType<typeof openPage>> | undefined;
    beforeAll(async () => {
      if (typeof browser === 'string') return;
      shown = await open();
      opened = await openPage(browser, shown.url);
    });
    afterAll(async () => {
      if (typeof browser !== 'string') await browser.close();
      await shown?.close();
    });
    const there = <V>(value: V | undefined): V => {
      if (value === undefined) throw new Error('nothing is opened yet');
      return value;
    };
    tests({
      it: () => there(shown).it,
      hands: () => handsOn(there(opened).page),
      faults: () => there(opened).faults,
    });
  });
}

/** A playground of its own for tests in a browser. */
export async function playgroundShown(): Promise<Shown<Playground>> {
  const playground = await openPlayground({ port: 0 });
  return { it: playground, url: playground.url, close: playground.stop };
}
