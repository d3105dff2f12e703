import { build } from 'vite';
import { inRoot } from './repository.mjs';

/**
 * Bundles modules of the product so that plain node can import their functions: `NAME.js` in `outDir` for every
 * `NAME: source file` of `input`.
 */
export async function bundleFunctions(outDir, input) {
  await build({
    configFile: false,
    root: inRoot('.'),
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
}
