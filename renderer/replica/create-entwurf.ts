import type { Commands } from '../replica-api.ts';
import { bytesContent, hashContent } from './content.ts';
import { makeEreignis, mustKnow } from './edit-records.ts';
import { appendWithContent, cacheContent } from './keep-content.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/** Adds a text written here as a new Dokument in a Vorgang, without receipt, and the Ereignis that goes with it. */
export async function createEntwurf(
  replica: Replica,
  { vorgang, titel, bytes, datei, text }: Commands['createEntwurf']['input'],
): Promise<Commands['createEntwurf']['output']> {
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  const dokument = replica.newId();
  const version = replica.newId();
  const content = bytesContent(bytes);
  const sha = await hashContent(content);
  const angelegt = replica.now().toISOString();
  const felder = {
    titel,
    vorgang,
    dokumenttyp: '',
    ...{ eingangsdatum: null, eingangsquelle: '', eingangskanal: '', absender: '' },
    fuehrendeVersion: null,
    angelegt,
  };
  const first = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: content.sizeBytes,
    ...datei,
    entstehung: 'bearbeitung',
    erstelltVon: replica.identity.person,
    erstellt: angelegt,
  };
  const about = { akte, bezugArt: 'dokument', bezug: dokument, ereignistyp: 'vermerk', versionSha: sha } as const;
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent: { art: 'version', id: version }, set: first, need: [sha] }),
    makeEreignis(replica, { ...about, text }),
  ]);
  await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  return { dokument, version };
}
