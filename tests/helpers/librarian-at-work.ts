import type { Locator, Page } from 'playwright-core';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from './app-in-browser';
import { findAndOpenPatron, openList } from './librarian-page';
import { makeAdmin, makeMediatheque, makeRegistration, type Mediatheque, type Registration } from './people';

export type LibrarianAtWork = AppInBrowser & {
  mediatheque: Mediatheque;
  /** The list of her patrons, open in a window of her own. */
  page: Page;
  /** A patron who waits, and the window opened on them from the list. */
  openNew: (lastName: string) => Promise<{ registration: Registration; window: Locator }>;
};

/** A librarian who has signed in and sees her list, at a library with this `data` besides; for `beforeAll`, with `stopAppInBrowser`. */
export const startLibrarianAtWork = async (data: Record<string, unknown> = {}): Promise<LibrarianAtWork> => {
  const { app, browser } = await startAppInBrowser();
  try {
    const mediatheque = await makeMediatheque(app, { city: 'Noyon', ...data });
    const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const { page } = await browser.person();
    await openList({ app, page, email });
    const openNew: LibrarianAtWork['openNew'] = async (lastName) => ({
      registration: await makeRegistration(app, mediatheque, { lastName }),
      window: await findAndOpenPatron(page, lastName),
    });
    return { app, browser, mediatheque, page, openNew };
  } catch (error) {
    await stopAppInBrowser({ app, browser });
    throw error;
  }
};
