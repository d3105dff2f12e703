import { parseFeldaenderungen } from '../../shared/feldaenderung.ts';
import type { VerlaufZeile } from '../replica-api/dokument-rows.ts';
import { wasOf } from './ausgang.ts';
import { changedFields } from './changed-fields.ts';
import { compareVerlauf } from './compare-verlauf.ts';
import { meaningsOf } from './field-meaning.ts';
import { readFristVerlauf } from './fristen/frist-verlauf.ts';
import { readGangVerlauf } from './geschaeftsgang/gang-verlauf.ts';
import { readKonfliktVerlauf } from './konflikt-verlauf.ts';
import { linkedTitles } from './linked-titles.ts';
import { nameOf } from './personen.ts';
import { readPostausgangVerlauf } from './postausgang/postausgang-verlauf.ts';
import type { Replica } from './replica.ts';

/** History of some records (a Vorgang with its Dokumente, or one Dokument): Ereignisse, new Versionen, unsent changes; newest first. */
export async function readVerlauf(
  replica: Replica,
  about: { readonly bezuege: ReadonlySet<string>; readonly dokumente: ReadonlySet<string> },
): Promise<VerlaufZeile[]> {
  const { ereignis, version, primaerdokument } = replica.tables;
  const rows: VerlaufZeile[] = [];

  const ids = ereignis.ids.filter((id, row): id is string => {
    return id !== null && about.bezuege.has(ereignis.code('bezug', row) ?? '');
  });
  const records = await Promise.all(ids.map((id) => replica.read('ereignis', id)));
  for (const record of records) {
    if (!record) continue;
    const { ereignistyp, bezugArt, bezug, text, von, fuer, zeit } = record.felder;
    // Its text names the fields that were changed.
    const namesFields = ereignistyp === 'vertretung';
    rows.push({
      id: record.id,
      zeit: String(zeit),
      von: nameOf(replica, String(von)),
      was: String(ereignistyp),
      text:
        ereignistyp === 'aenderung' ? whatLeft(replica, { bezugArt, bezug }) : namesFields ? '' : String(text ?? ''),
      felder: namesFields ? String(text ?? '').split(', ') : [],
      ...fuerWords(replica, fuer),
      ...(ereignistyp === 'aenderung' && { aenderungen: aenderungenOf(replica, String(text)) }),
      unsent: replica.isUnsent('ereignis', record.id),
    });
  }

  for (let row = 0; row < version.rowCount; row++) {
    if (!version.isLive(row) || !about.dokumente.has(version.code('dokument', row) ?? '')) continue;
    const id = version.ids[row] ?? '';
    rows.push({
      id,
      zeit: version.text('erstellt', row),
      von: nameOf(replica, version.code('erstelltVon', row)),
      was: 'version',
      text: version.text('dateiname', row),
      felder: [],
      unsent: replica.isUnsent('version', id),
    });
  }

  for (let row = 0; row < primaerdokument.rowCount; row++) {
    if (!primaerdokument.isLive(row) || !about.bezuege.has(primaerdokument.code('version', row) ?? '')) continue;
    const id = primaerdokument.ids[row] ?? '';
    rows.push({
      id,
      zeit: primaerdokument.text('erstellt', row),
      von: nameOf(replica, primaerdokument.code('erstelltVon', row)),
      ...wordsOf(primaerdokument, row),
      felder: [],
      unsent: replica.isUnsent('primaerdokument', id),
    });
  }

  rows.push(...(await readGangVerlauf(replica, about.dokumente)));

  for (const { operation, state } of replica.outbox.values()) {
    const { ent, intent, n, t, actor, fuer } = operation;
    const was = wasOf(operation);
    // What is done for somebody else has a line of its own.
    if (state.kind !== 'waiting' || ent.art === 'ereignis' || ent.art === 'version' || fuer) continue;
    // What was made has a line of its own.
    if (intent === 'dispatch') continue;
    if (!about.bezuege.has(ent.id)) continue;
    const isLink = intent === 'link';
    const felder = isLink ? [] : changedFields(operation);
    const text = isLink ? linkedTitles(replica, operation) : whatLeft(replica, { bezugArt: ent.art, bezug: ent.id });
    rows.push({ id: `n${n}`, zeit: t, von: nameOf(replica, actor), was, text, felder, unsent: true });
  }
  rows.push(...readFristVerlauf(replica, about.bezuege));
  rows.push(...readPostausgangVerlauf(replica, about.dokumente));
  rows.push(...(await readKonfliktVerlauf(replica, about.bezuege)));
  return rows.sort(compareVerlauf);
}

/** To whom what was changed had left: a Dokument may leave more than once. '' for every other record. */
function whatLeft({ tables: { postausgang } }: Replica, of: { readonly bezugArt?: unknown; readonly bezug?: unknown }) {
  if (of.bezugArt !== 'postausgang') return '';
  return postausgang
    .text('empfaenger', postausgang.row(String(of.bezug)))
    .split('\n')
    .join(', ');
}

/** What the server wrote of a change: every field with what stood there before (A32). */
function aenderungenOf(replica: Replica, text: string) {
  return parseFeldaenderungen(text).map((one) => ({
    ...one,
    bedeutung: meaningsOf(replica, one.feld, [one.alt, one.neu]),
  }));
}

function fuerWords(replica: Replica, fuer: unknown): Pick<VerlaufZeile, 'fuer'> {
  return typeof fuer === 'string' ? { fuer: nameOf(replica, fuer) } : {};
}

/** A signature that came beside its document was not raised by anybody. */
function wordsOf(table: Replica['tables']['primaerdokument'], row: number): Pick<VerlaufZeile, 'was' | 'text'> {
  const stufe = table.code('stufe', row) ?? '';
  return stufe === 'signatur'
    ? { was: 'signaturdatei', text: table.text('dateiname', row) }
    : { was: 'primaerdokument', text: stufe };
}
