import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { inRoot } from './repository.mjs';

/**
 * Bundles the command line as a function, so that hundreds of calls need no process each. Returns the address of a module
 * that exports `runCommandLine`; beside it lie `pdf-api.js`, the engine, and `open-pkcs12.js`, the key files.
 */
export async function bundleCommandLine() {
  const outDir = inRoot('dist/command-line');
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
        input: {
          'run-command-line': inRoot('electron/cli/run-command-line.ts'),
          'pdf-api': inRoot('shared/pdf/api.ts'),
          'open-pkcs12': inRoot('electron/signer/open-pkcs12.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return pathToFileURL(inRoot('dist/command-line/run-command-line.js')).href;
}
