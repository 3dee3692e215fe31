#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { doctor } from './doctor.mjs';
import { uninstall } from './uninstall.mjs';
import { words } from './words.mjs';

const MISUSE = 2;

const folder = process.cwd();

/** The commands, and the options that each knows. */
const COMMANDS = {
  doctor: { options: ['json'], run: ({ json }) => doctor({ folder, json }) },
  uninstall: {
    options: ['yes', 'with-accounts'],
    run: ({ yes, 'with-accounts': withAccounts }) => uninstall({ folder, yes, withAccounts }),
  },
};

const flag = /** @type {const} */ ({ type: 'boolean', default: false });

const misused = () => {
  console.error(`${words.unknown}\n\n${words.usage}`);
  return MISUSE;
};

const run = async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name === '--help' || name === '-h') {
    console.log(words.usage);
    return 0;
  }
  const command = COMMANDS[name];
  if (!command) return misused();
  let values;
  try {
    ({ values } = parseArgs({ args, options: Object.fromEntries(command.options.map((option) => [option, flag])) }));
  } catch {
    return misused();
  }
  return command.run(values);
};

// Strapi keeps timers and connections of its own.
process.exit(await run());
