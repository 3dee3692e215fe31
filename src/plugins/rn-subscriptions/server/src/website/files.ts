import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file as it is served; `etag` is of its content. */
export type WebsiteFile = { content: Buffer; type: string; etag: string };

const hashOf = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** `content` as a file; `type` is the end of its name. */
export const fileOf = (content: Buffer, type: string): WebsiteFile => ({ content, type, etag: `"${hashOf(content)}"` });

/** Where the plugin's build has put the pages: in the package itself, wherever that is installed. */
export const websiteFolder = (): string =>
  path.join(path.dirname(require.resolve('strapi-plugin-rn-subscriptions/package.json')), 'dist/website');

/**
 * All that is served, by its path below `folder`, and a `version` that changes with any of it. Read once, at the start: no request
 * reaches the disk, so that none reaches past the folder, and a package that is replaced under a running server mixes with nothing.
 * Throws where the plugin was not built.
 */
export const readWebsite = (folder: string): { files: Map<string, WebsiteFile>; version: string } => {
  if (!existsSync(path.join(folder, 'index.html')))
    throw new Error(
      `rn-subscriptions: the website’s pages are not in ${folder}. Build the plugin (npm run build), or set the option website.enabled to false.`
    );
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
  const files = new Map(
    names.map((name) => [
      name.split(path.sep).join('/'),
      fileOf(readFileSync(path.join(folder, name)), path.extname(name)),
    ])
  );
  return { files, version: hashOf([...files].map(([name, { etag }]) => `${name} ${etag}`).join('\n')) };
};
