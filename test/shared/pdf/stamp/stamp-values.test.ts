import { expect, test } from 'vitest';
import { stampKinds } from '../../../../shared/pdf/stamp/stamp-kinds.ts';
import { shownValues, stampKind, stampLines } from '../../../../shared/pdf/stamp/stamp-text.ts';
import {
  changeStampValue,
  missingStampFields,
  prefillStamp,
  rememberedValues,
  type StampFacts,
  stampFieldsFor,
} from '../../../../shared/pdf/stamp/stamp-values.ts';

const now = new Date('2026-11-22T09:00:00+01:00');
const facts: StampFacts = {
  behoerde: 'Stadt Musterstadt',
  einheit: 'Ordnungsamt',
  person: 'Miriam Öztürk',
  aktenzeichen: '32-4711',
  titel: 'Gewerbeanmeldung',
  dokument: 'd1',
  fassung: '2',
  hash: 'ab'.repeat(32),
  eingangsdatum: '2026-11-20T12:00:00+01:00',
  eingangsquelle: 'stempel',
  aufgenommenVon: 'T. Nowak',
};
const eingang = stampKind('eingang');

test('P12: the Eingangsstempel bears the recorded receipt and who knows it', () => {
  const values = prefillStamp(eingang, facts, now);
  expect(values).toMatchObject({
    datum: '2026-11-20',
    quelle: 'poststelle',
    behoerde: 'Stadt Musterstadt · Ordnungsamt',
  });
  expect(missingStampFields(eingang, values)).toEqual([]);
  expect(stampFieldsFor(eingang, values)).not.toHaveProperty('von');
});

test.each([
  ['stempel', 'laut Stempel der Poststelle'],
  ['email', 'laut Kopf der E-Mail'],
  ['portal', 'laut Protokoll des Portals'],
  ['person', 'eingetragen von T. Nowak'],
  ['', 'eingetragen von T. Nowak'],
])('P12: of a receipt according to "%s" the stamp says "%s", whoever lays it', (eingangsquelle, words) => {
  const fields = stampFieldsFor(eingang, prefillStamp(eingang, { ...facts, eingangsquelle }, now));
  const lines = stampLines(eingang, shownValues(eingang, fields)).map(({ text }) => text);
  expect(lines).toContain(`Datum ${words}`);
});

test('P12: who only chooses that a person knows the date answers for it herself', () => {
  const values = prefillStamp(eingang, { ...facts, eingangsquelle: 'email' }, now);
  const change = { name: 'quelle', value: 'person', person: 'Miriam Öztürk' };
  expect(stampFieldsFor(eingang, changeStampValue(eingang, values, change))).toMatchObject({ von: 'Miriam Öztürk' });
});

test('P12: without a record the date stays empty and the person answers for it, never silently now', () => {
  const values = prefillStamp(eingang, { ...facts, eingangsdatum: null }, now);
  expect(values).toMatchObject({ datum: '', quelle: 'person', von: 'Miriam Öztürk' });
  expect(missingStampFields(eingang, values)).toEqual(['datum']);
});

test('P12: who changes the date becomes its source', () => {
  const values = changeStampValue(eingang, prefillStamp(eingang, { ...facts, eingangsquelle: 'person' }, now), {
    name: 'datum',
    value: '2026-11-19',
    person: 'Miriam Öztürk',
  });
  expect(stampFieldsFor(eingang, values)).toMatchObject({
    datum: '2026-11-19',
    quelle: 'person',
    von: 'Miriam Öztürk',
  });
});

test('every kind of stamp can be filled in, and never with a field that is not its own', () => {
  for (const kind of stampKinds) {
    const values = stampFieldsFor(kind, prefillStamp(kind, facts, now));
    for (const name of Object.keys(values)) expect(kind.fields.map((field) => field.name)).toContain(name);
  }
});

test('P91: what no fact fills in comes back with the next stamp of the kind, facts never do', () => {
  const kind = stampKind('geprueft');
  const values = { ...prefillStamp(kind, facts, now), vermerk: 'rechnerisch richtig' };
  const last = rememberedValues(kind, values);
  expect(last).toEqual({ vermerk: 'rechnerisch richtig' });
  expect(prefillStamp(kind, { ...facts, person: 'T. Nowak' }, now, last)).toMatchObject({
    von: 'T. Nowak',
    vermerk: 'rechnerisch richtig',
  });
});

test('P93: a copy of a private original is certified for one authority only', () => {
  const kind = stampKind('beglaubigung');
  const values = { ...prefillStamp(kind, facts, now), ort: 'Musterstadt' };
  expect(missingStampFields(kind, values)).toEqual([]);
  expect(missingStampFields(kind, { ...values, urschrift: 'jemand anderem' })).toEqual(['vorlage']);
});
