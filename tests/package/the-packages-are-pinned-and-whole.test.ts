import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
const PLUGIN = 'src/plugins/rn-subscriptions';
const app = read('package.json');
const plugin = read(`${PLUGIN}/package.json`);
const lock = read('package-lock.json').packages as Record<string, { version: string }>;

/** Versions of a package that are installed; the demo's inbox has a page of its own, which no panel loads. */
const installed = (name: string) => [
  ...new Set(
    Object.entries(lock)
      .filter(([place]) => place.endsWith(`node_modules/${name}`) && !place.startsWith('node_modules/@maildev/ui/'))
      .map(([, { version }]) => version)
  ),
];

test('every dependency is pinned to an exact version', () => {
  const all = { ...app.dependencies, ...app.devDependencies, ...plugin.dependencies };
  const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string));
  expect(loose).toEqual([]);
});

test('every @strapi package of the release is the same release, and there is one of each', () => {
  const ownRelease = ['design-system', 'icons', 'ui-primitives', 'sdk-plugin'];
  const names = [
    ...new Set(Object.keys(lock).flatMap((place) => /node_modules\/(@strapi\/[\w-]+)$/.exec(place)?.[1] ?? [])),
  ];
  for (const name of names) {
    const versions = installed(name);
    expect([name, versions.length]).toEqual([name, 1]);
    if (!ownRelease.includes(name.slice('@strapi/'.length))) expect([name, versions]).toEqual([name, ['5.54.0']]);
  }
});

test('one copy each of what breaks when there are two, and no nodemailer with an open advisory', () => {
  for (const name of ['react', 'react-dom', 'react-router-dom', 'styled-components']) {
    expect([name, installed(name).length]).toEqual([name, 1]);
    expect(Object.keys(plugin.peerDependencies)).toContain(name);
    expect(Object.keys(plugin.dependencies)).not.toContain(name);
  }
  const [nodemailer, ...others] = installed('nodemailer');
  expect(others).toEqual([]);
  const [major, minor, patch] = nodemailer.split('.').map(Number);
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(10_004_001);
});

test('what Strapi brings in a version of its own, a host is not made to install in a newer one beside it', () => {
  const ofStrapi = ['@strapi/design-system', '@strapi/icons', '@strapi/utils', 'react-intl'];
  for (const name of ofStrapi) expect([name, plugin.peerDependenciesMeta[name]]).toEqual([name, { optional: true }]);
});

test('the lock file names no download host', () => {
  const text = fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
  expect(text).not.toContain('"resolved": "http');
});

test('the plugin passes Strapi’s own check of a plugin', () => {
  const cli = path.join(ROOT, 'node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js');
  expect(() =>
    execFileSync(process.execPath, [cli, 'verify'], { cwd: path.join(ROOT, PLUGIN), stdio: 'pipe' })
  ).not.toThrow();
});

test('the server’s libraries stay out of the panel’s part of the plugin, and the panel’s out of the server’s', () => {
  const filesIn = (folder: string): string[] =>
    fs
      .readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) =>
        entry.isDirectory() ? filesIn(path.join(folder, entry.name)) : [path.join(folder, entry.name)]
      );
  const text = (part: string) =>
    filesIn(path.join(ROOT, PLUGIN, 'dist', part))
      .filter((file) => /\.m?js$/.test(file))
      .map((file) => fs.readFileSync(file, 'utf8'))
      .join('\n');
  for (const name of ['zod', 'mustache', 'csv-stringify', 'csv-parse', '@strapi/utils']) {
    expect(text('admin')).not.toMatch(new RegExp(`(from|require\\() ?["']${name}["']`));
  }
  expect(text('server')).not.toMatch(/(from|require\() ?["'](react|@strapi\/design-system)["']/);
});
