import { startApplication } from '../application.mjs';

// A server of the application in a process of its own, on the database and with the settings of its environment. It mails
// only when told to, and its jobs do not run.

const { strapi, origin } = await startApplication({ serveAdminPanel: process.env.BENCH_SERVES_PANEL === 'true' });

let most = 0;
let watch;

const ANSWERS = {
  /** Has a service of the plugin do something. */
  call: ({ service, method }) => strapi.plugin('rn-subscriptions').service(service)[method](),
  /** Begins to watch its memory; the answer is what it holds now, in bytes. */
  watchMemory() {
    global.gc();
    most = process.memoryUsage().rss;
    watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
    return most;
  },
  /** The most that it held since, in bytes. */
  mostMemory() {
    clearInterval(watch);
    return Math.max(most, process.memoryUsage().rss);
  },
};

process.on('message', async ({ id, name, ...more }) => process.send({ id, answer: await ANSWERS[name](more) }));
process.on('disconnect', () => process.exit());
process.send({ ready: origin });
