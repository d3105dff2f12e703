import type { Datensatz, Feldwert } from '../../shared/akte.ts';
import type { Change } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { addDokument, noReceipt } from './add-dokument.ts';
import { mustKnow } from './edit-records.ts';
import type { Replica } from './replica.ts';

/** A new PDF about, or out of, Version `version` of Dokument `zu`. */
export interface Beside {
  readonly zu: string;
  readonly version: string;
  readonly titel: string;
  readonly dateiname: string;
  readonly bytes: Uint8Array;
  readonly dokumenttyp: string;
  readonly entstehung: string;
  /** It came in together with the original, so it has the same receipt. */
  readonly isReceived?: boolean;
}

/** What the histories of both may tell: the original, its Version (fields with a column), the new Dokument and the hash of its bytes. */
export interface BesideFacts {
  readonly original: Datensatz;
  readonly version: Datensatz;
  readonly dokument: string;
  readonly sha: string;
}

/**
 * Adds a PDF about a Version as a Dokument of its own in the same Vorgang; `tell` makes the Ereignisse that belong to it.
 * Throws AppError 'version-unknown' when the Version is another Dokument's.
 */
export async function addBeside(
  replica: Replica,
  { zu, titel, dateiname, bytes, dokumenttyp, entstehung, isReceived = false, ...named }: Beside,
  tell: (facts: BesideFacts) => Change[],
): Promise<{ dokument: string }> {
  const original = mustKnow(replica, 'dokument', zu);
  const version = mustKnow(replica, 'version', named.version);
  if (version.felder.dokument !== zu) throw new AppError('version-unknown');
  const { vorgang = null } = original.felder;
  const receipt = isReceived ? receiptOf(original) : noReceipt;
  const fields = { titel, vorgang, dokumenttyp, ...receipt };
  return addDokument(replica, { akte: original.akte, fields, dateiname, bytes, entstehung }, (made) =>
    tell({ original, version, ...made }),
  );
}

function receiptOf({ felder }: Datensatz): Record<keyof typeof noReceipt, Feldwert> {
  const { eingangsdatum = null, eingangsquelle, eingangskanal, absender = '' } = felder;
  return { eingangsdatum, eingangsquelle: eingangsquelle ?? '', eingangskanal: eingangskanal ?? '', absender };
}
