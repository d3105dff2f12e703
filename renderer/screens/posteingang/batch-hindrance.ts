import type { StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';

/** Why a document is left out before anything begins; null: it is ready. A receipt stamp needs a recorded receipt (P12), once. */
export function batchHindrance(
  row: Pick<DokumentZeile, 'eingangsdatum' | 'gestempelt'>,
  { nature }: Pick<StampKind, 'nature'>,
): 'noReceipt' | 'stamped' | null {
  if (nature !== 'eingang') return null;
  if (row.eingangsdatum === null) return 'noReceipt';
  return row.gestempelt ? 'stamped' : null;
}
