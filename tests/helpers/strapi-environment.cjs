const { TestEnvironment } = require('jest-environment-node');
const { loadEmbeddedPostgres } = require('./embedded-postgres.cjs');
const { setClock } = require('./clock.cjs');
const { forgetSearchPath } = require('./search-path.cjs');

const ownEnvironment = { ...process.env };

/** Takes back what an application was started with, so that the worker's next test file does not start with it too. */
const restoreEnvironment = () => {
  for (const name of Object.keys(process.env)) if (!(name in ownEnvironment)) delete process.env[name];
  Object.assign(process.env, ownEnvironment);
};

/**
 * Jest loads every module anew for every test file, and Strapi is some thousand modules: here each worker loads it once,
 * outside of the tests' own module registry. `createStrapi` takes Strapi's options and the environment variables to start with;
 * `setServerClock` puts the clock of what it makes ahead, and not the test's own.
 */
class StrapiEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    // An ES module, which a test cannot import by itself.
    this.global.loadEmbeddedPostgres = loadEmbeddedPostgres;
    this.global.setServerClock = setClock;
    // Of the same modules as Strapi, so that both read a column alike.
    this.global.connectKnex = require('knex');
    const running = (this.running = new Set());
    this.global.createStrapi = ({ env, ...options }) => {
      restoreEnvironment();
      Object.assign(process.env, env);
      // What the sign-ins of earlier files have used up.
      require('koa2-ratelimit/src/MemoryStore.js').cleanAll();
      const listeners = process.eventNames().map((name) => [name, process.rawListeners(name)]);
      const strapi = require('@strapi/strapi').createStrapi(options);
      forgetSearchPath(strapi);
      const destroy = strapi.destroy.bind(strapi);
      running.add(strapi);
      // It takes all listeners from the process at its end: the channel to Jest among them.
      strapi.destroy = async () => {
        running.delete(strapi);
        await destroy();
        for (const [name, all] of listeners) for (const listener of all) process.on(name, listener);
      };
      return strapi;
    };
  }

  async teardown() {
    // Of a file that failed before it could do so itself: the next must not meet what it has registered.
    for (const strapi of this.running) await strapi.destroy().catch(() => {});
    setClock(0);
    restoreEnvironment();
    await super.teardown();
  }
}

module.exports = StrapiEnvironment;
