import { afterEach, expect, test } from 'vitest';
import { anlassOf } from '../../../renderer/screens/schreiben/anlass-of.ts';
import { useDrafts } from '../../../renderer/state/drafts.ts';
import { readKontakt, rememberKontakt, withKontakt } from '../../../renderer/state/schreiben-kontakt.ts';
import { vorlagen } from '../../../shared/vorlagen/all-vorlagen.ts';
import { fillVorlage } from '../../../shared/vorlagen/fill-vorlage.ts';
import { sampleBrief, sampleVermerk } from '../../fixtures/schreiben/sample-schreiben.ts';
import { profil, vorgangDetail } from '../demo-data.ts';

afterEach(() => useDrafts.setState({ fields: {} }));

test('T31: a letter names the nearest Frist of its Vorgang, and none that is over', () => {
  const detail = { ...vorgangDetail('v0-0')!, naechsteFrist: '2026-12-14' };
  const nachforderung = vorlagen.find(({ id }) => id === 'nachforderung')!;
  const words = (heute: string) => JSON.stringify(fillVorlage(nachforderung, anlassOf(detail, profil, heute)).bloecke);
  expect(words('2026-12-14')).toContain('14. Dezember 2026');
  expect(words('2026-12-15')).not.toContain('Dezember');
  expect(words('2026-12-15')).toMatch(/"feld":"[^"]*Frist/);
  expect(anlassOf({ ...detail, naechsteFrist: null }, profil, '2026-12-14').frist).toBeNull();
});

test('T17: the next letter begins with address and telephone of the last one, where its Vorlage says nothing', () => {
  expect(readKontakt()).toBeNull();
  rememberKontakt(sampleVermerk);
  expect(readKontakt()).toBeNull();
  rememberKontakt({ ...sampleBrief, telefon: '0341 123-456' });
  const kontakt = readKontakt();
  expect(withKontakt({ ...sampleBrief, absender: '' }, kontakt)).toMatchObject({
    absender: sampleBrief.absender,
    telefon: '0341 123-456',
  });
  expect(withKontakt({ ...sampleBrief, absender: 'Amt' }, kontakt).absender).toBe('Amt');
  expect(withKontakt(sampleVermerk, kontakt)).toEqual(sampleVermerk);
  expect(readKontakt('{"absender":1}')).toBeNull();
  expect(readKontakt('{')).toBeNull();
});
