import type { Neu } from '../insert-records.ts';

/** The Akten of the demo authority with their Vorgaenge, Dokumente and bytes. */
export function demoAkten(): { records: readonly Neu[]; blobs: readonly { sha: string; bytes: Uint8Array }[] } {
  const records: Neu[] = [];
  for (const einheit of ['jugendamt', 'ordnungsamt', 'bauamt']) {
    records.push({
      art: 'akte',
      id: `posteingang-${einheit}`,
      akte: `posteingang-${einheit}`,
      felder: {
        aktenzeichen: `00.05-${einheit}`,
        titel: 'Posteingang',
        aktenplaneinheit: 'ap-00.05',
        federfuehrung: einheit,
        vertraulichkeit: '003',
        schutzbedarf: 'normal',
        status: 'offen',
        angelegt: '2026-01-02T08:00:00+01:00',
      },
    });
  }
  return { records, blobs: [] };
}
