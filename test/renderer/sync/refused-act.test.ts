import { beforeAll, expect, test } from 'vitest';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

const akte = 'akte-jugendamt-001';
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

const bytes = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`);
const gangOf = async (desk: Desk, dokument: string) => (await desk.queries.geschaeftsgang({ dokument }))!;
const refused = async (desk: Desk) => (await desk.queries.ausgang({})).filter(({ state }) => state === 'rejected');

/** A draft in a Vorgang of Brandt's that yildiz is asked to sign, known to both. */
async function askedDraft(): Promise<string> {
  const { id: vorgang } = await brandt.commands.createVorgang({ akte, titel: 'Bescheid', vorgangstyp: 'Antrag' });
  const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
  const file = { name: 'bescheid.pdf', titel: 'Bescheid', bytes: bytes('Entwurf') };
  const { dokument } = await brandt.commands.importDokument({ ...file, vorgang, eingang });
  const schritte = [{ an: 'p-yildiz', verfuegung: 'zurMitzeichnung', nummer: 1, text: '' }] as const;
  await brandt.commands.addSchritte({ dokument, schritte, shifts: false });
  await brandt.syncUntil(async () => (await brandt.queries.ausgang({})).length === 0 && !hasUnsent(brandt));
  await yildiz.syncUntil(async () => (await yildiz.queries.geschaeftsgang({ dokument }))?.schritte.length === 1);
  return dokument;
}

const hasUnsent = ({ replica }: Desk) => replica.overlaidKeys.length > 0;

test('R134: a refused act that is made once more is still whole', async () => {
  const dokument = await askedDraft();
  yildiz.offline = true;
  const { schritte, fassung } = await gangOf(yildiz, dokument);
  const act = { schritt: schritte[0]!.id, sha: fassung!.sha, entscheidung: 'mitgezeichnet', kommentar: '' } as const;
  await yildiz.commands.completeSchritt(act);
  const [one] = (await gangOf(brandt, dokument)).schritte;
  await brandt.commands.recallSchritt({ schritt: one!.id, grund: 'Doch nicht nötig.' });
  await brandt.sync();
  yildiz.offline = false;
  const before = (await refused(yildiz)).length;
  await yildiz.syncUntil(async () => (await refused(yildiz)).length > before);
  const { n } = (await refused(yildiz)).at(-1)!;
  const first = yildiz.replica.outbox.get(n)!.operation;
  await yildiz.commands.retryRejected({ n });
  const second = [...yildiz.replica.outbox.values()].at(-1)!.operation;
  expect(second).toMatchObject({ intent: 'add-zeichnung', ent: first.ent });
  expect(second.set).toEqual(first.set);
  await yildiz.syncUntil(() => yildiz.replica.outbox.get(second.n)?.state.kind === 'rejected');
  expect(yildiz.replica.outbox.get(second.n)?.state).toEqual({ kind: 'rejected', code: 'schritt-not-current' });
  await yildiz.commands.discardRejected({ n: second.n, grund: 'Doch nicht nötig.' });
});

test('R134: while records are pulled once more a draft in a Geschaeftsgang takes Versionen, and the Arbeitsvorrat answers', async () => {
  const dokument = await askedDraft();
  const mine = async () => {
    const narrow = { kreis: 'mir', fuer: null, grund: 'schritt', text: '', offset: 0, limit: 100 } as const;
    const { rows } = await yildiz.queries.arbeitsvorrat(narrow);
    return rows.flatMap((row) => (row.grund === 'schritt' ? [row.dokument] : []));
  };
  expect(await mine()).toContain(dokument);
  const { id: vorgaenger } = (await brandt.queries.dokument({ id: dokument }))!.versionen.find(
    ({ leading }) => leading,
  )!;
  brandt.offline = true;
  yildiz.offline = true;
  await brandt.replica.restart();
  await yildiz.replica.restart();
  await brandt.commands.addVersion({ dokument, vorgaenger, entstehung: 'bearbeitung', bytes: bytes('neu'), text: '' });
  // Something of what steps depend on changes meanwhile.
  yildiz.replica.tables.person.changes++;
  expect(await mine()).toContain(dokument);
  expect((await yildiz.queries.uebersicht({})).vorrat).toBeGreaterThanOrEqual(0);
  brandt.offline = false;
  yildiz.offline = false;
  await brandt.sync();
  await yildiz.sync();
  expect((await brandt.queries.dokument({ id: dokument }))!.versionen).toHaveLength(2);
});
