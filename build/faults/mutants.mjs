import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Bugs to seed into the built product, each with the faults that must notice it. `find` occurs exactly once in one file below
 * `folder`; the repository's sources and `dist` stay as they are.
 */
export const mutants = {
  'no-fdatasync': {
    folder: 'dist/electron',
    find: 'await handle.datasync();',
    put: '',
    wanted: { power: 2 },
  },
  'unsent-bytes-not-synced': {
    folder: 'dist/electron',
    find: 'await upload.handle.sync();',
    put: '',
    // A file must have been said to be saved just before the dark, and not be sent yet: run 6 is the first such.
    wanted: { power: 12 },
  },
  'tail-not-checked': {
    folder: 'dist/electron',
    find: 'const cut = read.end < bytes.length;',
    put: 'const cut = false;',
    wanted: { damage: 1 },
  },
  'full-disk-acknowledged': {
    folder: 'dist/electron',
    find: 'await rollBack(error);',
    put: '',
    wanted: { full: 1 },
  },
  'vault-not-checked': {
    folder: 'dist/electron',
    find: "if (sum !== sha256$1(json)) throw new AppError('vault-damaged');",
    put: '',
    // The first that leaves what can be read as a vault, with another content.
    from: 47,
    wanted: { damage: 1 },
  },
  'repeats-applied-twice': {
    folder: 'dist/server',
    find: "return known.storedH === h ? { kind: 'repeat' } : { kind: 'fork' };",
    put: "return { kind: 'decide' };",
    wanted: { kill: 1 },
  },
};

/** Patches the staged product. */
export function seedMutant({ folder: subfolder, find, put }, staged) {
  const folder = path.join(staged, subfolder);
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(folder, name))
    .filter((file) => readFileSync(file, 'utf8').includes(normal(find)));
  const [file] = files;
  const text = file && readFileSync(file, 'utf8');
  if (files.length !== 1 || text.split(normal(find)).length !== 2) throw new Error(`patch does not apply: ${find}`);
  writeFileSync(
    file,
    text.replace(normal(find), () => put),
  );
}

// The bundler writes double quotes.
const normal = (text) => text.replaceAll("'", '"');
