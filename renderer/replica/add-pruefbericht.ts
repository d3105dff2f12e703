import { AppError } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { appendWithBytes, cacheBytes, sha256Hex } from './add-version.ts';
import { makeEreignis, mustRead } from './edit-records.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/** Adds the report on a Version as a Dokument of its own beside it; the history of the original names it. */
export async function addPruefbericht(
  replica: Replica,
  input: Commands['addPruefbericht']['input'],
): Promise<Commands['addPruefbericht']['output']> {
  const { zu, titel, dateiname, bytes, text } = input;
  const original = await mustRead(replica, 'dokument', zu);
  const version = await mustRead(replica, 'version', input.version);
  if (version.felder.dokument !== zu) throw new AppError('version-unknown');
  const { akte } = original;
  const dokument = replica.newId();
  const sha = await sha256Hex(new Uint8Array(bytes));
  const angelegt = replica.now().toISOString();
  const felder = {
    titel,
    vorgang: original.felder.vorgang ?? null,
    dokumenttyp: 'Prüfbericht',
    eingangsdatum: null,
    eingangsquelle: '',
    eingangskanal: '',
    absender: '',
    fuehrendeVersion: null,
    angelegt,
  };
  const first = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: bytes.length,
    dateiname,
    mimetyp: 'application/pdf',
    entstehung: 'bearbeitung',
    erstelltVon: replica.identity.person,
    erstellt: angelegt,
  };
  const ent = { art: 'version', id: replica.newId() } as const;
  const versionSha = String(version.felder.sha);
  await appendWithBytes(replica, { sha, bytes }, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent, set: first, need: [sha] }),
    makeEreignis(replica, { akte, bezugArt: 'dokument', bezug: zu, ereignistyp: 'vermerk', versionSha, text }),
  ]);
  await cacheBytes(replica, { akte: akte ?? dokument, dokument, sha, bytes });
  return { dokument };
}
