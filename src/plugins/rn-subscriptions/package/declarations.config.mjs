import { dts } from 'rollup-plugin-dts';

/**
 * One file of types per entry, so that a host needs nothing of ours to read them; twice, as `import` and `require` look for
 * the one that bears the name of what they load.
 */
const declarations = (side) => ({
  input: `${side}/src/index.ts`,
  output: ['d.ts', 'd.mts'].map((end) => ({ file: `dist/${side}/index.${end}`, format: 'es' })),
  plugins: [dts({ tsconfig: `${side}/tsconfig.json` })],
});

export default ['server', 'admin', 'client'].map(declarations);
