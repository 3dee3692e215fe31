#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { doctor } from './doctor.mjs';
import { words } from './words.mjs';

const MISUSE = 2;

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const OPTIONS = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean', default: false } };

const misused = () => {
  console.error(`${words.unknown}\n\n${words.usage}`);
  return MISUSE;
};

const run = async () => {
  let given;
  try {
    given = parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch {
    return misused();
  }
  const { values, positionals } = given;
  if (values.help) {
    console.log(words.usage);
    return 0;
  }
  if (positionals.length === 1 && positionals[0] === 'doctor')
    return doctor({ folder: process.cwd(), json: values.json });
  return misused();
};

// Strapi keeps timers and connections of its own.
process.exit(await run());
