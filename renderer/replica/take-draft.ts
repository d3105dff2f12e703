import { AppError, errorCode } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { addVersion } from './add-version.ts';
import { bytesContent, hashContent } from './content.ts';
import { createEntwurf } from './create-entwurf.ts';
import { mustKnow } from './edit-records.ts';
import type { LentVersions } from './lent-versions.ts';
import type { Replica } from './replica.ts';
import { createVersionen } from './versionen.ts';

type Taken = Commands['takeDraft']['output'];

/**
 * Takes in what was written outside. Taking the same twice (a crash came between) is taking it once; what a Schlusszeichnung
 * closed out becomes a Dokument of its own, so that nothing written is lost.
 */
export async function takeDraft(
  replica: Replica,
  lent: LentVersions,
  { bytes, as, datei, text, beside, ...made }: Commands['takeDraft']['input'],
): Promise<Taken> {
  const { version } = replica.tables;
  const versionen = createVersionen(replica);
  // A Version that the server refused is gone from the record: the next one follows what leads.
  const isKnown = version.row(made.vorgaenger) >= 0;
  const vorgaenger = isKnown ? made.vorgaenger : (version.ids[versionen.fassungen(made.dokument).leading] ?? '');
  const parent = mustKnow(replica, 'version', vorgaenger);
  const dokument = String(parent.felder.dokument);
  const sha = await hashContent(bytesContent(bytes));
  const nummer = Number(parent.felder.nummer) + 1;
  const known = versionen
    .fassungen(dokument)
    .rows.find((row) => version.text('sha', row) === sha && version.code('vorgaenger', row) === vorgaenger);
  if (known !== undefined) return { dokument, version: version.ids[known] ?? '', nummer, isBeside: false };
  const addBeside = async (): Promise<Taken> => {
    const { vorgang } = mustKnow(replica, 'dokument', dokument).felder;
    if (typeof vorgang !== 'string') throw new AppError('not-found');
    const taken = besideOf(replica, { sha, vorgang });
    if (taken) return { ...taken, nummer: 1, isBeside: true };
    const own = await createEntwurf(replica, { vorgang, bytes, datei, ...beside });
    return { ...own, nummer: 1, isBeside: true };
  };
  if (as === 'beside') return addBeside();
  try {
    const added = await addVersion(replica, lent, {
      dokument,
      vorgaenger,
      entstehung: 'bearbeitung',
      text,
      datei,
      // A copy: bytes are handed over, and may be needed once more.
      bytes: bytes.slice(),
    });
    return { dokument, version: added.version, nummer, isBeside: false };
  } catch (error) {
    if (errorCode(error) !== 'dokument-frozen') throw error;
    return addBeside();
  }
}

/** The Dokument of a Vorgang that these very bytes became when they were taken in before. */
function besideOf(
  { tables: { version, dokument } }: Replica,
  { sha, vorgang }: { readonly sha: string; readonly vorgang: string },
): Pick<Taken, 'dokument' | 'version'> | undefined {
  for (let row = 0; row < version.rowCount; row++) {
    if (!version.isLive(row) || version.text('sha', row) !== sha || version.number('nummer', row) !== 1) continue;
    if (version.code('entstehung', row) !== 'bearbeitung') continue;
    const of = version.code('dokument', row) ?? '';
    if (dokument.code('vorgang', dokument.row(of)) === vorgang)
      return { dokument: of, version: version.ids[row] ?? '' };
  }
  return undefined;
}
