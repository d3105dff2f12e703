import { errorCode } from '../../shared/errors.ts';
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
  { vorgaenger, bytes, datei, text, beside }: Commands['takeDraft']['input'],
): Promise<Taken> {
  const parent = mustKnow(replica, 'version', vorgaenger);
  const dokument = String(parent.felder.dokument);
  const sha = await hashContent(bytesContent(bytes));
  const nummer = Number(parent.felder.nummer) + 1;
  const { version } = replica.tables;
  const known = createVersionen(replica)
    .fassungen(dokument)
    .rows.find((row) => version.text('sha', row) === sha && version.code('vorgaenger', row) === vorgaenger);
  if (known !== undefined) return { dokument, version: version.ids[known] ?? '', nummer, isBeside: false };
  try {
    const made = await addVersion(replica, lent, {
      dokument,
      vorgaenger,
      entstehung: 'bearbeitung',
      text,
      datei,
      // A copy: bytes are handed over, and may be needed once more.
      bytes: bytes.slice(),
    });
    return { dokument, version: made.version, nummer, isBeside: false };
  } catch (error) {
    const { vorgang } = mustKnow(replica, 'dokument', dokument).felder;
    if (errorCode(error) !== 'dokument-frozen' || typeof vorgang !== 'string') throw error;
    const made = await createEntwurf(replica, { vorgang, bytes, datei, ...beside });
    return { ...made, nummer: 1, isBeside: true };
  }
}
