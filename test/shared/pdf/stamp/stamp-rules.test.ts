import { expect, test } from 'vitest';
import type { StampDefinition } from '../../../../shared/pdf/stamp/stamp-kind.ts';
import { mayUseStamp } from '../../../../shared/pdf/stamp/stamp-kind.ts';
import { stampKinds } from '../../../../shared/pdf/stamp/stamp-kinds.ts';
import { stampFaultsOf } from '../../../../shared/pdf/stamp/stamp-rules.ts';
import { readStampDefinition, stampDefinitionSchema } from '../../../../shared/pdf/stamp/stamp-schema.ts';

function definition(id: string): StampDefinition {
  const { id: _, ...rest } = stampKinds.find((kind) => kind.id === id)!;
  return rest;
}
const without = (of: StampDefinition, name: string): StampDefinition => ({
  ...of,
  fields: of.fields.filter((field) => field.name !== name),
});

test.each(stampKinds.map(({ id }) => id))('P90: the built-in kind %s keeps the rules that an agency must keep', (id) => {
  expect(stampFaultsOf(definition(id))).toEqual([]);
  expect(stampDefinitionSchema.safeParse(definition(id)).success).toBe(true);
  expect(readStampDefinition(JSON.stringify(definition(id)))).toEqual(definition(id));
});

test('P12: a receipt stamp without date or source, or with today as its date, is no receipt stamp', () => {
  const eingang = definition('eingang');
  expect(stampFaultsOf(without(eingang, 'quelle'))).toContain('receipt-fields');
  const today = eingang.fields.map((field) => (field.name === 'datum' ? { ...field, fill: 'heute' as const } : field));
  expect(stampFaultsOf({ ...eingang, fields: today })).toContain('receipt-fields');
  const unseen = eingang.lines.filter(({ text }) => !text.includes('{quelle}'));
  expect(stampFaultsOf({ ...eingang, lines: unseen })).toContain('receipt-fields');
});

test.each(['schriftstueck', 'ort', 'datum', 'von', 'behoerde', 'urschrift', 'vorlage'])(
  'P93: a Beglaubigungsvermerk without %s is none (§ 33 VwVfG)',
  (name) => {
    for (const id of ['beglaubigung', 'beglaubigung-elektronisch']) {
      expect(stampFaultsOf(without(definition(id), name))).toContain('beglaubigung-fields');
    }
  },
);

test('P90: lines name known fields only, names occur once, a choice has choices', () => {
  const kind = definition('geprueft');
  expect(stampFaultsOf({ ...kind, lines: [{ style: 'plain', text: '{nichts}' }] })).toContain('field-unknown');
  expect(stampFaultsOf({ ...kind, fields: [...kind.fields, kind.fields[0]!] })).toContain('field-twice');
  expect(stampFaultsOf({ ...kind, lines: [] })).toContain('no-lines');
  const choice = { ...kind.fields[2]!, type: 'choice' as const };
  expect(stampFaultsOf({ ...kind, fields: [...kind.fields.slice(0, 2), choice] })).toContain('field-choices');
  expect(stampFaultsOf({ ...kind, qr: true })).toContain('code-fields');
  expect(stampFaultsOf({ ...definition('paginierung'), onSigned: true })).toContain('signed-pages');
});

test('P90: what is no definition is none, whatever it is', () => {
  for (const text of ['', 'null', '{}', '[]', JSON.stringify({ ...definition('zda'), more: 1 })]) {
    expect(readStampDefinition(text)).toBeNull();
  }
});

test('P91: a kind is for everybody, or for those with one of its roles or Einheiten', () => {
  const person = { rollen: ['sachbearbeitung'], einheit: 'bauamt' };
  expect(mayUseStamp({ who: { rollen: [], einheiten: [] } }, person)).toBe(true);
  expect(mayUseStamp({ who: { rollen: ['leitung'], einheiten: [] } }, person)).toBe(false);
  expect(mayUseStamp({ who: { rollen: ['leitung'], einheiten: ['bauamt'] } }, person)).toBe(true);
});
