import type { Feldwert } from '../../../shared/akte.ts';
import type { PageText } from '../../text-api.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import type { SearchDocument } from '../search/search-types.ts';
import type { IndexedUnit } from './indexed-units.ts';

/** Fields of a Vorgang that are searched like text. */
const vorgangTexts = ['vorgangstyp', 'bemerkung', 'anschrift', 'telefon', 'steuernummer'] as const;

/** A unit as the index takes it: `pages` = the words of its file, behind them what was written about it. */
export async function unitDocument(
  replica: Replica,
  unit: IndexedUnit,
  { pages, stamp }: { readonly pages: readonly PageText[]; readonly stamp: number },
): Promise<SearchDocument> {
  const { key: id, akte } = unit;
  const notes = await notesText(replica, unit);
  const body = [
    ...pages.map(({ text, isScan }) => ({ text, isScan })),
    ...(notes ? [{ text: notes, isScan: false }] : []),
  ];
  return { id, akte, stamp, body, ...(await headOf(replica, unit)) };
}

/** What was written about a unit: Vermerke and other Ereignisse, and the text fields of a Vorgang. */
export async function notesText(replica: Replica, unit: IndexedUnit): Promise<string> {
  const own = unit.art === 'vorgang' ? (await replica.read('vorgang', unit.id))?.felder : undefined;
  const records = await Promise.all(unit.notes.map((note) => replica.read('ereignis', note)));
  const words = [...vorgangTexts.map((feld) => own?.[feld]), ...records.map((record) => record?.felder.text)];
  return lines(...words);
}

/** Title, Zeichen and persons. */
async function headOf(
  replica: Replica,
  { art, id }: IndexedUnit,
): Promise<Pick<SearchDocument, 'title' | 'aktenzeichen' | 'people'>> {
  const { vorgang, dokument, akte } = replica.tables;
  const row = replica.tables[art].row(id);
  const akteRow = akte.row(replica.tables[art].akte(row));
  const vorgangId = art === 'vorgang' ? id : dokument.code('vorgang', row);
  const vorgangRow = vorgang.row(vorgangId);
  const felder = vorgangId === null ? undefined : (await replica.read('vorgang', vorgangId))?.felder;
  const people = [felder?.beteiligte, nameOf(replica, vorgang.code('bearbeitung', vorgangRow))];
  const zeichen = [vorgang.text('geschaeftszeichen', vorgangRow), akte.text('aktenzeichen', akteRow)].join(' ').trim();
  if (art === 'vorgang') return { title: vorgang.text('titel', row), aktenzeichen: zeichen, people: lines(...people) };
  return {
    title: lines(dokument.text('titel', row), dokument.code('dokumenttyp', row)),
    aktenzeichen: zeichen,
    people: lines(dokument.text('absender', row), ...people),
  };
}

function lines(...words: readonly (Feldwert | undefined)[]): string {
  return words
    .flat()
    .filter((word) => typeof word === 'string' && word !== '')
    .join('\n');
}
