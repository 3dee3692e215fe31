/** What may import what; `npm run check imports`, and so `npm test`, holds it. ARCHITECTURE.md says why. */
const PLUGIN = 'src/plugins/rn-subscriptions';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Nobody can read half of a circle. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ knows neither Strapi nor the two sides that share it.',
      severity: 'error',
      from: { path: `^${PLUGIN}/shared/`, pathNot: '\\.test\\.ts$' },
      to: { pathNot: [`^${PLUGIN}/shared/`, '^node_modules/zod/'] },
    },
    {
      name: 'zod-stays-on-the-server',
      comment: 'The panel would load it for every librarian.',
      severity: 'error',
      from: { path: `^${PLUGIN}/admin/` },
      to: { path: '^node_modules/zod/', reachable: true },
    },
    {
      name: 'the-panel-knows-no-server',
      severity: 'error',
      from: { path: `^${PLUGIN}/admin/` },
      to: { path: `^${PLUGIN}/server/` },
    },
    {
      name: 'the-client-carries-types-alone',
      comment: 'It runs in pages of other projects: nothing of ours, and no zod, goes with it.',
      severity: 'error',
      from: { path: `^${PLUGIN}/client/` },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-server-knows-no-panel',
      severity: 'error',
      from: { path: `^${PLUGIN}/server/` },
      to: { path: `^${PLUGIN}/admin/` },
    },
    {
      name: 'the-plugin-knows-no-app',
      severity: 'error',
      from: { path: `^${PLUGIN}/` },
      to: { path: '^(src|config|scripts|tests)/', pathNot: `^${PLUGIN}/` },
    },
    {
      name: 'the-app-reaches-the-plugin-through-Strapi',
      severity: 'error',
      from: { path: '^src/(index\\.ts|api/)' },
      to: { path: `^${PLUGIN}/` },
    },
    {
      name: 'utils-are-pure',
      severity: 'error',
      from: { path: `^${PLUGIN}/server/src/utils/`, pathNot: '\\.test\\.ts$' },
      to: { path: ['^node_modules/@strapi/', `^${PLUGIN}/server/src/(?!utils/)`] },
    },
    {
      name: 'rooms-know-no-registries',
      comment: 'Routes and controllers lead to the rooms, never back.',
      severity: 'error',
      from: {
        path: `^${PLUGIN}/server/src/(accounts|database|installation|jobs|mails|mediatheques|registrations|requests|retention|sign-up|utils|website)/`,
      },
      to: { path: `^${PLUGIN}/server/src/(routes|controllers|middlewares|permissions|services)/` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
  },
};
