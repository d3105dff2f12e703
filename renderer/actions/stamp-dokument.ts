import { AppError } from '../../shared/errors.ts';
import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { rememberedValues, type StampValues, stampFieldsFor } from '../../shared/pdf/stamp/stamp-values.ts';
import type { StampOrder, UnplacedStamp } from '../pdf-api.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import type { RememberedPlace } from '../state/places.ts';
import { rememberStamp } from '../state/remembered-stamps.ts';
import { type LentPdf, lendPdf } from './lend-pdf.ts';

/** A stamp that waits for its place: size and default place are known, nothing is written yet. */
export interface PreparedStamp {
  readonly layout: UnplacedStamp;
  /** Stamps at `place` and adds the Version; resolves when it is safe on this device. */
  finish(place: RememberedPlace): Promise<{ readonly version: string }>;
  cancel(): void;
}

/** What is stamped on which Version, and the history's words for it. */
export interface StampTask {
  readonly dokument: string;
  readonly version: Pick<VersionZeile, 'id' | 'sha'>;
  readonly kind: StampKind;
  readonly values: StampValues;
  /** The page that the person looks at, from 0. */
  readonly pageIndex: number;
}

/** Reads the Version and lays the stamp out; refuses before a byte is written when the file or its signatures forbid it. */
export async function prepareStamp({ dokument, version, kind, values, pageIndex }: StampTask): Promise<PreparedStamp> {
  const pdf = await openToStamp(version);
  const order = stampOrder(kind, values);
  try {
    const layout = await pdf.layoutStamp({ ...order, place: { pageIndex } });
    return {
      layout,
      finish: async (place) => {
        const stamped = await pdf.stamp({ ...order, place });
        const added = await command('addVersion', {
          dokument,
          vorgaenger: version.id,
          lent: pdf.lent,
          appended: stamped.appended,
          entstehung: 'stempel',
          text: stamped.layout.text,
        });
        pdf.close();
        rememberStamp(kind.id, { place, values: rememberedValues(kind, values) });
        return added;
      },
      cancel: pdf.close,
    };
  } catch (error) {
    pdf.close();
    throw error;
  }
}

/** A fresh stamp of this kind, at its default place. */
export function stampOrder(kind: StampKind, values: StampValues): StampOrder {
  const at = new Date().toISOString();
  return { kind, fields: stampFieldsFor(kind, values), place: null, id: crypto.randomUUID(), at };
}

/** Reads a Version into the pdf worker. Throws 'pdf-changed-meanwhile' when it is not what the person saw in the list. */
export async function openToStamp({ id, sha }: Pick<VersionZeile, 'id' | 'sha'>): Promise<LentPdf> {
  const pdf = await lendPdf({ version: id, action: 'stamp', purpose: 'Dokument stempeln' });
  if (pdf.sha === sha) return pdf;
  pdf.close();
  throw new AppError('pdf-changed-meanwhile');
}
