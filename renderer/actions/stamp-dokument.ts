import { AppError } from '../../shared/errors.ts';
import type { StampKindId } from '../../shared/pdf/stamp/stamp-kinds.ts';
import type { StampLayout } from '../pdf-api.ts';
import { type OpenPdf, openPdf } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api.ts';
import { command } from '../replica-client.ts';
import { type RememberedPlace, rememberPlace } from '../state/places.ts';

/** A stamp that waits for its place: size and default place are known, nothing is written yet. */
export interface PreparedStamp {
  readonly layout: StampLayout;
  /** Stamps at `place` and adds the Version; resolves when it is safe on this device. */
  finish(place: RememberedPlace): Promise<{ readonly version: string }>;
  cancel(): void;
}

/** What is stamped on which Version, and the history's words for it. */
export interface StampTask {
  readonly dokument: string;
  readonly version: VersionZeile;
  readonly kind: StampKindId;
  readonly fields: Readonly<Record<string, string>>;
  /** The page that the person looks at, from 0. */
  readonly pageIndex: number;
}

/** Reads the Version and lays the stamp out; refuses before a byte is written when the file or its signatures forbid it. */
export async function prepareStamp({ dokument, version, kind, fields, pageIndex }: StampTask): Promise<PreparedStamp> {
  const { bytes } = await command('readVersion', {
    version: version.id,
    action: 'stamp',
    purpose: 'Dokument stempeln',
  });
  const pdf = await openPdf(bytes);
  const order = { kind, fields, id: crypto.randomUUID(), at: new Date().toISOString() };
  try {
    requireSame(pdf, version);
    const layout = await pdf.layoutStamp({ ...order, place: { pageIndex } });
    return {
      layout,
      finish: async (place) => {
        const stamped = await pdf.stamp({ ...order, place });
        const added = await command('addVersion', {
          dokument,
          vorgaenger: version.id,
          bytes: stamped.bytes,
          entstehung: 'stempel',
          text: stamped.layout.text,
        });
        pdf.close();
        rememberPlace(kind, place);
        return added;
      },
      cancel: pdf.close,
    };
  } catch (error) {
    pdf.close();
    throw error;
  }
}

/** What the person saw in the list is what gets the stamp. */
function requireSame(pdf: OpenPdf, version: VersionZeile): void {
  if (pdf.sha !== version.sha) throw new AppError('pdf-changed-meanwhile');
}
