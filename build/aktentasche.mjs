#!/usr/bin/env node
// The command line from the repository: bundles itself when a source is newer than the bundle, then runs it.
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './repository.mjs';

const bundled = inRoot('dist/cli/aktentasche.js');
const font = inRoot('dist/renderer/fonts/FiraSans-Regular.ttf');

if (!existsSync(bundled) || newest(['shared', 'electron/cli', 'electron/signer']) > statSync(bundled).mtimeMs) {
  const { bundle } = await import('./bundle.mjs');
  await bundle({ only: ['cli'], log: () => {} });
}
if (!existsSync(font)) {
  cpSync(inRoot('node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf'), font);
}
await import(pathToFileURL(bundled).href);

/** The latest change below these folders, in milliseconds. */
function newest(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true }).map((name) => inRoot(folder, path.normalize(name))),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
