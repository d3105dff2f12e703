import type { MarkedText, Suchergebnis, Treffer } from '../../renderer/replica-api/search-rows.ts';

/** A text in which `[words]` are marked. */
function marked(text: string): MarkedText {
  const marken: [number, number][] = [];
  let plain = '';
  for (const [, before = '', word] of text.matchAll(/([^[\]]*)(?:\[([^\]]*)\])?/g)) {
    plain += before;
    if (word === undefined) continue;
    marken.push([plain.length, plain.length + word.length]);
    plain += word;
  }
  return { text: plain, marken };
}

const treffer: Treffer = {
  art: 'dokument',
  id: 'd1',
  akte: 'a1',
  vorgang: 'v1',
  zeichen: marked('63.04.900/2026-1'),
  titel: marked('Stellungnahme zum Lärmschutz an der Eichenallee'),
  typ: 'Stellungnahme',
  datum: '2026-11-20T09:00:00+01:00',
  person: marked('Ingenieurbüro Wohlgemuth'),
  ausschnitt: marked(
    '… liegt das [Umweltgutachten] der Firma Grünwerk vor, das die Werte an drei Tagen im März gemessen hat. Die [Gutachter] empfehlen eine Wand von drei Metern Höhe entlang der …',
  ),
  pageIndex: 3,
  imScan: false,
};

/** What the demo finds, whatever is asked. */
export const found: Suchergebnis = {
  total: 63,
  aehnlich: ['Umweltgutachten', 'Gutachter'],
  behind: null,
  treffer: [
    treffer,
    {
      ...treffer,
      id: 'd2',
      titel: marked('Bauakte 1974, Band 2'),
      ausschnitt: marked('… nach dem [Gutachten] des Herrn Prof. Dr. Aurich ist der Untergrund im nördlichen Teil …'),
      imScan: true,
      pageIndex: 118,
      typ: 'Anlage',
    },
    {
      ...treffer,
      art: 'vorgang',
      id: 'v1',
      titel: marked('[Gutachten] Großtagespflege Sonnenblume'),
      ausschnitt: null,
      pageIndex: null,
      typ: 'Antrag',
    },
  ],
};
