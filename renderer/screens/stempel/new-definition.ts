import type { StampDefinition } from '../../../shared/pdf/stamp/stamp-kind.ts';

/** What a new kind starts with: who, when, and a title. */
export function newDefinition(title: string): StampDefinition {
  return {
    nature: 'vermerk',
    title: { de: title, en: title },
    fields: [
      { name: 'von', label: { de: 'Von', en: 'By' }, type: 'person', required: true, fill: 'person' },
      { name: 'datum', label: { de: 'Datum', en: 'Date' }, type: 'date', required: true, fill: 'heute' },
    ],
    lines: [
      { style: 'title', text: title.toUpperCase() },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
    ],
    minWidthPt: 120,
    minHeightPt: 0,
    tone: 'gray',
    frame: 'line',
    place: { corner: 'top-right', dxPt: 20, dyPt: 20 },
    who: { rollen: [], einheiten: [] },
    onSigned: true,
    qr: false,
  };
}
