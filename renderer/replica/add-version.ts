import { AppError } from '../../shared/errors.ts';
import { gangStand } from '../../shared/geschaeftsgang/gang-stand.ts';
import type { NewBytes } from '../replica-api/command-inputs.ts';
import type { Commands } from '../replica-api.ts';
import { appendedContent, bytesContent, type Content, hashContent } from './content.ts';
import { ancestry } from './dokumente.ts';
import { makeEreignis, mustKnow } from './edit-records.ts';
import { loadGang } from './geschaeftsgang/load-gang.ts';
import { appendWithContent, cacheContent } from './keep-content.ts';
import type { LentVersions } from './lent-versions.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

type Command<C extends keyof Commands> = Commands[C];

/**
 * Adds a Version made from another one, and the Ereignis that goes with it. What is appended is put behind the lent bytes of
 * the one before, whatever else may lie in the window. Throws AppError 'version-unknown' when another one was lent,
 * 'dokument-frozen' after the Schlusszeichnung, 'schreiben-signed' when a signed Version would be written on.
 */
export async function addVersion(
  replica: Replica,
  lent: LentVersions,
  input: Command<'addVersion'>['input'],
): Promise<Command<'addVersion'>['output']> {
  const { dokument, vorgaenger, entstehung, text, datei } = input;
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const parent = mustKnow(replica, 'version', vorgaenger);
  if (parent.felder.dokument !== dokument) throw new AppError('version-unknown');
  if (entstehung === 'schreiben' && ancestry(replica, replica.tables.version.row(vorgaenger)).has('unterschrift'))
    throw new AppError('schreiben-signed');
  // What cannot be read now keeps nobody from saving (R134): the server knows.
  const gang = await loadGang(replica, dokument).catch(() => null);
  if (gang && gangStand(gang).schluss) throw new AppError('dokument-frozen');
  const id = replica.newId();
  const content = contentOf(lent, input, String(parent.felder.sha));
  const sha = await hashContent(content);
  const set = {
    dokument,
    nummer: Number(parent.felder.nummer) + 1,
    vorgaenger,
    sha,
    groesse: content.sizeBytes,
    dateiname: datei?.dateiname ?? String(parent.felder.dateiname),
    mimetyp: datei?.mimetyp ?? String(parent.felder.mimetyp),
    entstehung,
    erstelltVon: replica.identity.person,
    erstellt: replica.now().toISOString(),
  };
  const ereignistyp = entstehung === 'bearbeitung' || entstehung === 'schreiben' ? 'vermerk' : entstehung;
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
