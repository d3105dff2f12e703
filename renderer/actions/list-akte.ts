import type { VorgangZeile } from '../replica-api/akte-rows.ts';
import type { DokumentZeile } from '../replica-api/dokument-rows.ts';
import { ask } from '../replica-client.ts';

const pageRows = 200;

/** One Dokument and the Vorgang it is filed in. */
export interface FiledDokument {
  readonly zeile: DokumentZeile;
  readonly vorgang: VorgangZeile;
}

/** Every Dokument of an Akte in the order of its Vorgaenge, within each by receipt. */
export async function listAkte(akte: string): Promise<readonly FiledDokument[]> {
  const filed: FiledDokument[] = [];
  for (let offset = 0; ; offset += pageRows) {
    const page = await ask('vorgaenge', {
      akte,
      text: '',
      sort: 'geschaeftszeichen',
      descending: false,
      offset,
      limit: pageRows,
    });
    for (const vorgang of page.rows) {
      const detail = await ask('vorgang', { id: vorgang.id });
      for (const zeile of detail?.dokumente ?? []) filed.push({ zeile, vorgang });
    }
    if (offset + pageRows >= page.total) return filed;
  }
}
