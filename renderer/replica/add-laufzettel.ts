import { AppError } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { appendWithBytes, cacheBytes, sha256Hex } from './add-version.ts';
import { makeEreignis, mustRead } from './edit-records.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/**
 * Adds the Laufzettel of a Dokument as a Dokument of its own beside it. The stamp is an act on the original, bound to the hash
 * of the Version that it names; each of the two histories names the other Dokument.
 */
export async function addLaufzettel(
  replica: Replica,
  input: Commands['addLaufzettel']['input'],
): Promise<{ dokument: string }> {
  const { zu, titel, bytes } = input;
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
    dokumenttyp: 'Laufzettel',
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
    dateiname: input.dateiname,
    mimetyp: 'application/pdf',
    entstehung: 'stempel',
    erstelltVon: replica.identity.person,
    erstellt: angelegt,
  };
  const ent = { art: 'version', id: replica.newId() } as const;
  const about = { akte, bezugArt: 'dokument' } as const;
  const originalSha = String(version.felder.sha);
  await appendWithBytes(replica, { sha, bytes }, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent, set: first, need: [sha] }),
    makeEreignis(replica, {
      ...about,
      bezug: zu,
      ereignistyp: 'stempel',
      versionSha: originalSha,
      text: `${titel}: ${input.text}`,
    }),
    makeEreignis(replica, {
      ...about,
      bezug: dokument,
      ereignistyp: 'vermerk',
      versionSha: sha,
      text: `Gehört zu „${String(original.felder.titel)}“, Fassung ${String(version.felder.nummer)}, SHA-256 ${originalSha}`,
    }),
  ]);
  await cacheBytes(replica, { akte: akte ?? dokument, dokument, sha, bytes });
  return { dokument };
}
