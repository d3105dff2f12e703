import type { Commands } from '../replica-api.ts';
import { addBeside } from './add-beside.ts';
import { makeEreignis } from './edit-records.ts';
import type { Replica } from './replica.ts';

/** Adds a sheet about a Version as a Dokument of its own beside it; the history of the original names it. */
export async function addBericht(
  replica: Replica,
  { text, ...input }: Commands['addBericht']['input'],
): Promise<Commands['addBericht']['output']> {
  return addBeside(replica, { ...input, entstehung: 'bearbeitung' }, ({ original, version }) => {
    const about = { akte: original.akte, bezugArt: 'dokument', bezug: input.zu } as const;
    return [makeEreignis(replica, { ...about, ereignistyp: 'vermerk', versionSha: String(version.felder.sha), text })];
  });
}
