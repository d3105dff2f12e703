// `npm run dist:linux [-- --test-runtime]`: the release .deb and its -e2e twin (inspect fuse on, nothing else differs).
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installDependencies } from './bootstrap.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { inRoot, packageJson, root } from './repository.mjs';

/**
 * Builds both packages below `release/` and returns `{ release, e2e }`, their paths. `allowTestRuntime` permits the
 * runtime of the npm registry, which is too old for users: the names then say `test-runtime`.
 */
export async function buildDebs({ runtime, allowTestRuntime, compression }) {
  if (runtime.isFallback && !allowTestRuntime)
    throw new Error(`Only Electron ${runtime.version} of the npm registry is here: not for users. Add --test-runtime.`);
  const { build, Platform } = await import('electron-builder');
  process.env.CUSTOM_FPM_PATH = inRoot('build/fpm.mjs');
  process.env.SOURCE_DATE_EPOCH ??= lastCommitSeconds();
  const app = layApp();
  const debs = {};
  for (const variant of ['release', 'e2e']) {
    const name = [packageJson.name, variant === 'e2e' ? 'e2e' : '', runtime.isFallback ? 'test-runtime' : '']
      .filter(Boolean)
      .join('-');
    const output = inRoot('release', variant);
    rmSync(output, { recursive: true, force: true });
    await build({
      projectDir: root,
      targets: Platform.LINUX.createTarget('deb'),
      publish: 'never',
      config: {
        extends: 'electron-builder.yml',
        directories: { app, output },
        electronDist: runtime.folder,
        electronVersion: runtime.version,
        electronFuses: { enableNodeCliInspectArguments: variant === 'e2e' },
        deb: { artifactName: `${name}_\${version}_\${arch}.\${ext}`, ...(compression ? { compression } : {}) },
      },
    });
    const file = readdirSync(output).find((entry) => entry.endsWith('.deb'));
    debs[variant] = inRoot('release', file);
    renameSync(path.join(output, file), debs[variant]);
  }
  return debs;
}

/** What is packed: the bundles without the server, and a package.json without dependencies and scripts. */
function layApp() {
  const folder = inRoot('release/app');
  rmSync(folder, { recursive: true, force: true });
  cpSync(inRoot('dist'), path.join(folder, 'dist'), { recursive: true });
  rmSync(path.join(folder, 'dist/server'), { recursive: true, force: true });
  const { scripts, dependencies, devDependencies, overrides, allowScripts, bin, ...described } = packageJson;
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...described, desktopName: `${packageJson.name}.desktop` }, null, 2),
  );
  return folder;
}

function lastCommitSeconds() {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return String(Math.floor(Date.now() / 1000));
  }
}

if (process.argv[1] === import.meta.filename) {
  installDependencies();
  const { bundle } = await import('./bundle.mjs');
  await bundle({ only: ['electron', 'preload', 'cli', 'renderer', 'viewer'] });
  const runtime = await resolveElectron();
  const debs = await buildDebs({
    runtime,
    allowTestRuntime: process.argv.includes('--test-runtime'),
    compression: process.env.CI ? 'gz' : null,
  });
  for (const file of Object.values(debs)) console.log(path.relative(root, file));
}
