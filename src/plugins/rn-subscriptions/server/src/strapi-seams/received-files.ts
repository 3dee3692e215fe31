import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

type Form = { headers: object };
type Part = { name: string | null };

/** The folder of each request that brings files, by its headers: all that the parser of the body knows of a request. */
const folders = new WeakMap<object, string>();

/**
 * How files of a request are received, for the parser of `strapi::body`: the one field that Strapi reads, into the folder
 * that {@link withFolder} has made for the request. Other fields would be written too, and left there.
 */
export const formOptions = () => ({
  uploadDir: os.tmpdir(),
  filter: ({ name }: Part) => name === 'files',
  filename: (_name: string, _extension: string, _part: Part, form: Form) =>
    path.join(path.basename(folders.get(form.headers) ?? ''), randomUUID()),
});

/**
 * Does `work` with a folder for the files of the request with these headers, and removes the folder with all that is in
 * it however the work ends. A file that is still being opened then finds no folder, and is not made.
 */
export const withFolder = async (headers: object, work: () => Promise<unknown>): Promise<void> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rn-received-'));
  folders.set(headers, folder);
  try {
    await work();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
