import { expect, test } from 'vitest';
import {
  type BlattZeichnung,
  type VerfuegungsblattRequest,
  writeVerfuegungsblatt,
} from '../../../shared/geschaeftsgang/write-verfuegungsblatt.ts';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { hasMutool, hasQpdf, mutoolText, qpdfComplaints } from '../../fixtures/pdf/ask-mutool.ts';
import { testFont, testTime } from '../../fixtures/pdf/sign-with.ts';
import { sampleKopf } from '../../fixtures/schreiben/sample-logo.ts';

const hash = (n: number) => `${n}`.repeat(12).padEnd(64, 'f');
const act: BlattZeichnung = {
  id: hash(1),
  vorherige: [],
  entscheidung: 'mitgezeichnet',
  kommentar: 'Rechtsgrundlage geprüft.',
  von: 'Mehmet Yıldız',
  zusatz: 'i. V.',
  funktion: 'Sachgebietsleiter',
  fuer: 'Karin Nowak',
  zeit: '2026-11-20T09:12:00.000Z',
  fassung: 1,
  vonFassung: null,
  bruch: null,
};
const classed: BlattZeichnung = {
  ...act,
  id: hash(2),
  vorherige: [hash(1)],
  entscheidung: 'wesentlich',
  kommentar: 'Höhe der Ablöse geändert.',
  zusatz: '',
  fuer: null,
  von: 'Sabine Brandt',
  fassung: 2,
  vonFassung: 1,
};
const request: VerfuegungsblattRequest = {
  dokument: 'dok-1',
  titel: 'Bescheid Stellplatzablöse',
  geschaeftszeichen: '63.04.900/2026-1',
  fassung: { nummer: 2, sha: 'ab'.repeat(32) },
  ungeklaert: null,
  schritte: [
    {
      nummer: 1,
      status: '002',
      verfuegung: 'zurMitzeichnung',
      text: 'Bitte bis Freitag.',
      an: 'Karin Nowak',
      delegiertVon: null,
      von: 'Sabine Brandt',
      grund: '',
      zeichnung: null,
      ueberholt: [act],
    },
    {
      nummer: 2,
      status: '004',
      verfuegung: 'zurSchlusszeichnung',
      text: '',
      an: 'Mehmet Yıldız',
      delegiertVon: 'Karin Nowak',
      von: 'Sabine Brandt',
      grund: 'im Urlaub',
      zeichnung: null,
      ueberholt: [],
    },
  ],
  aenderungen: [classed],
  geprueft: 2,
  ungelesen: [{ nummer: 1 }],
  ersterBruch: null,
  schluss: null,
  person: 'Sabine Brandt',
  at: testTime,
  font: testFont,
};

const words = (blatt: VerfuegungsblattRequest) => mutoolText(writeVerfuegungsblatt(blatt)).replace(/\s+/g, ' ');

test('D11: the Verfuegungsblatt is PDF/A-2b, and the same facts give the same bytes', () => {
  const bytes = writeVerfuegungsblatt(request);
  expect(inspectPdf(bytesSource(bytes))).toMatchObject({ pdfA: '2b', encrypted: false });
  expect(Buffer.from(writeVerfuegungsblatt(request)).equals(Buffer.from(bytes))).toBe(true);
});

test.skipIf(!hasMutool || !hasQpdf)('D10: other readers (mutool, qpdf, needed here) read steps, acts and chain', () => {
  expect(qpdfComplaints(writeVerfuegungsblatt(request))).toBe('');
  const text = words(request);
  for (const expected of [
    'Geschäftszeichen: 63.04.900/2026-1',
    '1. Karin Nowak: zur Mitzeichnung – an der Reihe',
    'verfügt von Sabine Brandt: Bitte bis Freitag.',
    'Überholt: Fassung 1 mitgezeichnet, i. V. Mehmet Yıldız (Sachgebietsleiter, für Karin Nowak)',
    '„Rechtsgrundlage geprüft.“',
    'Zeichnung 111111111111, erste der Kette',
    '2. Mehmet Yıldız: zur Schlusszeichnung – entfallen',
    'weitergegeben von Karin Nowak',
    'Grund: im Urlaub',
    'Änderung von Fassung 1 zu 2 als wesentlich eingeordnet',
    'Zeichnung 222222222222, folgt auf 111111111111',
    'Kette geprüft: 2 Zeichnungen sind unverändert. Die Datei von Fassung 1 ist nicht auf diesem Gerät geprüft.',
  ])
    expect(text).toContain(expected);
});

test.skipIf(!hasMutool)('D11: a broken chain and a draft that nobody classed are told (mutool, needed here)', () => {
  const broken: BlattZeichnung = { ...act, bruch: 'signature-invalid' };
  const [first, ...rest] = request.schritte;
  const schritte = [{ ...first!, ueberholt: [broken] }, ...rest];
  const text = words({ ...request, schritte, ersterBruch: broken, ungeklaert: { nummer: 3 } });
  expect(text).toContain('Die Kette ist gebrochen, zuerst bei Mehmet Yıldız (mitgezeichnet)');
  expect(text).toContain('Nicht in Ordnung: Die Zeichnung stammt nicht vom genannten Gerät.');
  expect(text).toContain('Fassung 3 ist neu und noch nicht eingeordnet.');
  expect(text).not.toContain('sind unverändert');
});

test.skipIf(!hasMutool || !hasQpdf)('T16: the sheet bears the head of the agency, in the one font it has', () => {
  const bytes = writeVerfuegungsblatt({ ...request, behoerde: { name: 'Stadt Musterstadt', briefkopf: sampleKopf } });
  expect(qpdfComplaints(bytes)).toBe('');
  const words = mutoolText(bytes);
  const order = ['Stadt Musterstadt', 'Die Oberbürgermeisterin', 'Verfügungsblatt', 'Bescheid Stellplatzablöse'];
  const places = order.map((each) => words.indexOf(each));
  expect(places.every((at) => at >= 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});
