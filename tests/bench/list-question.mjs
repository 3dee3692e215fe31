import { contentManager } from './application.mjs';
import { against, sumOf, takeTurns } from './timing.mjs';

/**
 * Asks for a page of a list in turns: `ours` and `contentManagers` are the queries of the two lists, `peer` what the Content
 * Manager does for it, `sql` the same question in bare SQL, and `who` reads ours. Returns the row of the measure.
 */
export const askForList = async ({
  what,
  peer,
  who,
  superAdmin,
  ours,
  contentManagers,
  sql,
  rounds,
  warmUp = undefined,
}) => {
  const times = await takeTurns({
    rounds,
    warmUp,
    ways: {
      ours: () => who.request('GET', `/rn-subscriptions/registrations${ours}`),
      contentManager: () => superAdmin.request('GET', contentManager(contentManagers)),
      sql,
      empty: () => who.request('GET', '/admin/users/me'),
    },
  });
  return {
    what,
    unit: 'ms',
    ours: times.ours,
    flat: 1.3,
    against: [
      against(times.ours, peer, times.contentManager, { atMost: 1 }),
      against(times.ours, 'bare SQL + an empty admin request', sumOf(times.sql, times.empty), { atMost: 2 }),
    ],
  };
};
