import { AppError } from '../../shared/errors.ts';
import type { Commands, NewBytes } from '../replica-api.ts';
import { appendedContent, bytesContent, type Content, hashContent } from './content.ts';
import { makeEreignis, mustRead } from './edit-records.ts';
import { appendWithContent, cacheContent } from './keep-content.ts';
import type { LentVersions } from './lent-versions.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';
import { ownPosteingang } from './taken-along.ts';

type Command<C extends keyof Commands> = Commands[C];

/** Takes a file in: it becomes Version 1 of a new Dokument, in a Vorgang or in the Posteingang of the person's Einheit. */
export async function importDokument(
  replica: Replica,
  input: Command<'importDokument'>['input'],
): Promise<Command<'importDokument'>['output']> {
  const akte =
    input.vorgang === null ? ownPosteingang(replica) : (await mustRead(replica, 'vorgang', input.vorgang)).akte;
  const dokument = replica.newId();
  const id = replica.newId();
  const content = bytesContent(input.bytes);
  const sha = await hashContent(content);
  const angelegt = replica.now().toISOString();
  const version = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: content.sizeBytes,
    dateiname: input.name,
    mimetyp: 'application/pdf',
    entstehung: 'eingang',
    erstelltVon: replica.identity.person,
    erstellt: angelegt,
  };
  const felder = {
    titel: input.titel,
    vorgang: input.vorgang,
    dokumenttyp: '',
    ...input.eingang,
    fuehrendeVersion: null,
    angelegt,
  };
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent: { art: 'version', id }, set: version, need: [sha] }),
  ]);
  await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  return { dokument, version: id };
}

/**
 * Adds a Version made from another one, and the Ereignis that goes with it. What is appended is put behind the lent bytes of
 * the one before, whatever else may lie in the window. Throws AppError 'version-unknown' when another one was lent.
 */
export async function addVersion(
  replica: Replica,
  lent: LentVersions,
  input: Command<'addVersion'>['input'],
): Promise<Command<'addVersion'>['output']> {
  const { dokument, vorgaenger, entstehung, text } = input;
  const { akte } = await mustRead(replica, 'dokument', dokument);
  const parent = await mustRead(replica, 'version', vorgaenger);
  if (parent.felder.dokument !== dokument) throw new AppError('version-unknown');
  const id = replica.newId();
  const content = contentOf(lent, input, String(parent.felder.sha));
  const sha = await hashContent(content);
  const set = {
    dokument,
    nummer: Number(parent.felder.nummer) + 1,
    vorgaenger,
    sha,
    groesse: content.sizeBytes,
    dateiname: String(parent.felder.dateiname),
    mimetyp: String(parent.felder.mimetyp),
    entstehung,
    erstelltVon: replica.identity.person,
    erstellt: replica.now().toISOString(),
  };
  const ereignistyp = entstehung === 'bearbeitung' ? 'vermerk' : entstehung;
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'add-version', ent: { art: 'version', id }, set, need: [sha] }),
    makeEreignis(replica, { akte, bezugArt: 'dokument', bezug: dokument, ereignistyp, versionSha: sha, text }),
  ]);
  await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  return { version: id };
}

function contentOf(lent: LentVersions, given: NewBytes, sha: string): Content {
  if ('bytes' in given) return bytesContent(given.bytes);
  const base = lent.get(given.lent);
  if (base.sha !== sha) throw new AppError('version-unknown');
  return appendedContent(base, given.appended);
}
