import { expect, test } from 'vitest';
import { feldschemata } from '../../../shared/feldschemata.ts';
import { makeSchreiben } from '../../../shared/pdf/compose/schreiben-sheet.ts';
import type { Schreiben, SchreibenLauf } from '../../../shared/schreiben/schreiben.ts';
import { openPlaces, wordsOf } from '../../../shared/schreiben/schreiben-words.ts';
import { vorgangstypen } from '../../../shared/vorgangstypen/all-vorgangstypen.ts';
import { bausteine, offeredBausteine, offeredVorlagen, vorlagen } from '../../../shared/vorlagen/all-vorlagen.ts';
import { fillBaustein, fillVorlage, type Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import { isVorlagentext } from '../../../shared/vorlagen/parse-vorlagentext.ts';
import { areVorlagen, readVorlagen } from '../../../shared/vorlagen/read-vorlagen.ts';
import { bausteinSchema, vorlageSchema } from '../../../shared/vorlagen/vorlage.ts';
import { schreibenFonts } from '../../fixtures/schreiben/sample-schreiben.ts';

const anlass: Schreibanlass = {
  geschaeftszeichen: '32.40.007/2026-3',
  vorgang: 'Gaststättenerlaubnis',
  beteiligte: ['Aylin Öztürk'],
  heute: '2026-11-23',
  frist: '2026-12-14',
  behoerde: 'Stadt Musterstadt',
  name: 'Sabine Brandt',
  zeichnung: 'i. A.',
};
/** The person fills every open place. */
function fillIn(schreiben: Schreiben): Schreiben {
  const fill = (laeufe: readonly SchreibenLauf[]) =>
    laeufe.map((lauf) => ('feld' in lauf ? { text: lauf.feld } : lauf));
  const bloecke = schreiben.bloecke.map((block) =>
    block.art === 'liste' ? { ...block, punkte: block.punkte.map(fill) } : { ...block, laeufe: fill(block.laeufe) },
  );
  return { ...schreiben, absender: 'Rathausplatz 1', bloecke };
}

test('T30: every Vorlage and Textbaustein says what it must, once, for Vorgangstypen that there are', () => {
  for (const vorlage of vorlagen) expect(vorlageSchema.safeParse(vorlage).error, vorlage.id).toBeUndefined();
  for (const baustein of bausteine) expect(bausteinSchema.safeParse(baustein).error, baustein.id).toBeUndefined();
  const ids = [...vorlagen, ...bausteine].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const known = vorgangstypen.map(({ id }) => id);
  for (const vorlage of vorlagen) for (const id of vorlage.vorgangstypen) expect(known).toContain(id);
  expect(new Set(vorlagen.map(({ dokumenttyp }) => dokumenttyp))).toEqual(
    new Set(['Vermerk', 'Schreiben', 'Eingangsbestätigung', 'Anhörung', 'Nachforderung', 'Auskunft', 'Bescheid']),
  );
});

test('T31: a Vorlage is filled from its Vorgang; what is missing stays open, and filled in it becomes a file', () => {
  const anhoerung = vorlagen.find(({ id }) => id === 'anhoerung')!;
  const filled = fillVorlage(anhoerung, anlass);
  expect(filled).toMatchObject({
    betreff: 'Anhörung: Gaststättenerlaubnis',
    anschrift: ['Aylin Öztürk'],
    datum: '2026-11-23',
  });
  expect(JSON.stringify(filled)).toContain('{"text":"14. Dezember 2026","fett":true}');
  expect(wordsOf(filled).at(-1)).toBe('Mit freundlichen Grüßen\nIm Auftrag\nSabine Brandt');
  expect(openPlaces(filled).felder).toContain('Rechtsgrundlage');
  expect(openPlaces(filled).kopf).toEqual(['absender']);
  expect(openPlaces(fillVorlage(anhoerung, { ...anlass, frist: null })).felder).toContain('Frist');
  // Several Beteiligte: no program guesses who is written to.
  expect(fillVorlage(anhoerung, { ...anlass, beteiligte: ['A', 'B'] }).anschrift).toEqual([]);
  for (const vorlage of vorlagen) {
    const bytes = makeSchreiben(fillIn(fillVorlage(vorlage, anlass)), schreibenFonts);
    expect(bytes.length, vorlage.id).toBeGreaterThan(5_000);
  }
  for (const baustein of bausteine) expect(fillBaustein(baustein, anlass).length, baustein.id).toBeGreaterThan(0);
});

test('T32: a Bescheid and an Ablehnung end in a Rechtsbehelfsbelehrung', () => {
  for (const vorlage of vorlagen.filter(({ dokumenttyp }) => dokumenttyp === 'Bescheid')) {
    const text = wordsOf(fillVorlage(vorlage, anlass)).join('\n');
    expect(text).toContain('innerhalb eines Monats nach Bekanntgabe Widerspruch');
    expect(text).toContain('bei Stadt Musterstadt');
  }
});

test('T33: a Vorlage made for the Vorgangstyp stands first, those of other types are not offered', () => {
  const ids = (typ: string | null) => offeredVorlagen(typ, []).map(({ id }) => id);
  expect(ids('auskunft-art15')[0]).toBe('auskunft-art15');
  expect(ids('wohngeld')).toContain('mitwirkung-sgb1');
  expect(ids('ifg-antrag')).not.toContain('mitwirkung-sgb1');
  expect(ids(null)).not.toContain('auskunft-art15');
});

test('T34: an agency adds its own Vorlagen in its profile; misspelt placeholders and other faults are refused there', () => {
  const own = { ...vorlagen[0]!, id: 'eigene', pruefung: 'behoerde' as const };
  expect(readVorlagen(JSON.stringify([own]))).toEqual([own]);
  const { vorlagen: field } = feldschemata.behoerdenprofil;
  expect(field.safeParse(JSON.stringify([own])).success).toBe(true);
  for (const wrong of [
    [{ ...own, text: '{geschaeftzeichen}' }],
    [{ ...own, quelle: '' }],
    [{ ...own, html: '<b>' }],
    {},
  ])
    expect(field.safeParse(JSON.stringify(wrong)).success).toBe(false);
  expect(field.safeParse('kein JSON').success).toBe(false);
  expect(areVorlagen('')).toBe(true);
  expect(isVorlagentext('{name} {?Grund}')).toBe(true);
  expect(isVorlagentext('{name')).toBe(false);
  expect(offeredVorlagen(null, [own])[0]).toEqual(own);
});

test('T36: own Vorlagen and Textbausteine stand first and take the place of those with their id', () => {
  const own = { ...vorlagen.find(({ id }) => id === 'anhoerung')!, titel: 'Anhörung des Marktes', vorgangstypen: [] };
  const typed = offeredVorlagen('auskunft-art15', [own]);
  expect(typed.slice(0, 2).map(({ titel }) => titel)).toEqual(['Anhörung des Marktes', 'Auskunft nach Art. 15 DSGVO']);
  expect(typed.filter(({ id }) => id === 'anhoerung')).toEqual([own]);
  const belehrung = { ...bausteine[0]!, titel: 'Belehrung des Marktes' };
  const offered = offeredBausteine('de', [{ ...belehrung, id: 'eigener' }, belehrung]);
  expect(offered.slice(0, 2).map(({ id }) => id)).toEqual(['eigener', belehrung.id]);
  expect(offered.filter(({ id }) => id === belehrung.id)).toEqual([belehrung]);
  expect(offeredBausteine('en', [belehrung]).every(({ sprache }) => sprache === 'en')).toBe(true);
});
