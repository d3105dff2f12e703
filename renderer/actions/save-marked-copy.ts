import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import type { StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import { readStream } from '../ranges/stream-file.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { openToStamp, stampOrder } from './stamp-dokument.ts';
import { streamVersion } from './stream-version.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/**
 * Saves a copy with page numbers or a word across every page; the record keeps its Version unchanged. False: cancelled.
 * Refuses before the person is asked for a place when the file must not be marked.
 */
export async function saveMarkedCopy(
  version: Pick<VersionZeile, 'id' | 'sha'>,
  mark: { readonly kind: StampKind; readonly values: StampValues },
  name: string,
): Promise<boolean> {
  const pdf = await openToStamp(version);
  try {
    const marked = await pdf.stamp(stampOrder(mark.kind, mark.values));
    const target = await chooseCopyTarget(name);
    if (!target) return false;
    // The access record says that content left, before it does.
    const stream = await streamVersion({ version: version.id, action: 'export', purpose: 'Kopie gespeichert' });
    try {
      await writeCopy(target, piecesOf(readStream(stream)), piecesOf(bytesFile(marked.appended)));
    } finally {
      stream.giveBack();
    }
    return true;
  } finally {
    pdf.close();
  }
}
