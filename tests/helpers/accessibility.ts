import fs from 'node:fs';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const WIDTHS = [1280, 390];

/** What axe finds on the page as it stands, at the width of a desk and of a phone; `[]` where there is nothing. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(AXE);
    // Something that is fading in is paler than it will be.
    await page.evaluate(async () => {
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
    });
    const violations = await page.evaluate(
      async (values) => (await window.axe.run(document, { runOnly: { type: 'tag', values } })).violations,
      RULES
    );
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ html }) => `${width} px, ${id}: ${html.slice(0, 200)}`));
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  return found;
};

/** Presses Tab until this element has the focus; fails after `most` presses. */
export const tabTo = async (page: Page, target: ReturnType<Page['locator']>, most = 60) => {
  for (let press = 0; press < most; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab did not reach ${target} in ${most} presses.`);
};
