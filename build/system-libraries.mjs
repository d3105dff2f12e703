import { spawnSync } from 'node:child_process';
import { isDebian, isRoot } from './repository.mjs';

/** Debian's package for each shared library that Electron links against and a small system may lack. */
const debianPackages = {
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libgbm.so.1': 'libgbm1',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};

/**
 * Makes sure that Electron's shared libraries (and Xvfb, when `needsDisplay`) are there. As root on Debian it installs
 * what is missing; elsewhere it throws with the one line to run.
 */
export function ensureSystemLibraries(executable, { needsDisplay, log = console.error }) {
  if (process.platform !== 'linux') return;
  const packages = missingPackages(executable, needsDisplay);
  if (packages.length === 0) return;
  const line = `apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (!isDebian) throw new Error(`Missing on this system (Debian's names): ${packages.join(' ')}`);
  if (!isRoot) throw new Error(`Missing on this system. Run once: sudo ${line}`);
  log(`Installing ${packages.join(' ')} ...`);
  installPackages(packages);
  const stillMissing = missingPackages(executable, needsDisplay);
  if (stillMissing.length > 0) throw new Error(`Still missing after apt-get: ${stillMissing.join(' ')}`);
}

/** Installs Debian packages as root; returns whether apt-get was content. */
export function installPackages(packages) {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '--quiet'], options);
  const install = ['install', '--yes', '--quiet', '--no-install-recommends', ...packages];
  return spawnSync('apt-get', install, options).status === 0;
}

function missingPackages(executable, needsDisplay) {
  const { stdout = '' } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const libraries = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  const packages = libraries.map((name) => debianPackages[name] ?? name);
  if (needsDisplay && spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error) packages.push('xvfb');
  return [...new Set(packages)];
}
