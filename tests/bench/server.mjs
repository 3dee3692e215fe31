import { startApplication } from './application.mjs';

// A server of its own on the database of the environment, for measures of several: says where it listens; told to stop, says how
// much memory it had at most (in kB) and ends.

const { origin } = await startApplication();
process.send({ origin });
process.once('message', () => process.send({ maxRSS: process.resourceUsage().maxRSS }, () => process.exit(0)));
process.once('disconnect', () => process.exit(0));
