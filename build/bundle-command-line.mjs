import { pathToFileURL } from 'node:url';
import { bundleFunctions } from './bundle-functions.mjs';
import { inRoot } from './repository.mjs';

/**
 * Bundles the command line as a function, so that hundreds of calls need no process each. Returns the address of a module
 * that exports `runCommandLine`; beside it lie `pdf-api.mjs`, the engine, and `open-pkcs12.mjs`, the key files.
 */
export async function bundleCommandLine() {
  const outDir = inRoot('dist/command-line');
  await bundleFunctions(outDir, {
    'run-command-line': inRoot('electron/cli/run-command-line.ts'),
    'pdf-api': inRoot('shared/pdf/api.ts'),
    'open-pkcs12': inRoot('electron/signer/open-pkcs12.ts'),
  });
  return pathToFileURL(inRoot('dist/command-line/run-command-line.mjs')).href;
}
