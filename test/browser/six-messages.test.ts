// Six messages as a phone and as a wide window show them, through the real app; the pictures in docs/messages are these.
import { expect, test } from 'vitest';
import { inBrowser, playgroundShown } from '../support/pages.ts';

/** The name of a picture, the cluster that is chosen, and what is typed. */
const messages: readonly (readonly [string, string, string])[] = [
  ['check', 'overlay-cilium', '/netlab check'],
  ['check-problem', 'egress-blocked', '/netlab check'],
  ['check-permission', 'permissions-missing', '/netlab check'],
  ['lesson-page', 'overlay-cilium', '/netlab explain overlay'],
];

await inBrowser('six messages', playgroundShown, ({ it, hands, faults }) => {
  /** Nothing of the last message is cut off at its side. */
  async function clipped(): Promise<readonly string[]> {
    return hands()
      .last()
      .evaluate((message) =>
        [message, ...message.querySelectorAll('*')]
          .filter((each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
          .map((each) => each.className.toString()),
      );
  }

  /** The conversation alone, as wide as on a phone; null for the whole page. */
  function showColumn(width: number | null): Promise<void> {
    return hands().page.evaluate((wide) => {
      const { dataset, style } = Reflect.get(globalThis, 'document').documentElement;
      if (wide === null) delete dataset.column;
      else dataset.column = String(wide);
      style.setProperty('--column', `${wide}px`);
    }, width);
  }

  /** As a phone shows it, and as a window of 1,000 px does. */
  async function shootBoth(shoot: (width: number) => Promise<unknown>): Promise<void> {
    const { page } = hands();
    for (const width of [360, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      await showColumn(width === 360 ? width : null);
      await shoot(width);
    }
    await page.setViewportSize({ width: 1180, height: 860 });
    await showColumn(null);
  }

  const shootMessage = (name: string) =>
    shootBoth(async (width) => {
      expect([name, width, await clipped()]).toEqual([name, width, []]);
      await hands().shootLast(`message-${name}-${width}`);
    });

  test.each(messages)('%s', async (name, scenario, text) => {
    const { page, say } = hands();
    await page.goto(it().url);
    await page.getByTestId('scenario').selectOption(scenario);
    await page.getByTestId('composer').waitFor();
    const before = await page.getByTestId('message').count();
    await say(text);
    await expect.poll(() => page.getByTestId('message').count(), { timeout: 10_000 }).toBeGreaterThan(before);
    await shootMessage(name);
  });

  test('a line to type in has room, as narrow as a phone', async () => {
    const { page, open } = hands();
    await page.goto(it().url);
    await open('Messages');
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await shootBoth(async (width) => {
      const line = await page.getByTestId('composer').first().boundingBox();
      const end = await send.first().boundingBox();
      expect(line?.width).toBeGreaterThan(200);
      expect((end?.x ?? width) + (end?.width ?? width)).toBeLessThanOrEqual(width);
    });
    // Without the column, too: the places stand above the conversation.
    await page.setViewportSize({ width: 360, height: 740 });
    const line = await page.getByTestId('composer').first().boundingBox();
    expect(line?.width).toBeGreaterThan(200);
    await page.setViewportSize({ width: 1180, height: 860 });
  });

  test('a step of a walk, and App Home', async () => {
    const { page, say, open, last, shoot } = hands();
    await page.goto(it().url);
    await page.getByTestId('scenario').selectOption('egress-blocked');
    await open('Messages');
    await say('walk no-egress');
    await expect.poll(() => last().innerText(), { timeout: 10_000 }).toContain('kubectl');
    await shootMessage('walk-step');
    await open('Home');
    await page.getByTestId('home').waitFor();
    await shootBoth((width) => shoot(`message-home-${width}`));
    expect(faults()).toEqual([]);
  });
});
