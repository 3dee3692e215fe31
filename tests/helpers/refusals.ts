import type { App } from './app';
import { documentsOf } from './documents';
import { signUpData } from './people';

const AT_ONCE = 6;

/** Refuses `count` new patrons without a browser, six at a time: each owes one mail. */
export const refuseMany = async (input: {
  app: App;
  mediatheque: { documentId: string };
  count: number;
  lastName?: string;
}) => {
  const { app, mediatheque, count, lastName = 'Moreau' } = input;
  let begun = 0;
  const writer = async () => {
    while (begun < count) {
      begun += 1;
      const data = signUpData(mediatheque, { lastName });
      await documentsOf(app, 'plugin::rn-subscriptions.registration').create({ data: { ...data, state: 'refused' } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
};
