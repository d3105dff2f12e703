import { AppError } from '../../shared/errors.ts';
import { briefkopfOf } from '../../shared/schreiben/briefkopf.ts';
import { recordText } from '../../shared/texts/translate.ts';
import { writeVerfuegungsblatt } from '../pdf-client.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import type { GangFassung, Geschaeftsgang } from '../replica-api/gang-rows.ts';
import { ask, command } from '../replica-client.ts';
import { useSession } from '../state/session.ts';
import { checkGangFiles } from './check-gang-files.ts';
import { type PrintProgress, printParts } from './print-parts.ts';
import { mayPrint, ownBuffer } from './print-version.ts';
import { streamVersion } from './stream-version.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** Which Geschaeftsgang the sheet is about. */
export interface BlattTask {
  readonly gang: Geschaeftsgang;
  readonly geschaeftszeichen: string;
}

/** Saves the Verfuegungsblatt where the person says; the access record is on disk before. False: the person cancelled. */
export async function saveVerfuegungsblatt(task: BlattTask): Promise<boolean> {
  const bare = task.gang.titel.replace(/[^\p{L}\p{N} ._-]/gu, ' ').slice(0, 120);
  const target = await chooseCopyTarget(`Verfügungsblatt ${bare.trim()}.pdf`);
  if (!target) return false;
  await noteAccess(task.gang, 'export', 'Verfügungsblatt gespeichert');
  await writeCopy(target, piecesOf(bytesFile(await makeBlatt(task))));
  return true;
}

/** Prints the Verfuegungsblatt; the access record is on disk before. False: cancelled in the system's dialog. */
export async function printVerfuegungsblatt(
  task: BlattTask & { readonly vertraulichkeit: string },
  progress: PrintProgress,
): Promise<boolean> {
  mayPrint(task.vertraulichkeit);
  await noteAccess(task.gang, 'print', 'Verfügungsblatt gedruckt');
  return printParts([{ file: ownBuffer(await makeBlatt(task)) }], progress);
}

/** Files the Verfuegungsblatt beside its Dokument, as a Dokument of its own; answers its title. */
export async function fileVerfuegungsblatt(task: BlattTask): Promise<string> {
  const { dokument } = task.gang;
  const fassung = fassungOf(task.gang);
  const titel = recordText('blatt.titel', { titel: task.gang.titel }).slice(0, 200);
  await command('addBericht', {
    zu: dokument,
    version: fassung.id,
    titel,
    dateiname: 'Verfügungsblatt.pdf',
    dokumenttyp: 'Verfügungsblatt',
    bytes: await makeBlatt(task),
    text: recordText('blatt.vermerk', { n: fassung.nummer }),
  });
  return titel;
}

/** The Geschaeftsgaenge among these Dokumente that have steps. */
export async function findGaenge(dokumente: readonly string[]): Promise<readonly Geschaeftsgang[]> {
  const all = await Promise.all(dokumente.map((dokument) => ask('geschaeftsgang', { dokument })));
  return all.filter((gang) => gang !== null && gang.fassung !== null && gang.schritte.length > 0) as Geschaeftsgang[];
}

/** With the files read that lie here: the sheet says of the others that they were not. */
async function makeBlatt({ gang: shown, geschaeftszeichen }: BlattTask, at = new Date()): Promise<Uint8Array> {
  await checkGangFiles(shown.dokument);
  const gang = (await ask('geschaeftsgang', { dokument: shown.dokument })) ?? shown;
  const { dokument, titel, fassung, ungeklaert, schritte, aenderungen, geprueft, ungelesen, ersterBruch, schluss } =
    gang;
  const person = useSession.getState().status?.enrolment?.person.name;
  if (person === undefined) throw new AppError('locked');
  const facts = {
    dokument,
    titel,
    fassung,
    ungeklaert,
    schritte,
    aenderungen,
    geprueft,
    ungelesen,
    ersterBruch,
    schluss,
  };
  const { behoerde, ...profil } = await ask('profil', {});
  const briefkopf = briefkopfOf({ ...profil, name: behoerde.name }, 'de');
  const head = briefkopf && { name: behoerde.name, briefkopf };
  return writeVerfuegungsblatt({ ...facts, geschaeftszeichen, person, at: at.toISOString(), behoerde: head });
}

async function noteAccess(gang: Geschaeftsgang, action: 'export' | 'print', purpose: string): Promise<void> {
  const stream = await streamVersion({ version: fassungOf(gang).id, action, purpose });
  stream.giveBack();
}

function fassungOf({ fassung }: Geschaeftsgang): GangFassung {
  if (!fassung) throw new AppError('version-not-here');
  return fassung;
}
