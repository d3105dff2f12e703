import { withoutEnding } from '../../shared/accepted-endings.ts';
import type { Commands } from '../replica-api.ts';
import { bytesContent, hashContent } from './content.ts';
import { mustKnow } from './edit-records.ts';
import { appendWithContent, cacheContent, type HashedContent } from './keep-content.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';
import { ownPosteingang } from './taken-along.ts';

/**
 * Takes a file in: it becomes Version 1 of a new Dokument, in a Vorgang or in the Posteingang of the person's Einheit, with
 * the signatures that came beside it and each Anlage as a Dokument of its own. All of it is safe on this device, or nothing
 * changed.
 */
export async function importDokument(
  replica: Replica,
  input: Commands['importDokument']['input'],
): Promise<Commands['importDokument']['output']> {
  const akte = input.vorgang === null ? ownPosteingang(replica) : mustKnow(replica, 'vorgang', input.vorgang).akte;
  const dokument = replica.newId();
  const id = replica.newId();
  const file = await hashed(input.bytes);
  const angelegt = replica.now().toISOString();
  const made = { erstelltVon: replica.identity.person, erstellt: angelegt };
  const asReceived = ({ sha, content }: HashedContent) => ({
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: content.sizeBytes,
    entstehung: 'eingang',
    ...made,
  });
  const mimetyp = input.mimetyp ?? 'application/pdf';
  const version = { ...asReceived(file), dokument, dateiname: input.name, mimetyp };
  const felder = {
    titel: input.titel,
    vorgang: input.vorgang,
    dokumenttyp: '',
    ...input.eingang,
    fuehrendeVersion: null,
    angelegt,
  };
  const beside = await Promise.all(
    (input.signaturen ?? []).map(async ({ name, bytes }) => ({ name, ...(await hashed(bytes)) })),
  );
  const anlagen = await Promise.all(
    (input.anlagen ?? []).map(async ({ name, bytes }) => ({ name, id: replica.newId(), ...(await hashed(bytes)) })),
  );
  const files: readonly HashedContent[] = [file, ...beside, ...anlagen];
  await appendWithContent(replica, files, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent: { art: 'version', id }, set: version, need: [file.sha] }),
    ...beside.map(({ name, sha, content }) => {
      const set = { version: id, stufe: 'signatur', sha, groesse: content.sizeBytes, dateiname: name, ...made };
      const ent = { art: 'primaerdokument', id: replica.newId() } as const;
      return makeChange(replica, { akte, intent: 'add-primaerdokument', ent, set, need: [sha] });
    }),
    ...anlagen.flatMap(({ id, name, ...content }) => {
      const set = { ...felder, titel: withoutEnding(name), anlageZu: dokument };
      const of = { ...asReceived(content), dokument: id, dateiname: name, mimetyp: 'application/pdf' };
      const first = { art: 'version', id: replica.newId() } as const;
      return [
        makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id }, set }),
        makeChange(replica, { akte, intent: 'add-version', ent: first, set: of, need: [content.sha] }),
      ];
    }),
  ]);
  for (const { sha, content } of [file, ...beside])
    await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  for (const { id, sha, content } of anlagen)
    await cacheContent(replica, { akte: akte ?? id, dokument: id, sha, content });
  return { dokument, version: id };
}

async function hashed(bytes: Uint8Array): Promise<HashedContent> {
  const content = bytesContent(bytes);
  return { sha: await hashContent(content), content };
}
