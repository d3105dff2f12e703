import { beforeAll, expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);

test('G22, Z5: main signs only in the name of the person and the device that it knows, and records it before', async () => {
  const inhalt = {
    schritt: null,
    dokument: 'd',
    vorgang: 'v',
    versionSha: '0'.repeat(64),
    bezug: '0'.repeat(64),
    auftrag: null,
    verfuegung: null,
    text: '',
    entscheidung: 'redaktionell' as const,
    kommentar: 'x',
    von: brandt.person,
    fuer: null,
    funktion: '',
    zusatz: '' as const,
    vorherige: [],
    geraet: brandt.replica.identity.device,
  };
  const signAs = (more: Partial<Omit<typeof inhalt, 'fuer'>> & { readonly fuer?: string }) =>
    codeOf(brandt.replica.main.call('keys.signZeichnung', { ...inhalt, ...more }));
  const recorded = () => brandt.workplace.zugriffe.records().filter(({ purpose }) => purpose === 'zeichnung');
  const before = recorded().length;
  expect(await signAs({})).toBe('none');
  const object = { akte: null, dokument: 'd', sha: inhalt.versionSha };
  expect(recorded().slice(before)).toMatchObject([{ action: 'sign', actor: brandt.person, objects: [object] }]);
  expect(await signAs({ fuer: yildiz.person })).toBe('none');
  expect(recorded().at(-1)).toMatchObject({ actor: brandt.person, fuer: yildiz.person });
  const claimed = { ...inhalt, zeit: '2020-01-01T00:00:00.000Z' };
  expect(await codeOf(brandt.replica.main.call('keys.signZeichnung', claimed))).toBe('input-invalid');
  const { zeit } = await brandt.replica.main.call('keys.signZeichnung', inhalt);
  expect(Math.abs(Date.parse(zeit) - Date.now())).toBeLessThan(60_000);
  expect(await signAs({ von: yildiz.person })).toBe('input-invalid');
  expect(await signAs({ geraet: yildiz.replica.identity.device })).toBe('input-invalid');
  expect(recorded()).toHaveLength(before + 3);
});
