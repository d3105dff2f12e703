import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Schritt, Verfuegung, Zeichnung, ZeichnungInhalt } from '../../../shared/geschaeftsgang/gang-types.ts';
import { auftragHash, zeichnungBytes, zeichnungId } from '../../../shared/geschaeftsgang/zeichnung-bytes.ts';

/** A device with a real P-256 key. */
export function sampleDevice(person: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const hex = [x, y].map((part) => Buffer.from(part, 'base64url').toString('hex')).join('');
  return {
    geraet: `dev-${person}`,
    person,
    publicKey: `04${hex}`,
    sign: (bytes: Uint8Array) =>
      sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}
export type SampleDevice = ReturnType<typeof sampleDevice>;

export const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An order by the lead; `nummer` places it. */
export function sampleSchritt(
  nummer: number,
  an: string,
  verfuegung: Verfuegung,
  versionSha: string,
  parts: Partial<Schritt> = {},
): Schritt {
  return {
    id: `schritt-${nummer}-${an}`,
    dokument: 'dok-1',
    nummer,
    verfuegung,
    text: `Bitte ${verfuegung} bis Freitag.`,
    an,
    delegiertVon: null,
    entfallen: false,
    grund: '',
    versionSha,
    von: 'p-brandt',
    angelegt: `2026-11-20T08:00:0${nummer}.000Z`,
    ...parts,
  };
}

/** Two who co-sign a Version at the same time, and one of them who signs it finally. */
export const sampleRound = (versionSha: string): Schritt[] => [
  sampleSchritt(1, 'p-yildiz', 'zurMitzeichnung', versionSha),
  sampleSchritt(1, 'p-nowak', 'zurMitzeichnung', versionSha, { angelegt: '2026-11-20T08:00:01.500Z' }),
  sampleSchritt(2, 'p-nowak', 'zurSchlusszeichnung', versionSha),
];

/** A signed act of a device after these others. */
export function sampleZeichnung(
  device: SampleDevice,
  after: readonly Zeichnung[],
  parts: Partial<ZeichnungInhalt> & Pick<ZeichnungInhalt, 'versionSha' | 'entscheidung'>,
  schritt: Schritt | null = null,
): Zeichnung {
  const inhalt: ZeichnungInhalt = {
    schritt: schritt?.id ?? null,
    dokument: 'dok-1',
    vorgang: 'vg-1',
    bezug: null,
    auftrag: schritt && auftragHash(schritt),
    verfuegung: schritt?.verfuegung ?? null,
    text: schritt?.text ?? '',
    kommentar: 'Keine Bedenken.',
    von: device.person,
    fuer: null,
    funktion: 'Sachbearbeitung',
    zusatz: 'i. A.',
    zeit: `2026-11-20T09:00:${String(after.length).padStart(2, '0')}.000Z`,
    vorherige: after.map(({ id }) => id).toSorted(),
    geraet: device.geraet,
    ...parts,
  };
  return { ...inhalt, id: zeichnungId(inhalt), signatur: device.sign(zeichnungBytes(inhalt)) };
}
