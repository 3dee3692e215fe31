import fs from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import places from './chromium-places.json';

const findChromium = (): string => {
  const found = [process.env.CHROMIUM_PATH, ...places, chromium.executablePath()].find(
    (file) => file && fs.existsSync(file)
  );
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and none was found. Install it (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright-core install chromium) or set CHROMIUM_PATH to its program.'
  );
};

/** Where a failed test leaves a picture of its page. */
const PICTURES = path.resolve(__dirname, '../.artifacts');

export type Person = { page: Page; context: BrowserContext };

/** A real Chromium. `person` opens a browser window of their own; `stop` closes everything. */
export const startBrowser = async () => {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    // Chromium's sandbox does not run as root; its own services have no business in a test.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    person: async (options: { locale?: string; width?: number; timezone?: string } = {}): Promise<Person> => {
      const context = await browser.newContext({
        locale: options.locale ?? 'fr-FR',
        timezoneId: options.timezone ?? 'Europe/Paris',
        viewport: { width: options.width ?? 1280, height: 900 },
      });
      context.setDefaultTimeout(30_000);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      return { page: await context.newPage(), context };
    },
    stop: () => browser.close(),
  };
};

/** Runs a part of a browser test; where it fails, a picture of the page is kept and named in the error. */
export const withPicture = async (page: Page, name: string, part: () => Promise<void>) => {
  try {
    await part();
  } catch (error) {
    fs.mkdirSync(PICTURES, { recursive: true });
    const file = path.join(PICTURES, `${name.replace(/\W+/g, '-')}.png`);
    await page.screenshot({ path: file, fullPage: true }).catch(() => {});
    (error as Error).message += `\nThe page at that moment (${page.url()}): ${path.relative(process.cwd(), file)}`;
    throw error;
  }
};

/** A new visitor's browser for the length of one part of a test, with a picture of the page where it fails. */
export const asVisitor = async (
  browser: Awaited<ReturnType<typeof startBrowser>>,
  name: string,
  part: (person: Person) => Promise<void>
) => {
  const person = await browser.person();
  await withPicture(person.page, name, () => part(person));
  await person.context.close();
};
