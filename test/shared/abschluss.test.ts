import { expect, test } from 'vitest';
import { checkAkte, checkVorgang, type Vorgangslage } from '../../shared/abschluss.ts';
import { beginOfAufbewahrung, findAufbewahrung } from '../../shared/aufbewahrung.ts';
import { vorgangstypen } from '../../shared/vorgangstypen/all-vorgangstypen.ts';

const brief = (dokumenttyp: string, unterschrieben = false) => ({
  id: dokumenttyp,
  titel: 'Brief',
  dokumenttyp,
  unterschrieben,
});
const geburt = vorgangstypen.find(({ titel }) => titel === 'Geburtsanzeige')!;
const ready: Vorgangslage = {
  typ: geburt,
  frist: null,
  fristen: [],
  gaenge: [],
  wiedervorlage: null,
  schritte: geburt.schritte.map(({ id }) => id),
  konflikte: [],
  abgelehnt: 0,
  ungesendet: 0,
  dokumente: [brief('Anzeige'), brief('Ausweis'), brief('Geburtsurkunde', true)],
};
const found = (changed: Partial<Vorgangslage>) =>
  checkVorgang({ ...ready, ...changed }).map(({ art, gewicht, ort }) => [art, gewicht, ort]);

test('A35: nothing is open where everything is done', () => {
  expect(checkVorgang(ready)).toEqual([]);
});

test('A36: a Konflikt, refused work and an act without its signature keep a Vorgang from being closed', () => {
  expect(found({ konflikte: [{ id: 'k', name: 'x' }] })).toEqual([['konflikt', 'hart', 'konflikt/k']]);
  expect(found({ abgelehnt: 2 })).toEqual([['abgelehnt', 'hart', 'ausgang']]);
  const unsigned = [brief('Anzeige'), brief('Ausweis'), brief('Geburtsurkunde')];
  expect(found({ dokumente: unsigned })).toEqual([['akt', 'hart', 'dokument/Geburtsurkunde']]);
  expect(found({ dokumente: unsigned.slice(0, 2) })).toEqual([['akt', 'hart', null]]);
});

test('A37: Frist, Wiedervorlage, missing documents and steps, and what has no kind need a reason', () => {
  expect(found({ frist: '2026-12-01', wiedervorlage: '2026-12-02' })).toEqual([
    ['frist', 'weich', null],
    ['wiedervorlage', 'weich', null],
  ]);
  expect(found({ dokumente: ready.dokumente.slice(1) })).toEqual([['unterlage', 'weich', null]]);
  expect(found({ schritte: ready.schritte.slice(1) })).toEqual([['schritt', 'weich', null]]);
  expect(found({ dokumente: [...ready.dokumente, brief('')] })).toEqual([['ohneTyp', 'weich', 'dokument/']]);
});

test('A38: what waits to be sent leaves first and keeps nobody', () => {
  expect(found({ ungesendet: 3 })).toEqual([['ungesendet', 'hinweis', 'ausgang']]);
});

test('A39: an Akte is held open by each of its open Vorgaenge', () => {
  const nothing = { konflikte: [], abgelehnt: 0, ungesendet: 0 };
  expect(checkAkte([], nothing)).toEqual([]);
  expect(checkAkte([{ id: 'v', name: 'x' }], nothing)).toMatchObject([{ gewicht: 'hart', ort: 'vorgang/v' }]);
});

test('A40: closed on 3 January 2013 and kept for ten years, it is disposable from 1 January 2024', () => {
  const beginn = beginOfAufbewahrung('2013-01-03');
  expect(findAufbewahrung(beginn, 10)).toEqual({ beginn: '2014-01-01', jahre: 10, aussonderbarAb: '2024-01-01' });
  expect(beginOfAufbewahrung('2013-12-31')).toBe('2014-01-01');
  expect(findAufbewahrung(beginn, 110).aussonderbarAb).toBe('2124-01-01');
});
