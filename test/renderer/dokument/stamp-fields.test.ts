import { expect, test } from 'vitest';
import type { DokumentDetail, DokumentZeile } from '../../../renderer/replica-api.ts';
import { placeWords } from '../../../renderer/screens/dokument/place-words.ts';
import {
  changeStampValue,
  missingStampFields,
  prefillStamp,
  stampFieldsFor,
} from '../../../renderer/screens/dokument/stamp-fields.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';

const now = new Date('2026-11-22T09:00:00+01:00');
const enrolment = {
  device: 'g1',
  person: { id: 'p1', name: 'Miriam Öztürk', einheit: 'e1', einheitName: 'Ordnungsamt' },
  authority: 'Stadt Musterstadt',
};
const detailWith = (change: Partial<DokumentZeile>): DokumentDetail => ({
  dokument: { art: 'dokument', id: 'd1', akte: 'a1', rev: 1, felder: {} },
  zeile: { eingangsdatum: '2026-11-20T12:00:00+01:00', eingangsquelle: 'stempel', ...change } as DokumentZeile,
  vorgang: null,
  akte: null,
  versionen: [],
  verlauf: [],
});

test('the Eingangsstempel bears the recorded receipt and who knows it', () => {
  const values = prefillStamp('eingang', detailWith({}), enrolment, now);
  expect(values).toMatchObject({
    datum: '2026-11-20',
    quelle: 'poststelle',
    behoerde: 'Stadt Musterstadt · Ordnungsamt',
  });
  expect(missingStampFields('eingang', values)).toEqual([]);
  expect(stampFieldsFor('eingang', values)).not.toHaveProperty('von');
});

test('without a record the date stays empty and the person answers for it, never silently now', () => {
  const values = prefillStamp('eingang', detailWith({ eingangsdatum: null }), enrolment, now);
  expect(values).toMatchObject({ datum: '', quelle: 'person', von: 'Miriam Öztürk' });
  expect(missingStampFields('eingang', values)).toEqual(['datum']);
});

test('who changes the date becomes its source', () => {
  const values = changeStampValue(prefillStamp('eingang', detailWith({}), enrolment, now), 'datum', '2026-11-19');
  expect(stampFieldsFor('eingang', values)).toMatchObject({
    datum: '2026-11-19',
    quelle: 'person',
    von: 'Miriam Öztürk',
  });
});

test('every kind of stamp can be filled in, and never with a field that is not its own', () => {
  for (const { id, fields } of stampKinds) {
    const values = stampFieldsFor(id, prefillStamp(id, detailWith({}), enrolment, now));
    for (const name of Object.keys(values)) expect(fields.map((field) => field.name)).toContain(name);
  }
});

test('a place is told by its third of the page and in centimetres', () => {
  const words = placeWords(
    { pageIndex: 0, x: 72, y: 72 },
    { widthPt: 100, heightPt: 50 },
    { widthPt: 595, heightPt: 842 },
    'de',
  );
  expect(words).toEqual({ area: 'dok.platz.bottom.left', page: 1, left: '2,5', bottom: '2,5' });
});
