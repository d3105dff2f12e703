import type { Felder } from '../../shared/akte.ts';
import type { Change } from '../../shared/change.ts';
import { bytesContent, hashContent } from './content.ts';
import { appendWithContent, cacheContent } from './keep-content.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/** A file made here, a PDF unless it says another media type, and the fields of its Dokument apart from those that every new one has alike. */
export interface NewDokument {
  readonly akte: string | null;
  readonly fields: Felder;
  readonly dateiname: string;
  readonly mimetyp?: string;
  readonly bytes: Uint8Array;
  readonly entstehung: string;
}

/** The receipt of a Dokument that nobody sent. */
export const noReceipt = { eingangsdatum: null, eingangsquelle: '', eingangskanal: '', absender: '' } as const;

/** Adds a file made here as Version 1 of a new Dokument; `tell` makes the Ereignisse that belong to it. */
export async function addDokument(
  replica: Replica,
  { akte, fields, dateiname, mimetyp = 'application/pdf', bytes, entstehung }: NewDokument,
  tell: (made: { readonly dokument: string; readonly sha: string }) => Change[] = () => [],
): Promise<{ dokument: string; version: string }> {
  const dokument = replica.newId();
  const content = bytesContent(bytes);
  const sha = await hashContent(content);
  const angelegt = replica.now().toISOString();
  const set = { ...fields, fuehrendeVersion: null, angelegt };
  const first = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: bytes.length,
    dateiname,
    mimetyp,
    entstehung,
    erstelltVon: replica.identity.person,
    erstellt: angelegt,
  };
  const ent = { art: 'version', id: replica.newId() } as const;
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set }),
    makeChange(replica, { akte, intent: 'add-version', ent, set: first, need: [sha] }),
    ...tell({ dokument, sha }),
  ]);
  await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  return { dokument, version: ent.id };
}
