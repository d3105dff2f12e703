import { describe, expect, test } from 'vitest';
import type { KonfliktKarte } from '../../../renderer/replica-api/open-work.ts';
import { konfliktWords } from '../../../renderer/screens/konflikt/konflikt-words.ts';
import { textsIn } from '../../../renderer/ui/use-texts.ts';

const karte: KonfliktKarte = {
  id: 'k1',
  bezugArt: 'vorgang',
  bezug: 'v1',
  titel: 'Gewerbeanmeldung Bäckerei',
  zeichen: '32.10-2026-0399',
  feld: 'telefon',
  basis: null,
  mein: '0341 555 0142',
  meinVon: 'Sabine Brandt',
  meinZeit: '2026-11-21T08:31:00+01:00',
  meinIchSelbst: true,
  ihr: '0341 555 0199',
  ihrVon: 'Mehmet Yıldız',
  ihrZeit: '2026-11-21T07:58:00+01:00',
  ihrIchSelbst: false,
  mayDecide: true,
  federfuehrung: ['Jugendamt'],
  bedeutung: {},
};
const { dateTime } = textsIn('de');
const say = (changed: Partial<KonfliktKarte>) => konfliktWords({ ...karte, ...changed }, textsIn('de'));

describe('a Konflikt says who changed what and when', () => {
  test('one’s own change and the colleague’s by name', () => {
    const words = say({});
    expect(words).toMatchObject({
      title: 'Zwei Personen haben dasselbe Feld verschieden geändert',
      own: 'mein',
      mein: { label: 'Ihre Änderung', take: 'Meinen Wert nehmen' },
      ihr: { label: 'Änderung von Mehmet Yıldız', take: 'Diesen Wert nehmen' },
    });
    expect(words.mein.note).toBe(dateTime(karte.meinZeit));
    expect(words.ihr.note).toContain(dateTime(karte.ihrZeit));
  });

  test('for the colleague the same card names the other person, and the value at the agency as the own one', () => {
    expect(say({ meinIchSelbst: false, ihrIchSelbst: true })).toMatchObject({
      own: 'ihr',
      mein: { label: 'Änderung von Sabine Brandt', take: 'Diesen Wert nehmen' },
      ihr: { label: 'Ihre Änderung', take: 'Meinen Wert nehmen' },
    });
  });

  test('two changes of one’s own from two devices are told apart by time, whichever arrived first', () => {
    expect(say({ ihrIchSelbst: true, ihrVon: 'Sabine Brandt' })).toMatchObject({
      title: 'Sie haben dasselbe Feld zweimal verschieden geändert',
      own: null,
      mein: { label: 'Ihre spätere Änderung', take: 'Diesen Wert nehmen' },
      ihr: { label: 'Ihre frühere Änderung', take: 'Diesen Wert nehmen' },
    });
    const reversed = say({ ihrIchSelbst: true, ihrZeit: '2026-11-21T09:00:00+01:00' });
    expect(reversed.mein.label).toBe('Ihre frühere Änderung');
    expect(reversed.ihr.label).toBe('Ihre spätere Änderung');
  });

  test('S97: where the field is where a Dokument lies or which Version leads, the title says so', () => {
    expect(say({ feld: 'vorgang' }).title).toContain('in verschiedene Vorgänge abgelegt');
    expect(say({ feld: 'fuehrendeVersion' }).title).toContain('verschiedene Fassungen');
    expect(say({ feld: 'vorgang', ihrVon: 'Sabine Brandt' }).title).toContain('zweimal');
  });

  test('a person who did neither reads both names', () => {
    const words = say({ meinIchSelbst: false });
    expect([words.mein.label, words.ihr.label]).toEqual(['Änderung von Sabine Brandt', 'Änderung von Mehmet Yıldız']);
    expect(words.own).toBeNull();
  });
});
