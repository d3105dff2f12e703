import { type Uebung, uebungen, uebungsziele } from '../../../shared/uebungen.ts';
import type { Replica } from '../replica.ts';

/** Which exercises are done: the records say so, whichever way the person took. */
export function readUebungen(replica: Replica): Uebung[] {
  const { dokument, version, zeichnung, frist, konflikt, vorgang } = replica.tables;
  const me = replica.identity.person;
  const wasMade = (entstehung: string) =>
    rowsOf(version).some(
      (row) =>
        isOwn('version', version.ids[row]) &&
        version.code('entstehung', row) === entstehung &&
        version.code('erstelltVon', row) === me,
    );
  const isDone: Readonly<Record<Uebung, () => boolean>> = {
    aufnehmen: () => wasMade('eingang'),
    ablegen: () =>
      rowsOf(dokument).some(
        (row) =>
          (isOwn('dokument', dokument.ids[row]) || dokument.ids[row]?.startsWith('dokument-posteingang-')) &&
          dokument.code('vorgang', row) !== null,
      ),
    stempeln: () => wasMade('stempel'),
    unterschreiben: () => wasMade('unterschrift'),
    mitzeichnen: () => rowsOf(zeichnung).some((row) => zeichnung.code('dokument', row) === uebungsziele.entwurf),
    frist: () => rowsOf(frist).some((row) => isOwn('frist', frist.ids[row]) && frist.code('von', row) === me),
    finden: () => {
      const row = vorgang.row(uebungsziele.versteckt);
      return row >= 0 && vorgang.code('wiedervorlage', row) !== null;
    },
    konflikt: () => {
      const row = konflikt.row(uebungsziele.konflikt);
      return row >= 0 && konflikt.code('status', row) !== 'offen';
    },
    packen: () => replica.packList.scopes.some(({ id }) => id === uebungsziele.akte),
    weitergeben: () =>
      rowsOf(vorgang).some((row) => vorgang.akte(row) === uebungsziele.akte && vorgang.code('bearbeitung', row) !== me),
  };
  return uebungen.filter((name) => isDone[name]());
}

function rowsOf(table: { readonly rowCount: number; isLive(row: number): boolean }): number[] {
  return Array.from({ length: table.rowCount }, (_, row) => row).filter((row) => table.isLive(row));
}

/** What the practice authority brought along is named after its kind; what a person makes has a random id. */
function isOwn(art: string, id: string | null | undefined): boolean {
  return typeof id === 'string' && !id.startsWith(`${art}-`) && !id.startsWith('dokument-');
}
