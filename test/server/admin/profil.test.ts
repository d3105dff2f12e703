import { beforeAll, expect, test } from 'vitest';
import type { ProfilAngaben } from '../../../renderer/replica-api/abschluss-rows.ts';
import { setProfil } from '../../../server/admin/set-profil.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import type { AppError } from '../../../shared/errors.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import type { Vorgangstyp } from '../../../shared/vorgangstypen/vorgangstyp.ts';
import { wohngeld } from '../../../shared/vorgangstypen/wohngeld.ts';
import type { Textbaustein, Vorlage } from '../../../shared/vorlagen/vorlage.ts';
import { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';

let server: RunningServer;
let brandt: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt');
  server = authority.server;
  [brandt] = authority.desks;
  return authority.close;
}, 180_000);

const hundesteuer: Vorgangstyp = {
  id: 'hundesteuer',
  titel: 'Hundesteuer',
  rechtsgrundlage: 'Art. 3 Abs. 1 KAG, Hundesteuersatzung',
  schritte: [
    { id: 'anmeldung', titel: 'Anmeldung prüfen' },
    { id: 'bescheid', titel: 'Steuer festsetzen' },
  ],
  fristen: [
    {
      titel: 'Widerspruch',
      regime: 'ao',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: 'Art. 13 KAG, § 70 Abs. 1 VwGO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [{ dokumenttyp: 'Anmeldung', titel: 'Anmeldung des Hundes', pflicht: true }],
  abschluss: { dokumenttyp: 'Steuerbescheid', form: 'keine', quelle: 'Art. 13 KAG, § 157 AO' },
  aufbewahrungJahre: 10,
};

/** One white pixel. */
const logo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC';

const { id: _id, ...stempel } = { ...stampKinds[0]!, title: { de: 'Kassenzeichen', en: 'Cash office' } };

const bayern = {
  name: 'Markt Hinterau',
  gemeinde: '09184149',
  land: 'BY',
  aktenzeichen: '{plan}-{jahr}/{nnnn}',
  geschaeftszeichen: '{akte}-{nn}',
  vorgangstypen: ['hundesteuer', 'gewerbeanzeige'],
  vertraulichkeitBis: '005',
  aktenplan: 'Einheitsaktenplan für bayerische Gemeinden, 2011',
  briefkopf: ['Markt Hinterau', 'Steueramt'],
  logo,
  eigeneVorgangstypen: [hundesteuer],
  stempel: [{ id: 'kassenzeichen', definition: stempel }],
};

/** The feed reaches a workstation a moment after the administration wrote. */
const arrival = (desk: Desk, fits: (profil: ProfilAngaben) => boolean) =>
  desk.syncUntil(async () => fits(await desk.queries.profil({})));

const set = (profil: unknown) => transaction(server.pool, (db) => setProfil(db, JSON.stringify(profil, null, 2)));
const refusal = async (json: string) => {
  const error = await transaction(server.pool, (db) => setProfil(db, json)).then(
    () => undefined,
    (thrown: AppError) => thrown,
  );
  return [error?.code, ...((error?.cause as readonly string[] | undefined) ?? [])];
};

async function newVorgang(titel: string, vorgangstyp: string): Promise<string> {
  const { tables } = brandt.replica;
  const akte = tables.vorgang.akte(tables.vorgang.row('vorgang-bauamt-900-1'))!;
  const { id } = await brandt.commands.createVorgang({ akte, titel, vorgangstyp });
  await brandt.sync();
  return id;
}

const stepsOf = async (id: string) => (await brandt.queries.vorgang({ id }))?.typ?.schritte.map((one) => one.id);
const missingOf = async (id: string) =>
  (await brandt.queries.abschluss({ art: 'vorgang', id }))?.punkte.map(({ art, name }) => `${art} ${name}`);

test('A60, A61: another agency works with its own Vorgangstyp, stamps, Land and head; a Vorgang keeps the Fassung it was made with', async () => {
  const before = await newVorgang('Von vorher', 'Antrag auf Wohngeld');
  await set(bayern);
  await arrival(brandt, ({ behoerde }) => behoerde.name === 'Markt Hinterau');
  expect(await brandt.queries.profil({})).toMatchObject({
    vorgangstypen: ['Hundesteuer', 'Gewerbeanzeige'],
    stufen: ['003', '002', '005'],
    behoerde: { name: 'Markt Hinterau', land: 'BY', aktenplan: bayern.aktenplan },
    briefkopf: ['Markt Hinterau', 'Steueramt'],
    logo,
  });
  const katalog = await brandt.queries.stempelkatalog({});
  expect(katalog.arten.find(({ kind }) => kind.id === 'kassenzeichen')).toMatchObject({
    herkunft: 'eigen',
    aktiv: true,
  });

  const rex = await newVorgang('Hund Rex', 'Hundesteuer');
  expect(await stepsOf(rex)).toEqual(['anmeldung', 'bescheid']);
  expect(await missingOf(rex)).toContain('unterlage Anmeldung des Hundes');

  // The same file again makes no new Fassung; a changed step does. Wohngeld is replaced, with its title.
  await set(bayern);
  const schritte = [...hundesteuer.schritte, { id: 'marke', titel: 'Hundemarke ausgeben' }];
  const own = { ...wohngeld, schritte: wohngeld.schritte.slice(0, 2) };
  const vorgangstypen = ['wohngeld', 'hundesteuer'];
  await set({ ...bayern, vorgangstypen, eigeneVorgangstypen: [{ ...hundesteuer, schritte }, own] });
  await arrival(brandt, ({ vorgangstypen: [first] }) => first === 'Antrag auf Wohngeld');
  const bella = await newVorgang('Hund Bella', 'Hundesteuer');
  const wohnung = await newVorgang('Wohnung', 'Antrag auf Wohngeld');
  expect(await stepsOf(rex)).toEqual(['anmeldung', 'bescheid']);
  expect(await stepsOf(bella)).toEqual(['anmeldung', 'bescheid', 'marke']);
  expect(await stepsOf(wohnung)).toHaveLength(2);
  expect(await stepsOf(before)).toHaveLength(wohngeld.schritte.length);
  expect((await brandt.queries.vorgang({ id: bella }))?.vorgang.felder.typfassung).toBe('hundesteuer:2');
  expect((await brandt.queries.profil({})).vorgangstypen).toEqual(['Antrag auf Wohngeld', 'Hundesteuer']);

  // Another Vorgangstyp is meant as it is now, and nobody is left with a Konflikt about its Fassung.
  const rev = (await brandt.queries.vorgang({ id: before }))!.vorgang.rev;
  await brandt.commands.editVorgang({ id: before, set: { vorgangstyp: 'Hundesteuer' }, base: { vorgangstyp: rev } });
  await brandt.sync();
  expect(await stepsOf(before)).toHaveLength(3);
  expect(await brandt.queries.konflikte({})).toEqual([]);
});

test('A62: what a profile leaves out is as if never said; A63: stamps that the Registratur has changed stay', async () => {
  const { aktenplan: _plan, briefkopf: _head, logo: _logo, ...less } = bayern;
  const weiss = await Desk.open(server.url, 'weiss', demoPassword);
  await weiss.sync();
  await weiss.commands.setStempelart({ id: 'kassenzeichen', titel: 'Aus', definition: null, aktiv: false });
  await weiss.sync();
  await set(less);
  await arrival(weiss, ({ behoerde }) => behoerde.aktenplan === '');
  expect(await weiss.queries.profil({})).toMatchObject({ briefkopf: [], logo: '', behoerde: { aktenplan: '' } });
  expect(weiss.replica.tables.stempelart.text('titel', weiss.replica.tables.stempelart.row('kassenzeichen'))).toBe(
    'Aus',
  );
  await weiss.close();
});

const marke: Vorlage = {
  ...{ id: 'hundemarke', titel: 'Hundemarke abholen', sprache: 'de', pruefung: 'behoerde', art: 'brief' },
  ...{ quelle: '§ 8 Hundesteuersatzung', dokumenttyp: 'Schreiben', vorgangstypen: ['hundesteuer'] },
  ...{
    betreff: 'Hundemarke: {vorgang}',
    absender: 'Marktplatz 1, 84000 Hinterau',
    text: 'Bis zum {frist} im Rathaus.',
  },
};
const einspruch: Textbaustein = {
  ...{ id: 'rechtsbehelf-widerspruch', titel: 'Belehrung des Marktes', sprache: 'de', pruefung: 'behoerde' },
  ...{ quelle: 'Art. 12 BayAGVwGO', text: 'Gegen diesen Bescheid kann Klage erhoben werden: {?Gericht}.' },
};

test('T36: own Vorlagen and Textbausteine reach a workstation in Fassungen; what is the same again makes no new one', async () => {
  const { queries, replica } = brandt;
  const held = { ...bayern, eigeneVorlagen: [marke], eigeneTextbausteine: [einspruch] };
  await set(held);
  await arrival(brandt, ({ vorlagen }) => vorlagen.length === 1);
  expect(await queries.profil({})).toMatchObject({ vorlagen: [marke], bausteine: [einspruch] });
  const fassungen = () => {
    const { behoerdenprofil } = replica.tables;
    return ['vorlagefassungen', 'bausteinfassungen'].map((feld) =>
      behoerdenprofil.text(feld, behoerdenprofil.row('profil')),
    );
  };
  expect(fassungen()).toEqual(['hundemarke:1', 'rechtsbehelf-widerspruch:1']);
  const changed = { ...einspruch, text: 'Gegen diesen Bescheid ist die Klage zulässig: {?Gericht}.' };
  await set({ ...held, eigeneTextbausteine: [changed] });
  await arrival(brandt, ({ bausteine }) => bausteine[0]?.text === changed.text);
  expect(fassungen()).toEqual(['hundemarke:1', 'rechtsbehelf-widerspruch:2']);
  // The old Fassung stays as it was; one text of an older profile is still offered.
  const row = replica.tables.behoerdenprofil.row('baustein:rechtsbehelf-widerspruch:1');
  expect(JSON.parse(replica.tables.behoerdenprofil.text('baustein', row))).toEqual(einspruch);
  await set({ ...bayern, vorlagen: JSON.stringify([marke]), eigeneVorlagen: [{ ...marke, id: 'andere' }] });
  await arrival(brandt, ({ bausteine }) => bausteine.length === 0);
  expect((await queries.profil({})).vorlagen.map(({ id }) => id)).toEqual(['andere', 'hundemarke']);
});

test('T36: profile-invalid names the line of a Vorlage without a source, a misspelt placeholder, an id used twice', async () => {
  const { quelle: _, ...sourceless } = marke;
  const said = { ...bayern, eigeneVorlagen: [sourceless], eigeneTextbausteine: [{ ...einspruch, text: '{frsit}' }] };
  expect(await refusal(JSON.stringify(said, null, 2))).toEqual([
    'profile-invalid',
    expect.stringMatching(/^line \d+: eigeneVorlagen\.0\.quelle: /),
    expect.stringMatching(/^line \d+: eigeneTextbausteine\.0\.text: a placeholder is misspelt$/),
  ]);
  const twice = {
    ...{ ...bayern, briefkopf: ['x'.repeat(200), 'y'.repeat(200), 'z'.repeat(200), '☎ 08761'] },
    eigeneVorlagen: [marke, { ...marke, vorgangstypen: ['katzensteuer'] }],
    eigeneTextbausteine: [einspruch, einspruch],
  };
  expect(await refusal(JSON.stringify(twice, null, 2))).toEqual([
    'profile-invalid',
    expect.stringMatching(/: eigeneVorlagen\.1\.id: twice$/),
    expect.stringMatching(/: eigeneVorlagen\.1\.vorgangstypen\.0: no such Vorgangstyp: katzensteuer$/),
    expect.stringMatching(/: eigeneTextbausteine\.1\.id: twice$/),
    expect.stringMatching(/: briefkopf\.3: a character that letters cannot show/),
    expect.stringMatching(/: briefkopf: more than 600 characters/),
  ]);
});

test('A62: profile-invalid names every line that does not fit, and the present profile goes on to hold', async () => {
  const broken = {
    ...bayern,
    land: 'XX',
    vorgangstypen: ['hundesteuer', 'katzensteuer'],
    logo: 'kein Bild',
    eigeneVorgangstypen: [{ ...hundesteuer, aufbewahrungJahre: 0 }],
  };
  const json = JSON.stringify(broken, null, 2);
  const lineOf = (words: string) => json.slice(0, json.indexOf(words)).split('\n').length;
  const [code, ...faults] = await refusal(json);
  expect(code).toBe('profile-invalid');
  const places = faults.map((fault) => String(fault).split(': ').slice(0, 2).join(': '));
  expect(places).toEqual(
    expect.arrayContaining([
      `line ${lineOf('"XX"')}: land`,
      `line ${lineOf('"aufbewahrungJahre"')}: eigeneVorgangstypen.0.aufbewahrungJahre`,
    ]),
  );
  const whole = { ...broken, land: 'BY', eigeneVorgangstypen: [hundesteuer, { ...hundesteuer, id: 'hunde-zwei' }] };
  const text = JSON.stringify(whole, null, 2);
  const at = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length;
  expect(await refusal(text)).toEqual([
    'profile-invalid',
    `line ${at('"katzensteuer"')}: vorgangstypen.1: no such Vorgangstyp: katzensteuer`,
    expect.stringMatching(/: eigeneVorgangstypen\.1\.titel: twice$/),
    expect.stringMatching(/: logo: no PNG/),
  ]);
  expect(await refusal('{\n "name": "x",\n oops }')).toEqual(['profile-invalid', 'line 3: no JSON']);
  expect((await refusal('{}'))[0]).toBe('profile-invalid');
  await brandt.sync();
  expect((await brandt.queries.profil({})).behoerde.name).toBe('Markt Hinterau');
});
