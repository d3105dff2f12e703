import type { Commands } from '../replica-api.ts';
import { addBeside } from './add-beside.ts';
import { makeEreignis } from './edit-records.ts';
import type { Replica } from './replica.ts';

/** Adds the report on a Version as a Dokument of its own beside it; the history of the original names it. */
export async function addPruefbericht(
  replica: Replica,
  { text, ...input }: Commands['addPruefbericht']['input'],
): Promise<Commands['addPruefbericht']['output']> {
  const kind = { dokumenttyp: 'Prüfbericht', entstehung: 'bearbeitung' };
  return addBeside(replica, { ...input, ...kind }, ({ original, version }) => {
    const about = { akte: original.akte, bezugArt: 'dokument', bezug: input.zu } as const;
    return [makeEreignis(replica, { ...about, ereignistyp: 'vermerk', versionSha: String(version.felder.sha), text })];
  });
}
