import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Kinds of files of a profile. `isCache`: heals by itself, whatever happens to it; the others may be told with one of `codes`.
 * `mustTell`: not a single bit may pass unnoticed. First those that are nowhere else: 64 runs take each of them in every way.
 */
export const kinds = [
  {
    name: 'journal',
    files: /^journal\/journal$/,
    mustTell: true,
    codes: ['journal-damaged', 'device-fork', 'operation-gap'],
  },
  { name: 'unsent bytes', files: /^journal\/blobs\/[0-9a-f]{40}$/, codes: ['blob-lost'] },
  { name: 'vault', files: /^vault$/, codes: ['vault-damaged', 'vault-missing'] },
  { name: 'access log', files: /^journal\/zugriffe$/, mustTell: true, codes: ['journal-damaged'] },
  { name: 'indexeddb log', files: /IndexedDB\/.*\.log$/, isCache: true },
  { name: 'opfs pack', files: /^File System\/\d+\/\w\/\d+\/\w+$/, isCache: true },
  { name: 'indexeddb table', files: /IndexedDB\/.*\.ldb$/, isCache: true },
  { name: 'opfs index', files: /^File System\/.*(?:\.log|\.ldb|MANIFEST-\d+)$/, isCache: true },
  { name: 'indexeddb manifest', files: /IndexedDB\/.*\/MANIFEST-\d+$/, isCache: true },
  { name: 'draft', files: /^journal\/draft$/, isCache: true },
  { name: 'indexeddb current', files: /IndexedDB\/.*\/CURRENT$/, isCache: true },
  { name: 'settings', files: /^settings\.json$/, isCache: true },
  { name: 'look', files: /^journal\/look$/, isCache: true },
  {
    name: 'chromium',
    files: /^(?:Local State|Preferences|Local Storage\/.*\.log|Network Persistent State)$/,
    isCache: true,
  },
  { name: 'trusted lists', files: /^trust-list\.json$/, isCache: true },
];

const ways = ['flip', 'truncate', 'zero', 'delete', 'swap'];

/** Kinds and way of a run: every kind in turn, each time in another way; the others follow in case that no such file is there. */
export function planDamage(run) {
  const round = Math.floor(run / kinds.length);
  const index = run % kinds.length;
  return {
    wanted: [...kinds.slice(index), ...kinds.slice(0, index)],
    way: ways[(index + round) % ways.length],
  };
}

/** Damages one file below `folder` of the first wanted kind that there is; answers the kind and what was done. */
export function damageFile({ folder, wanted, way, random }) {
  for (const kind of wanted) {
    const damage = damageOne({ folder, kind, way, random });
    if (damage) return { kind, damage };
  }
  throw new Error('a profile without files');
}

function damageOne({ folder, kind, way, random }) {
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => kind.files.test(name) && statSync(path.join(folder, name)).isFile())
    .filter((name) => statSync(path.join(folder, name)).size > 0)
    .sort();
  if (names.length === 0) return null;
  const name = names[Math.floor(random() * names.length)];
  const file = path.join(folder, name);
  const bytes = readFileSync(file);
  const at = Math.floor(random() * bytes.length);
  const length = Math.max(1, Math.min(bytes.length - at, 4096));
  if (way === 'delete') rmSync(file);
  else if (way === 'truncate') truncateSync(file, at);
  else writeFileSync(file, changed(bytes, { way, at, length, random }));
  return `${way} ${name} at ${at} of ${bytes.length}`;
}

// The file keeps its owner and mode: only its bytes change.
function changed(bytes, { way, at, length, random }) {
  const next = Buffer.from(bytes);
  if (way === 'flip') next[at] ^= 1 << Math.floor(random() * 8);
  else if (way === 'zero') next.fill(0, at, at + length);
  else {
    const other = Math.floor(random() * (bytes.length - length + 1));
    bytes.copy(next, at, other, other + length);
    bytes.copy(next, other, at, at + length);
  }
  // Zeros in place of zeros are no damage.
  if (next.equals(bytes)) next[at] ^= 1;
  return next;
}
