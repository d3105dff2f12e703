import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import type { UebergabeInhalt } from '../replica-api/handover-rows.ts';
import { command } from '../replica-client.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** Seals refused work of one Akte for somebody who still has the right. */
export async function handOver(n: number, an: string): Promise<void> {
  await command('handOver', { n, an });
}

/** Takes a handed over change out of the Ausgang; the authority has it. */
export async function putAway(n: number): Promise<void> {
  await command('putAway', { n });
}

/** What a package holds; recorded as an access. */
export function openPackage(id: string): Promise<readonly UebergabeInhalt[]> {
  return command('openPackage', { id });
}

/** Saves a file of a package outside the Aktentasche. False: the person cancelled. */
export async function savePackageFile(id: string, { sha, name }: { sha: string; name: string }): Promise<boolean> {
  const target = await chooseCopyTarget(name);
  if (!target) return false;
  const { bytes } = await command('readPackageFile', { id, sha });
  await writeCopy(target, piecesOf(bytesFile(bytes)));
  return true;
}

/** Takes a package into a Vorgang of its Akte in the person's own name. */
export async function takePackage(id: string, vorgang: string, text: string): Promise<void> {
  await command('takePackage', { id, vorgang, text });
}

/** Lays a package aside with a reason. */
export async function layAside(id: string, grund: string): Promise<void> {
  await command('layAside', { id, grund });
}
