import { expect, test } from 'vitest';
import { regimeOfVorgangstyp } from '../../../shared/frist/regime-of-vorgangstyp.ts';
import { vorgangstypen } from '../../../shared/vorgangstypen/all-vorgangstypen.ts';
import { presentTypen, type Typfassung, typOf } from '../../../shared/vorgangstypen/own-typen.ts';
import { vorgangstypSchema } from '../../../shared/vorgangstypen/vorgangstyp.ts';

test('A14: every Vorgangstyp is whole; ids, titles, steps and kinds of documents are each there once', () => {
  for (const typ of vorgangstypen) {
    expect(vorgangstypSchema.parse(typ)).toEqual(typ);
    for (const names of [typ.schritte.map(({ id }) => id), typ.unterlagen.map(({ dokumenttyp }) => dokumenttyp)])
      expect(new Set(names).size).toBe(names.length);
    expect(typOf({ vorgangstyp: typ.titel, typfassung: '' }, [], () => null)).toBe(typ);
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
  expect(typOf({ vorgangstyp: 'Antrag', typfassung: '' }, [], () => null)).toBeUndefined();
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

test('A60, A61: an own Vorgangstyp takes the place of the built-in one; a Vorgang keeps the Fassung it names while that has its title', () => {
  const builtIn = vorgangstypen.find(({ id }) => id === 'wohngeld')!;
  const first = { ...builtIn, aufbewahrungJahre: 12 };
  const second = { ...builtIn, aufbewahrungJahre: 15 };
  const steuer = { ...builtIn, id: 'hundesteuer', titel: 'Hundesteuer' };
  const own: readonly Typfassung[] = [
    { fassung: 'wohngeld:2', typ: second },
    { fassung: 'hundesteuer:1', typ: steuer },
  ];
  const load = (fassung: string) =>
    ({ 'wohngeld:1': first, 'wohngeld:2': second, 'hundesteuer:1': steuer })[fassung] ?? null;
  const of = (vorgangstyp: string, typfassung = '') => typOf({ vorgangstyp, typfassung }, own, load);
  expect(presentTypen(own).filter(({ id }) => id === 'wohngeld')).toEqual([second]);
  expect(of(builtIn.titel, 'wohngeld:1')).toBe(first);
  expect(of(builtIn.titel, 'wohngeld:2')).toBe(second);
  // From before there was an own one.
  expect(of(builtIn.titel)).toBe(builtIn);
  expect(of('Hundesteuer')).toBe(steuer);
  // Somebody typed another title, or this device cannot read the Fassung.
  expect(of('Geburtsanzeige', 'wohngeld:1')?.id).toBe('geburtsanzeige');
  expect(of('Hundesteuer', 'hundesteuer:9')).toBe(steuer);
});
