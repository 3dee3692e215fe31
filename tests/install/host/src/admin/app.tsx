export default {
  // As the README of the plugin says it, for a panel in French.
  config: { locales: ['fr'] },
  bootstrap() {},
};
