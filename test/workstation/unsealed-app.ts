import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const sources = ['build', 'electron', 'renderer', 'server', 'shared', 'package.json', 'tsconfig.json'];

/**
 * Builds the app with all sealing off into `folder` and answers the app folder: a copy of the sources in which the two
 * sealing modules pass bytes through, with the same overhead. For the control of a plaintext hunt; the product has no switch.
 */
export function buildUnsealedApp(folder: string): string {
  for (const name of sources) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  replaceFunctions(folder);
  execFileSync(process.execPath, ['build/bundle.mjs', 'electron', 'preload', 'renderer', 'viewer'], { cwd: folder });
  return folder;
}

function replaceFunctions(folder: string): void {
  writeFileSync(path.join(folder, 'electron/vault/sealed-box.ts'), unsealedBox);
  writeFileSync(path.join(folder, 'renderer/replica/seal.ts'), unsealedSealer);
}

const unsealedBox = `
import { hkdfSync } from 'node:crypto';
export const SEAL_OVERHEAD_BYTES = 28;
export function seal(_key: Uint8Array, _context: string | Uint8Array, plain: Uint8Array): Buffer {
  return Buffer.concat([Buffer.alloc(12), plain, Buffer.alloc(16)]);
}
export function unseal(_key: Uint8Array, _context: string | Uint8Array, sealed: Uint8Array): Buffer | null {
  return sealed.length < SEAL_OVERHEAD_BYTES ? null : Buffer.from(sealed.subarray(12, sealed.length - 16));
}
export function deriveKey(secret: Uint8Array, label: string, salt: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, \`aktentasche/\${label}\`, 32));
}
`;

const unsealedSealer = `
export const SEALED_MORE_BYTES = 28;
export interface Sealer {
  seal(context: string, plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  open(context: string, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}
export interface SealedRow { readonly id: number; readonly g: number; readonly b: Uint8Array<ArrayBuffer> }
export async function createSealer(_rawKey: Uint8Array): Promise<Sealer> {
  return {
    async seal(_context, plain) {
      const sealed = new Uint8Array(plain.length + 28);
      sealed.set(plain, 12);
      return sealed;
    },
    open: async (_context, sealed) => sealed.slice(12, sealed.length - 16),
  };
}
export async function sealRow(sealer: Sealer, store: string, id: number, g: number, value: unknown): Promise<SealedRow> {
  return { id, g, b: await sealer.seal(\`\${store}|\${id}|\${g}\`, new TextEncoder().encode(JSON.stringify(value))) };
}
export async function openRow(sealer: Sealer, store: string, row: SealedRow): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await sealer.open(\`\${store}|\${row.id}|\${row.g}\`, row.b)));
}
`;
