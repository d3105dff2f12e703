import { expect, test } from 'vitest';
import { regimeOfVorgangstyp } from '../../../shared/frist/regime-of-vorgangstyp.ts';
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

test('A14, F3: a Vorgangstyp and the form of a Frist name the same law; Wohngeld and Unterhaltsvorschuss go to the VwGO courts', () => {
  for (const { titel, fristen } of vorgangstypen) {
    const isSocial = regimeOfVorgangstyp(titel) === 'sgb-x';
    for (const { regime } of fristen) expect([titel, regime === 'sgb10']).toEqual([titel, isSocial]);
  }
  const sourceOf = (id: string) =>
    vorgangstypen.find((typ) => typ.id === id)?.fristen.find(({ titel }) => titel === 'Widerspruch')?.quelle;
  expect(['wohngeld', 'unterhaltsvorschuss', 'elterngeld'].map(sourceOf)).toEqual([
    '§ 70 Abs. 1 VwGO',
    '§ 70 Abs. 1 VwGO',
    '§ 84 Abs. 1 SGG',
  ]);
  const birth = vorgangstypen.flatMap(({ fristen }) => fristen).filter(({ quelle }) => quelle === '§ 18 Abs. 1 PStG');
  expect(birth.map(({ ausloeser }) => ausloeser)).toEqual(['geburt']);
});
