import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names the folder in which test/workstation/seeded-folder.ts keeps the demo authority of this run; removes it at the end. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aktentasche-seeded-'));
  // PostgreSQL's own user passes through it.
  await chmod(folder, 0o711);
  process.env.AKTENTASCHE_SEEDED = folder;
  return () => rm(folder, { recursive: true, force: true });
}
