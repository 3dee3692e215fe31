import { startApp, type App } from './app';
import { startBrowser } from './browser';

export type AppInBrowser = { app: App; browser: Awaited<ReturnType<typeof startBrowser>> };

/** Closes the browser and stops the application, as far as they came to be; for `afterAll`. */
export const stopAppInBrowser = async ({ app, browser }: Partial<AppInBrowser>): Promise<void> => {
  await browser?.stop();
  await app?.stop();
};

/** The application as browsers reach it, and a browser; for `beforeAll`. */
export const startAppInBrowser = async (): Promise<AppInBrowser> => {
  const app = await startApp({ listen: true });
  try {
    return { app, browser: await startBrowser() };
  } catch (error) {
    await stopAppInBrowser({ app });
    throw error;
  }
};
