import contentTypes from '../content-types';
import { closeGraphql } from './close-types';

/** The part of @strapi/plugin-graphql 5.54 that says which content types its schema leaves out; the whole has 69 packages that nothing else needs. */
const graphql = () => {
  const disabled: string[] = [];
  const extension = { shadowCRUD: (uid: string) => ({ disable: () => disabled.push(uid) }) };
  return { disabled, plugin: { service: (name: string) => ({ extension })[name] } };
};

test('GraphQL gets no query and no mutation for any type of the plugin, and keeps those of the host', () => {
  const { disabled, plugin } = graphql();
  closeGraphql({ plugins: { graphql: plugin } });
  expect(disabled.sort()).toEqual(
    Object.keys(contentTypes)
      .map((name) => `plugin::rn-subscriptions.${name}`)
      .sort()
  );
});

test('a host without GraphQL is left alone', () => {
  expect(() => closeGraphql({ plugins: {} })).not.toThrow();
});
