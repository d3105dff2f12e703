import { beforeAll, expect } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCode } from '../../../shared/errors.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

/** Where the drafts lie. */
export const akte = 'akte-jugendamt-001';
let server: RunningServer;
/** The workstation of Brandt, who leads. */
export let brandt: Desk;
/** The workstation of Yıldız. */
export let yildiz: Desk;

/** Opens both before the tests of a file, and closes them after. */
export const openGangDesks = () =>
  beforeAll(async () => {
    const authority = await openDesks('brandt', 'yildiz');
    server = authority.server;
    [brandt, yildiz] = authority.desks;
    await brandt.syncUntil(() => keys(brandt) >= 2);
    await yildiz.syncUntil(() => keys(yildiz) >= 2);
    return authority.close;
  }, 180_000);

const keys = (desk: Desk) => desk.replica.tables.geraeteschluessel.size;
export const bytes = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`);
export const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);
export const gangOf = async (desk: Desk, dokument: string) => (await desk.queries.geschaeftsgang({ dokument }))!;
export const stati = async (desk: Desk, dokument: string) =>
  (await gangOf(desk, dokument)).schritte.map(({ status }) => status);
export const forMe = async (desk: Desk, dokument: string) =>
  (await desk.queries.schritteFuerMich({})).filter((one) => one.dokument === dokument);
export const refused = async (desk: Desk) =>
  (await desk.queries.ausgang({})).filter(({ state }) => state === 'rejected');

/** A draft in a Vorgang of Brandt's. */
export async function draft(): Promise<string> {
  const { id: vorgang } = await brandt.commands.createVorgang({ akte, titel: 'Bescheid', vorgangstyp: 'Antrag' });
  const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
  const { dokument } = await brandt.commands.importDokument({
    name: 'bescheid.pdf',
    titel: 'Bescheid',
    bytes: bytes('Entwurf'),
    vorgang,
    eingang,
  });
  return dokument;
}

/** Brandt changes the draft; answers the hash of the new Version. */
export async function change(dokument: string, text: string): Promise<string> {
  const { versionen } = (await brandt.queries.dokument({ id: dokument }))!;
  const vorgaenger = versionen.find(({ leading }) => leading)!.id;
  await brandt.commands.addVersion({ dokument, vorgaenger, entstehung: 'bearbeitung', bytes: bytes(text), text: '' });
  const after = (await brandt.queries.dokument({ id: dokument }))!;
  return after.versionen.find(({ leading }) => leading)!.sha;
}

export const order = (
  verfuegung: 'zurMitzeichnung' | 'zurSchlusszeichnung' | 'zurKenntnis',
  nummer: number,
  an = 'p-yildiz',
) => ({
  an,
  verfuegung,
  nummer,
  text: 'Bitte bis Freitag.',
});

/** Completes the step whose turn it is, about the present Version. */
export async function complete(
  desk: Desk,
  dokument: string,
  entscheidung: 'mitgezeichnet' | 'schlussgezeichnet' | 'abgelehnt',
  kommentar = '',
) {
  const { schritte, fassung } = await gangOf(desk, dokument);
  const schritt = schritte.find(({ isMine }) => isMine)?.id ?? '';
  await desk.commands.completeSchritt({ schritt, sha: fassung!.sha, entscheidung, kommentar });
}

/** Both know the same. */
export async function exchange(): Promise<void> {
  await brandt.sync();
  await yildiz.sync();
  await brandt.sync();
  const state = async (desk: Desk) => {
    const { beteiligungsschritt, zeichnung, version } = desk.replica.tables;
    return JSON.stringify([
      beteiligungsschritt.size,
      zeichnung.size,
      version.size,
      (await desk.queries.ausgang({})).length,
    ]);
  };
  const rows = async () => {
    const { rows } = await server.pool.query<{ n: number }>(
      `select count(*)::int as n from datensatz where art in ('beteiligungsschritt', 'zeichnung') and akte = $1`,
      [akte],
    );
    return rows[0]!.n;
  };
  const here = ({ replica: { tables } }: Desk) =>
    tables.beteiligungsschritt.ids.filter((id, row) => id && tables.beteiligungsschritt.akte(row) === akte).length +
    tables.zeichnung.ids.filter((id, row) => id && tables.zeichnung.akte(row) === akte).length;
  await brandt.syncUntil(async () => here(brandt) === (await rows()));
  await yildiz.syncUntil(async () => here(yildiz) === (await rows()));
  await brandt.sync();
  await yildiz.sync();
  expect(await state(brandt)).toBe(await state(yildiz));
}
