import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import type { StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import type { UnplacedStamp } from '../pdf-api.ts';
import { previewStamp } from '../pdf-client.ts';
import { stampOrder } from './stamp-dokument.ts';

/** A sample page with the stamp as the engine draws it; nothing is kept. */
export function drawPreview(
  kind: StampKind,
  values: StampValues,
): Promise<{ readonly bytes: Uint8Array; readonly layout: UnplacedStamp }> {
  return previewStamp(stampOrder(kind, values));
}
