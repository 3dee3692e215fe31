import { parseArgs } from 'node:util';
import { bootStrapi, closeAfterwards, closeStrapi } from './boot.mjs';

// Whoever reads along may go away, as `head` does: the work goes on.
process.stdout.on('error', () => {});

/**
 * Runs a command on the loaded application, with the options --dry-run and --help, and ends the process: with 0, with 2 for a
 * misuse, which shows `usage`, or with 1 and the sentence that `failed` begins. `work({ service, dryRun, positionals })` gets
 * the plugin's services by name, and returns false where some of it failed, which is said by then and ends with 1, too; words on the command line are taken only with `allowPositionals`.
 */
export const runCommand = async ({ usage, failed, allowPositionals = false, work }) => {
  /** @satisfies {import('node:util').ParseArgsConfig['options']} */
  const options = { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const strapi = await bootStrapi();
    let isWhole;
    try {
      isWhole = await work({
        service: (name) => strapi.plugin('rn-subscriptions').service(name),
        dryRun: values['dry-run'],
        positionals,
      });
    } catch (error) {
      await closeStrapi(strapi).catch(() => {});
      throw error;
    }
    await closeAfterwards(strapi);
    process.exit(isWhole === false ? 1 : 0);
  } catch (error) {
    const isMisuse = error.code?.startsWith('ERR_PARSE_ARGS');
    // What the database says repeats values.
    const problem = error.path ? `${error.path} (${error.code})` : (error.code ?? error.message);
    console.error(isMisuse ? `Option inconnue.\n\n${usage}` : `${failed} : ${problem}.`);
    process.exit(isMisuse ? 2 : 1);
  }
};
