import { expect, test } from 'vitest';
import { typeOfTitle, vorgangstypen } from '../../../shared/vorgangstypen/all-vorgangstypen.ts';
import { vorgangstypSchema } from '../../../shared/vorgangstypen/vorgangstyp.ts';

test('A14: every Vorgangstyp is whole; ids, titles, steps and kinds of documents are each there once', () => {
  for (const typ of vorgangstypen) {
    expect(vorgangstypSchema.parse(typ)).toEqual(typ);
    for (const names of [typ.schritte.map(({ id }) => id), typ.unterlagen.map(({ dokumenttyp }) => dokumenttyp)])
      expect(new Set(names).size).toBe(names.length);
    expect(typeOfTitle(typ.titel)).toBe(typ);
  }
  expect(new Set(vorgangstypen.map(({ id }) => id)).size).toBe(vorgangstypen.length);
  expect(vorgangstypen.map(({ id }) => id)).toEqual([
    'gewerbeanzeige',
    'wohngeld',
    'elterngeld',
    'unterhaltsvorschuss',
    'geburtsanzeige',
    'verdienstausfall-feuerwehr',
    'auskunft-art15',
    'ifg-antrag',
  ]);
  expect(typeOfTitle('Antrag')).toBeUndefined();
});

test('A14: no Frist claims to have been checked by a lawyer, and each names its source', () => {
  for (const frist of vorgangstypen.flatMap(({ fristen }) => fristen)) {
    expect(frist.pruefung).toBe('ausstehend');
    expect(frist.quelle).toMatch(/§|Art\./);
  }
});
