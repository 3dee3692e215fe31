import fs from 'node:fs';
import path from 'node:path';
import { startApp, type App } from './app';
import { newScratchFolder } from './scratch-folder';

/** The project of `tests/hosts/guest`, which serves things of its own, with the plugin as its guest or without it. */
export const startGuestHost = async ({ subscriptions }: { subscriptions: boolean }): Promise<App> => {
  const folder = newScratchFolder('rn-host-');
  fs.mkdirSync(path.join(folder, 'uploads'));
  const app = await startApp({
    host: 'guest',
    env: { HOSTS_SUBSCRIPTIONS: String(subscriptions), HOSTS_PUBLIC_FOLDER: folder },
  });
  return {
    ...app,
    stop: async () => {
      await app.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
