import type { Page } from 'playwright-core';
import { startApp, type App } from './app';
import { startBrowser } from './browser';
import { openList } from './librarian-page';
import { makeAdmin, makeMediatheque, type Mediatheque } from './people';

export type LibrarianAtWork = {
  app: App;
  browser: Awaited<ReturnType<typeof startBrowser>>;
  mediatheque: Mediatheque;
  /** The list of her patrons, open in a window of her own. */
  page: Page;
};

/** Closes the browser and stops the application, as far as they came to be; for `afterAll`. */
export const stopLibrarianAtWork = async ({ app, browser }: Partial<LibrarianAtWork>): Promise<void> => {
  await browser?.stop();
  await app?.stop();
};

/** A librarian who has signed in and sees her list, at a library with this `data` besides; for `beforeAll`. */
export const startLibrarianAtWork = async (data: Record<string, unknown> = {}): Promise<LibrarianAtWork> => {
  const started: Partial<LibrarianAtWork> = {};
  try {
    const app = (started.app = await startApp({ listen: true }));
    const browser = (started.browser = await startBrowser());
    const mediatheque = await makeMediatheque(app, { city: 'Noyon', ...data });
    const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const { page } = await browser.person();
    await openList({ app, page, email });
    return { app, browser, mediatheque, page };
  } catch (error) {
    await stopLibrarianAtWork(started);
    throw error;
  }
};
