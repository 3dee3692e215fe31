import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../../../scripts/boot.mjs';
import { PASSWORD } from '../application.mjs';
import { buildPanel } from '../panel.mjs';
import { startProcess } from '../processes.mjs';
import { against, summaryOf } from '../timing.mjs';

const require = createRequire(import.meta.url);
const places = require('../../helpers/chromium-places.json');

const ROUNDS = 3;
/** A phone of the middle of the range on a slow line: what Lighthouse takes for one. Bytes a second, and milliseconds. */
const PHONE = {
  cpu: { rate: 4 },
  network: {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  },
  screen: {
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
    locale: 'fr-FR',
  },
};
const SLOW = 180_000;
/** How long nothing more is asked for, in milliseconds, until a page is taken to be complete. */
const QUIET = 1000;

const PAGES = {
  ours: '/admin/plugins/rn-subscriptions',
  // As many rows: each registration has its account.
  contentManager: '/admin/content-manager/collection-types/plugin::users-permissions.user?page=1&pageSize=20',
};
/** Has the panel around it and next to nothing of its own. */
const SHELL = '/admin/me';

const signIn = async (browser, origin, email) => {
  const context = await browser.newContext(PHONE.screen);
  context.setDefaultTimeout(SLOW);
  const page = await context.newPage();
  await page.goto(`${origin}/admin/auth/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  await page.waitForLoadState('networkidle');
  const state = await context.storageState();
  await context.close();
  return state;
};

/** Opens a page until `shown` is there; returns how long that took in milliseconds, and what was asked for until it was complete. */
const visit = async (page, address, shown) => {
  const asked = [];
  let last = performance.now();
  const note = async (response) => {
    last = performance.now();
    const request = response.request();
    const { responseBodySize } = await request.sizes().catch(() => ({ responseBodySize: 0 }));
    asked.push({ url: request.url(), isScript: request.resourceType() === 'script', bytes: responseBodySize });
  };
  page.on('response', note);
  const start = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(shown).first().waitFor();
  const time = performance.now() - start;
  while (performance.now() - last < QUIET) await page.waitForTimeout(100);
  page.removeListener('response', note);
  return { time, asked: asked.filter(({ url }) => url.startsWith('http')) };
};

/** One visit with an empty cache and one after it, as on a phone. */
const visits = async (browser, storageState, address) => {
  const context = await browser.newContext({ ...PHONE.screen, storageState });
  context.setDefaultTimeout(SLOW);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', PHONE.network);
  await cdp.send('Emulation.setCPUThrottlingRate', PHONE.cpu);
  const first = await visit(page, address, 'tbody tr');
  const again = await visit(page, address, 'tbody tr');
  await context.close();
  return { first, again };
};

/** The librarians' page on a phone, against the Content Manager's list of as many accounts, both as a super admin. */
export default {
  databases: ['postgres'],
  sizes: [100_000],
  async run({ superAdmin }) {
    if (!existsSync(path.join(ROOT, 'dist/build/index.html'))) buildPanel(ROOT);
    const server = await startProcess('server', { env: { BENCH_SERVES_PANEL: 'true' } });
    const browser = await chromium.launch({
      executablePath:
        [process.env.CHROMIUM_PATH, ...places].find((file) => file && existsSync(file)) ?? chromium.executablePath(),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    try {
      const state = await signIn(browser, server.ready, superAdmin.email);
      const context = await browser.newContext({ ...PHONE.screen, storageState: state });
      const shell = await visit(await context.newPage(), server.ready + SHELL, 'main form, main h1');
      await context.close();
      const shared = new Set(shell.asked.map(({ url }) => url));
      const numbers = {};
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [name, address] of Object.entries(PAGES)) {
          const { first, again } = await visits(browser, state, server.ready + address);
          const own = first.asked.filter(({ url, isScript }) => isScript && !shared.has(url));
          const found = {
            first: first.time,
            again: again.time,
            requests: first.asked.length,
            bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
          };
          for (const [key, number] of Object.entries(found)) ((numbers[name] ??= {})[key] ??= []).push(number);
        }
      }
      const row = (what, unit, key) => {
        const [ours, theirs] = [summaryOf(numbers.ours[key]), summaryOf(numbers.contentManager[key])];
        return {
          what,
          unit,
          ours,
          against: [against(ours, 'the Content Manager’s list of as many accounts', theirs, { atMost: 1 })],
        };
      };
      return [
        row('the page: JavaScript of its own, beside the panel’s', 'KB', 'bytes'),
        row('the page: requests of a first visit', '', 'requests'),
        row('the page on a phone: rows of a first visit, nothing in its cache', 'ms', 'first'),
        row('the page on a phone: rows of a later visit', 'ms', 'again'),
      ];
    } finally {
      await browser.close();
      await server.end();
    }
  },
};
