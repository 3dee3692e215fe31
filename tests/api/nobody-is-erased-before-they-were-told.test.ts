import { addDays, addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { changeRegistration, makeMediatheque, storedRegistration, type Mediatheque } from '../helpers/people';
import { beforeErasures, forgetAll, pastOf } from '../helpers/retention';
import { until } from '../helpers/until';

const today = todayInParis();

let app: App;
let mediatheque: Mediatheque;
let past: ReturnType<typeof pastOf>;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
  past = pastOf({ app, mediatheque });
});
afterAll(() => app.stop());
afterEach(() => forgetAll(app));

const retention = () => app.strapi.plugin('rn-subscriptions').service('retention');

test('an expired patron is told thirty days before, in plain words and once; who renews stays', async () => {
  const [leaves, renews] = [await past.expiredOn(addMonths(today, -13)), await past.expiredOn(addMonths(today, -13))];
  expect(await retention().run({ day: today })).toMatchObject({ announced: 2, erased: { expired: 0 } });
  app.strapi.plugin('rn-subscriptions').service('dispatcher').start();
  const mail = await app.smtp.mailTo(leaves.email, { subject: /effacées/ });
  await until(
    () => past.noticesTo(leaves),
    ([{ state }]) => state === 'sent'
  );
  const erasedFrom = addDays(today, 30);
  expect(mail.subject).toBe(`Vos données seront effacées le ${formatDate(erasedFrom, 'fr')}`);
  expect(mail.text).toContain(`a pris fin le ${formatDate(addMonths(today, -13), 'fr')}`);
  expect(mail.text).toContain(mediatheque.label);

  await changeRegistration(app, renews.documentId, { validFrom: today });
  expect(await retention().run({ day: addDays(today, 29), today: addDays(today, 29) })).toMatchObject({
    announced: 0,
    erased: { expired: 0 },
  });
  expect(await past.noticesTo(leaves)).toHaveLength(1);
  expect(await retention().run({ day: erasedFrom, today: erasedFrom })).toMatchObject({
    announced: 0,
    erased: { expired: 1 },
  });
  expect(await past.areThere([leaves, renews])).toEqual([false, true]);
  expect(await storedRegistration(app, renews.documentId)).toMatchObject({ deletionNoticeOn: null, decidedOn: today });
});

describe('nobody is erased before the announcement has left, however long it waited', () => {
  const run = () => retention().run();

  test.each([
    ['waits', { state: 'waiting' }],
    ['waits after tries that failed', { state: 'waiting', triedOn: addDays(today, -35) }],
    ['left later than it was queued', { state: 'sent', sentOn: addDays(today, -29) }],
    ['was given up, and tried until lately', { state: 'failed', triedOn: addDays(today, -29) }],
  ])('it %s: not yet', async (_what, mail) => {
    const patron = await past.announcedOn(addDays(today, -40), mail);
    expect(await run()).toMatchObject({ announced: 0, erased: { expired: 0 } });
    expect(await past.areThere([patron])).toEqual([true]);
    expect(await past.noticesTo(patron)).toHaveLength(1);
  });

  test.each([
    ['left', { state: 'sent', sentOn: addDays(today, -30) }],
    ['cannot be delivered, as was known for good', { state: 'failed', triedOn: addDays(today, -30) }],
  ])('it %s thirty days ago: erased', async (_what, mail) => {
    const patron = await past.announcedOn(addDays(today, -40), mail);
    expect(await run()).toMatchObject({ announced: 0, erased: { expired: 1 } });
    expect(await past.areThere([patron])).toEqual([false]);
  });

  test('by the history, where the queue has forgotten the mail; one that nothing knows of is made anew', async () => {
    const [left, lately, unknown] = [
      await past.expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
      await past.expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
      await past.expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
    ];
    for (const [{ documentId: registration }, day] of [
      [left, -31],
      [lately, -20],
    ] as const) {
      await app.strapi.db.query('plugin::rn-subscriptions.registration-event').create({
        data: {
          registration,
          action: 'mailed',
          actor: 'system',
          mail: 'deletion-notice',
          at: `${addDays(today, day)}T12:00:00.000Z`,
        },
      });
    }
    expect(await run()).toMatchObject({ announced: 1, erased: { expired: 1 } });
    expect(await past.areThere([left, lately, unknown])).toEqual([false, true, true]);
    expect(await past.noticesTo(unknown)).toHaveLength(1);
    // Looked at again once its time is over, and not each night.
    expect(await storedRegistration(app, lately.documentId)).toMatchObject({ deletionNoticeOn: addDays(today, -20) });
  });
});

test('who is renewed while the night is at work is heard', async () => {
  const [patron, other] = [await past.leftOn(addDays(today, -30)), await past.leftOn(addDays(today, -30))];
  await beforeErasures(
    app,
    async ({ id }) => {
      if (id === patron.id) await changeRegistration(app, patron.documentId, { validFrom: today });
    },
    async () => expect(await retention().run({ day: today })).toMatchObject({ failed: 0, erased: { expired: 1 } })
  );
  expect(await past.areThere([patron, other])).toEqual([true, false]);
});
