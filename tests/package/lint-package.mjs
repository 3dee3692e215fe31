// Both are ES modules, which Jest does not load: prints what they find in a packed file, as JSON.
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const bytes = new Uint8Array(readFileSync(process.argv[2]));
const { problems } = /** @type {import('@arethetypeswrong/core').Analysis} */ (
  await checkPackage(createPackageFromTarballData(bytes))
);
const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
console.log(JSON.stringify([...problems, ...messages.map((message) => formatMessage(message, pkg))]));
