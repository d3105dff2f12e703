import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

/** A Vorgang that both see. */
async function createVorgang(titel: string, of = akte): Promise<string> {
  await brandt.sync();
  const { id } = await brandt.commands.createVorgang({ akte: of, titel, vorgangstyp: 'Antrag' });
  await brandt.sync();
  await bothSee('vorgang', id);
  return id;
}

async function bothSee(art: 'vorgang' | 'dokument', id: string): Promise<void> {
  for (const desk of [brandt, yildiz]) await desk.syncUntil(() => desk.replica.tables[art].row(id) >= 0);
}

/** First Brandt, then Yıldız, then both until neither has anything left. */
async function meet(): Promise<void> {
  await brandt.sync();
  await yildiz.sync();
  for (const desk of [brandt, yildiz, brandt]) await desk.syncUntil(async () => (await waiting(desk)) === 0);
}

const waiting = async (desk: Desk) =>
  (await desk.queries.ausgang({})).filter(({ state }) => state !== 'rejected').length;
const felder = async (desk: Desk, id: string) => (await desk.queries.vorgang({ id }))?.vorgang.felder;
const karten = (desk: Desk) => desk.queries.konflikte({});

test('S9: what two people add to and take from a list while apart is all kept, and nothing is asked', async () => {
  const id = await createVorgang('Liste');
  await brandt.commands.editVorgang({ id, set: {}, base: {}, add: { beteiligte: ['Amt A', 'Amt B'] } });
  await meet();
  await yildiz.syncUntil(async () => (await felder(yildiz, id))?.beteiligte?.toString() === 'Amt A,Amt B');
  await brandt.commands.editVorgang({ id, set: {}, base: {}, add: { beteiligte: ['Amt C'] } });
  await yildiz.commands.editVorgang({
    id,
    set: {},
    base: {},
    add: { beteiligte: ['Amt D'] },
    remove: { beteiligte: ['Amt A'] },
  });
  await meet();
  for (const desk of [brandt, yildiz]) {
    await desk.syncUntil(async () => (await felder(desk, id))?.beteiligte?.toString() === 'Amt B,Amt C,Amt D');
    expect(await karten(desk)).toEqual([]);
  }
});

test('S97: the history of both tells the two values of a Konflikt, who decided it, and what was not taken', async () => {
  const id = await createVorgang('Feld');
  for (const [desk, telefon] of [
    [brandt, '0341 1'],
    [yildiz, '0341 2'],
  ] as const) {
    const rev = (await desk.queries.vorgang({ id }))?.vorgang.rev ?? 0;
    await desk.commands.editVorgang({ id, set: { telefon }, base: { telefon: rev } });
  }
  await meet();
  await brandt.syncUntil(async () => (await karten(brandt)).length === 1);
  const [karte] = await karten(brandt);
  await brandt.commands.resolveKonflikt({ konflikt: karte!.id, wert: '0341 3' });
  await meet();
  for (const desk of [brandt, yildiz]) {
    await desk.syncUntil(async () => (await felder(desk, id))?.telefon === '0341 3');
    const lines = (await desk.queries.vorgang({ id }))?.verlauf.filter(({ konflikt }) => konflikt) ?? [];
    expect(lines.map(({ was, von, unsent }) => [was, von, unsent])).toEqual([
      ['konfliktentscheidung', 'Sabine Brandt', false],
      ['konflikt', 'Mehmet Yıldız', false],
    ]);
    expect(lines[0]?.konflikt).toMatchObject({
      feld: 'telefon',
      mein: '0341 2',
      ihr: '0341 1',
      entscheidung: '0341 3',
    });
    expect(lines[1]?.konflikt).not.toHaveProperty('entscheidung');
  }
});

test('S96: a Dokument filed to two Akten stays whole in the first until a person decides, then goes where she says', async () => {
  const first = await createVorgang('Hier');
  const second = await createVorgang('Dort', 'akte-jugendamt-002');
  const { dokument } = await brandt.commands.importDokument({
    name: 'brief.pdf',
    titel: 'Brief',
    bytes: new TextEncoder().encode('%PDF-1.7 zwei Wege'),
    vorgang: null,
    eingang: {
      eingangsdatum: '2026-11-20T08:00:00+01:00',
      eingangsquelle: 'stempel',
      eingangskanal: 'post',
      absender: 'Bürgerin',
    },
  });
  await brandt.sync();
  await bothSee('dokument', dokument);
  await brandt.commands.fileDokument({ dokument, vorgang: first });
  await yildiz.commands.fileDokument({ dokument, vorgang: second });
  await meet();
  const place = async (desk: Desk) => {
    const record = await desk.replica.read('dokument', dokument);
    return [record?.akte, record?.felder.vorgang];
  };
  for (const desk of [brandt, yildiz]) {
    await desk.syncUntil(async () => (await karten(desk)).length === 1);
    expect(await place(desk)).toEqual([akte, first]);
  }
  const [karte] = await karten(yildiz);
  expect(karte).toMatchObject({ feld: 'vorgang', mein: second, ihr: first, mayDecide: true });
  expect(karte?.bedeutung[second]).toMatchObject({ kind: 'name', text: expect.stringContaining('Dort') });
  await yildiz.commands.resolveKonflikt({ konflikt: karte!.id, wert: second });
  await meet();
  for (const desk of [brandt, yildiz]) {
    await desk.syncUntil(async () => (await place(desk))[1] === second);
    expect(await place(desk)).toEqual(['akte-jugendamt-002', second]);
    const { version } = desk.replica.tables;
    const rows = version.ids.flatMap((id, row) => (id && version.code('dokument', row) === dokument ? [row] : []));
    expect(rows.map((row) => version.akte(row))).toEqual(['akte-jugendamt-002']);
    expect(await karten(desk)).toEqual([]);
  }
  // I3: filing, decision and move announced each record once.
  const doubles = await server.pool.query(
    'select 1 from log where dev is not null and fuer is null group by dev, n, art, rid having count(*) > 1',
  );
  expect(doubles.rows).toEqual([]);
});

test('S97: two different choices among competing Versionen are a Konflikt that names Versionen, and the history says who chose', async () => {
  const vorgang = await createVorgang('Fassungen');
  const { dokument, version } = await brandt.commands.importDokument({
    name: 'bescheid.pdf',
    titel: 'Bescheid',
    bytes: new TextEncoder().encode('%PDF-1.7 eins'),
    vorgang,
    eingang: {
      eingangsdatum: '2026-11-20T08:00:00+01:00',
      eingangsquelle: 'stempel',
      eingangskanal: 'post',
      absender: 'Bürgerin',
    },
  });
  await brandt.sync();
  await bothSee('dokument', dokument);
  await yildiz.syncUntil(() => yildiz.replica.tables.version.row(version) >= 0);
  const made: string[] = [];
  for (const desk of [brandt, yildiz]) {
    const bytes = new TextEncoder().encode(`%PDF-1.7 zwei von ${desk.person}`);
    const added = await desk.commands.addVersion({
      dokument,
      vorgaenger: version,
      entstehung: 'bearbeitung',
      text: '',
      bytes,
    });
    made.push(added.version);
  }
  await meet();
  for (const desk of [brandt, yildiz])
    await desk.syncUntil(async () => (await desk.queries.dokument({ id: dokument }))?.zeile.konkurrierend === 2);
  await brandt.commands.chooseVersion({ dokument, version: made[0]! });
  await yildiz.commands.chooseVersion({ dokument, version: made[1]! });
  await meet();
  for (const desk of [brandt, yildiz]) await desk.syncUntil(async () => (await karten(desk)).length === 1);
  const [karte] = await karten(brandt);
  expect(karte?.bedeutung[made[1]!]).toMatchObject({ kind: 'fassung', nummer: 2, von: 'Mehmet Yıldız' });
  await brandt.commands.resolveKonflikt({ konflikt: karte!.id, wert: made[1]! });
  await meet();
  for (const desk of [brandt, yildiz]) {
    await desk.syncUntil(
      async () => (await desk.queries.dokument({ id: dokument }))?.dokument.felder.fuehrendeVersion === made[1],
    );
    const verlauf = (await desk.queries.dokument({ id: dokument }))?.verlauf ?? [];
    expect(verlauf.filter(({ was }) => was === 'fassungswahl').map(({ von }) => von)).toEqual(
      expect.arrayContaining(['Sabine Brandt', 'Mehmet Yıldız']),
    );
    expect(verlauf.map(({ was }) => was)).toContain('konfliktentscheidung');
  }
});
