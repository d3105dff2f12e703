import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs of PostgreSQL, as absolute paths below one `native/bin` folder. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Programs that the database's OS user can start. A repository below /root is closed to that user: then PostgreSQL is
 * copied once (60 MB) into `folder`, which is open to it.
 */
export async function reachableBinaries(
  { initdb, postgres }: Binaries,
  owner: { readonly uid: number; readonly gid: number } | undefined,
  folder: string,
): Promise<Binaries> {
  if (!owner || (await canStart(postgres, owner))) return { initdb, postgres };
  const native = path.resolve(path.dirname(postgres), '..');
  const copy = path.join(folder, 'postgres-programs');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const inCopy = (file: string): string => path.join(copy, path.relative(native, file));
  return { initdb: inCopy(initdb), postgres: inCopy(postgres) };
}

/** True when the user gets through every folder above the program. */
async function canStart(file: string, owner: { readonly uid: number; readonly gid: number }): Promise<boolean> {
  return run(file, ['--version'], { ...owner, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
