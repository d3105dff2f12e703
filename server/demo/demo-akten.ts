import { posteingangOf } from '../../shared/akte.ts';
import type { Neu } from '../insert-records.ts';
import { dayAhead, daysLater, germanDate, inventDay, officeTime, type Tag } from './calendar.ts';
import { type Citizen, inventCitizen, inventFirm } from './citizens.ts';
import { demoAuthority } from './demo-authority.ts';
import { type DemoBlob, makeDokument, type Sache } from './demo-dokument.ts';
import { demoFristen, demoTermin } from './demo-fristen.ts';
import { bemerkungen, dank, vermerke } from './demo-texts.ts';
import { type Random, seededRandom } from './random.ts';
import { bauvorhaben, rundschreiben, type Sachgebiet, sachgebiete, type Vorgangsart } from './vorgangsarten.ts';

const SEED = 1_949;
const YEAR_DAYS = 320;
const POSTEINGANG_DOKUMENTE = 5;
const kindernamen = ['Mia', 'Emil', 'Elif', 'Jonas', 'Lina', 'Matteo', 'Frieda', 'Noah', 'Sophie-Charlotte', 'Yusuf'];

/** Records and bytes under construction, and the chance they come from. */
interface Werk {
  readonly random: Random;
  readonly records: Neu[];
  readonly blobs: DemoBlob[];
  readonly watermark: string | undefined;
}

/**
 * The Akten of the demo authority with Vorgaenge, Dokumente, Ereignisse and the PDFs behind them, each page with the `watermark`; always
 * the same.
 */
export function demoAkten(watermark?: string): { records: readonly Neu[]; blobs: readonly DemoBlob[] } {
  const werk: Werk = { random: seededRandom(SEED), records: [], blobs: [], watermark };
  for (const gebiet of sachgebiete) {
    addPosteingang(werk, gebiet);
    addRundschreiben(werk, gebiet);
    for (let i = 1; i <= gebiet.akten; i++) addAkte(werk, gebiet, i);
  }
  addZusammenarbeit(werk);
  return { records: [...werk.records, ...demoFristen(werk.records)], blobs: werk.blobs };
}

/** One Akte of the Bauamt in which the Jugendamt has a Vorgang in hand: two offices that see different things. */
function addZusammenarbeit(werk: Werk): void {
  const bauamt = sachgebiete.find(({ einheit }) => einheit === 'bauamt');
  if (!bauamt) return;
  const gebiet = { ...bauamt, bearbeitung: ['p-brandt'] };
  const citizen = inventCitizen(werk.random);
  const aktenzeichen = '63.04.900/2026';
  werk.records.push(
    akte('akte-bauamt-900', bauamt, {
      aktenzeichen,
      titel: `Großtagespflege ${citizen.strasse}`,
      aktenplaneinheit: 'ap-63.04',
      schutzbedarf: 'normal',
      angelegt: '2026-01-22T09:15:00+01:00',
    }),
  );
  for (const [i, betreff] of ['Nutzungsänderung zur Großtagespflege', 'Rettungsweg und Außenspielfläche'].entries()) {
    addVorgang(werk, {
      gebiet,
      akte: 'akte-bauamt-900',
      citizen,
      betreff,
      id: `vorgang-bauamt-900-${i + 1}`,
      zeichen: `${aktenzeichen}-${i + 1}`,
    });
  }
}

function addAkte(werk: Werk, gebiet: Sachgebiet, nummer: number): void {
  const { random } = werk;
  const citizen = inventCitizen(random);
  const betreff = inventBetreff(random, gebiet, citizen);
  const jahr = random.pick(['2024', '2025', '2026']);
  const id = `akte-${gebiet.einheit}-${String(nummer).padStart(3, '0')}`;
  const aktenzeichen = `${gebiet.plan}.${String(nummer).padStart(3, '0')}/${jahr}`;
  werk.records.push(
    akte(id, gebiet, {
      aktenzeichen,
      titel: fillIn(gebiet.akte, { citizen, betreff }),
      aktenplaneinheit: `ap-${gebiet.plan}`,
      schutzbedarf: gebiet.schutzbedarf,
      angelegt: `${jahr}-01-${random.pick(['08', '12', '15', '22'])}T09:15:00+01:00`,
    }),
  );
  const count = random.int(5, 7);
  for (let i = 1; i <= count; i++) {
    addVorgang(werk, {
      gebiet,
      akte: id,
      citizen,
      betreff,
      id: `vorgang-${id.slice(5)}-${i}`,
      zeichen: `${aktenzeichen}-${i}`,
    });
  }
}

function addVorgang(
  werk: Werk,
  on: { gebiet: Sachgebiet; akte: string; citizen: Citizen; betreff: string; id: string; zeichen: string },
): void {
  const { random, records } = werk;
  const { gebiet, citizen, betreff, id } = on;
  const art = random.pick(gebiet.arten);
  const beginn = inventDay(random, YEAR_DAYS);
  const bearbeitung = random.pick(gebiet.bearbeitung);
  const closed = beginn < '2026-08-01' && random.chance(0.4);
  const angelegt = officeTime(beginn, random);
  const { termin, ...felder } = {
    geschaeftszeichen: on.zeichen,
    titel: fillIn(art.titel, { citizen, betreff }),
    vorgangstyp: art.typ,
    federfuehrung: gebiet.einheit,
    bearbeitung,
    status: closed ? 'zdA' : 'offen',
    beteiligte: random.chance(0.3) ? [citizen.name, inventCitizen(random).name] : [citizen.name],
    steuernummer: gebiet.einheit === 'ordnungsamt' ? `30/${random.int(100, 999)}/${random.int(10_000, 99_999)}` : '',
    telefon: citizen.telefon,
    anschrift: `${citizen.strasse}, ${citizen.ort}`,
    bemerkung: random.chance(0.25) ? random.pick(bemerkungen) : '',
    wiedervorlage: !closed && random.chance(0.5) ? dayAhead(random) : null,
    termin: !closed && random.chance(0.25) ? dayAhead(random) : null,
    laufzeitBeginn: closed ? `${Number(beginn.slice(0, 4)) + 1}-01-01` : null,
    angelegt,
  };
  const vorgang: Neu = { art: 'vorgang', id, akte: on.akte, felder };
  records.push(vorgang);
  if (termin !== null) records.push(demoTermin(vorgang, bearbeitung, termin));
  addSchriftwechsel(werk, { ...on, art, beginn, bearbeitung, closed });
  if (random.chance(0.5)) {
    const zeit = officeTime(daysLater(beginn, 4), random);
    records.push(
      ereignis(`${id}-vermerk`, on.akte, {
        bezug: id,
        von: bearbeitung,
        zeit,
        text: random.pick(vermerke),
        typ: 'vermerk',
      }),
    );
  }
  if (closed) {
    const zeit = officeTime(daysLater(beginn, 45), random);
    records.push(
      ereignis(`${id}-zda`, on.akte, { bezug: id, von: bearbeitung, zeit, text: 'Zu den Akten.', typ: 'zdA' }),
    );
  }
}

/** Application, answer, and what was sent later: three Dokumente on average. */
function addSchriftwechsel(
  werk: Werk,
  on: {
    gebiet: Sachgebiet;
    akte: string;
    citizen: Citizen;
    betreff: string;
    id: string;
    zeichen: string;
    art: Vorgangsart;
    beginn: Tag;
    bearbeitung: string;
    closed: boolean;
  },
): void {
  const { random } = werk;
  const { art, beginn } = on;
  const texts = {
    citizen: on.citizen,
    betreff: on.betreff,
    datum: beginn,
    betrag: `${random.int(25, 480)},${random.pick(['00', '50', '80'])}`,
  };
  const schreiben: readonly (Pick<Sache, 'titel' | 'saetze' | 'art'> & { days: number })[] = [
    { ...art.eingang, art: art.eingang.form ? 'formular' : 'brief', days: 0 },
    ...(random.chance(0.85) ? [{ ...art.nachtrag, art: 'brief' as const, days: random.int(5, 12) }] : []),
    { ...art.antwort, art: 'bescheid', days: random.int(14, 30) },
    ...(random.chance(0.2) ? [{ ...dank, art: 'brief' as const, days: random.int(35, 40) }] : []),
  ];
  for (const [i, { titel, saetze, art: form, days }] of schreiben.entries()) {
    addDokument(werk, {
      id: `dokument-${on.id.slice(8)}-${i + 1}`,
      akte: on.akte,
      vorgang: on.id,
      titel,
      saetze: saetze.map((satz) => fillIn(satz, texts)),
      art: form,
      tag: daysLater(beginn, days),
      citizen: on.citizen,
      betreff: on.betreff,
      geschaeftszeichen: on.zeichen,
      einheitName: on.gebiet.einheitName,
      bearbeiter: bearbeiterOf(on.bearbeitung),
    });
  }
}

/** What came in these days and belongs to no Vorgang yet. */
function addPosteingang(werk: Werk, gebiet: Sachgebiet): void {
  const { random, records } = werk;
  const id = posteingangOf(gebiet.einheit);
  records.push(
    akte(id, gebiet, {
      aktenzeichen: `Posteingang/${gebiet.einheit}`,
      titel: `Posteingang ${gebiet.einheitName}`,
      aktenplaneinheit: 'ap-posteingang',
      schutzbedarf: gebiet.schutzbedarf,
      angelegt: '2026-01-02T08:00:00+01:00',
    }),
  );
  for (let i = 1; i <= POSTEINGANG_DOKUMENTE; i++) {
    const citizen = inventCitizen(random);
    const betreff = inventBetreff(random, gebiet, citizen);
    const { eingang } = gebiet.arten[i % gebiet.arten.length]!;
    const tag = inventDay(random, 3);
    addDokument(werk, {
      id: `dokument-posteingang-${gebiet.einheit}-${i}`,
      akte: id,
      vorgang: null,
      titel: eingang.titel,
      saetze: eingang.saetze.map((satz) => fillIn(satz, { citizen, betreff, datum: tag, betrag: '135,00' })),
      art: eingang.form ? 'formular' : 'brief',
      tag,
      citizen,
      betreff,
      geschaeftszeichen: '(nicht angegeben)',
      einheitName: gebiet.einheitName,
      bearbeiter: bearbeiterOf(gebiet.bearbeitung[0]!),
    });
  }
}

function addRundschreiben(werk: Werk, gebiet: Sachgebiet): void {
  const { random } = werk;
  const id = `akte-rundschreiben-${gebiet.einheit}`;
  werk.records.push(
    akte(id, gebiet, {
      aktenzeichen: `00.02/${gebiet.einheitName}`,
      titel: `Rundschreiben 2026, Ausfertigung ${gebiet.einheitName}`,
      aktenplaneinheit: 'ap-00.02',
      schutzbedarf: 'normal',
      angelegt: '2026-01-05T10:00:00+01:00',
    }),
  );
  const citizen: Citizen = {
    name: 'Alle Beschäftigten',
    anrede: 'Frau Kollegin, sehr geehrter Herr Kollege',
    strasse: 'im Hause',
    ort: '',
    telefon: '',
    geboren: '',
  };
  for (const [i, titel] of rundschreiben.entries()) {
    const vorgang = `vorgang-rundschreiben-${gebiet.einheit}-${i + 1}`;
    const tag = inventDay(random, YEAR_DAYS);
    const zeichen = `00.02.${i + 1}/2026`;
    werk.records.push({
      art: 'vorgang',
      id: vorgang,
      akte: id,
      felder: {
        geschaeftszeichen: zeichen,
        titel,
        vorgangstyp: 'Rundschreiben',
        federfuehrung: gebiet.einheit,
        bearbeitung: null,
        status: 'offen',
        beteiligte: [],
        steuernummer: '',
        telefon: '',
        anschrift: '',
        bemerkung: '',
        wiedervorlage: null,
        laufzeitBeginn: null,
        angelegt: officeTime(tag, random),
      },
    });
    addDokument(werk, {
      id: `dokument-${vorgang.slice(8)}`,
      akte: id,
      vorgang,
      titel,
      art: 'bescheid',
      tag,
      citizen,
      betreff: titel,
      saetze: [
        `zum Thema „${titel}“ gilt ab sofort die beigefügte Regelung. Sie ersetzt alle früheren Fassungen.`,
        'Bitte nehmen Sie die Regelung zur Kenntnis und beachten Sie sie bei Ihrer täglichen Arbeit. Rückfragen beantwortet das Hauptamt.',
      ],
      geschaeftszeichen: zeichen,
      einheitName: 'Hauptamt',
      bearbeiter: bearbeiterOf(gebiet.bearbeitung[0]!),
    });
  }
}

function addDokument(werk: Werk, sache: Sache): void {
  const { records, blob } = makeDokument(sache, werk.random, werk.watermark);
  werk.records.push(...records);
  werk.blobs.push(blob);
}

function akte(id: string, gebiet: Sachgebiet, felder: Neu['felder']): Neu {
  return {
    art: 'akte',
    id,
    akte: id,
    felder: { ...felder, federfuehrung: gebiet.einheit, vertraulichkeit: '003', status: 'offen' },
  };
}

function ereignis(
  id: string,
  akteId: string,
  on: { bezug: string; von: string; zeit: string; text: string; typ: string },
): Neu {
  const { bezug, von, zeit, text, typ } = on;
  return {
    art: 'ereignis',
    id: `ereignis-${id}`,
    akte: akteId,
    felder: { ereignistyp: typ, bezugArt: 'vorgang', bezug, versionSha: null, text, von, zeit },
  };
}

function inventBetreff(random: Random, { einheit }: Sachgebiet, citizen: Citizen): string {
  if (einheit === 'jugendamt') return `${random.pick(kindernamen)} ${citizen.name.split(' ').at(-1)}`;
  if (einheit === 'ordnungsamt') return inventFirm(random, citizen);
  return `${random.pick(bauvorhaben)}, ${citizen.strasse}`;
}

function fillIn(text: string, on: { citizen: Citizen; betreff: string; datum?: Tag; betrag?: string }): string {
  return text
    .replaceAll('{name}', on.citizen.name)
    .replaceAll('{betreff}', on.betreff)
    .replaceAll('{datum}', germanDate(on.datum ?? ''))
    .replaceAll('{betrag}', on.betrag ?? '');
}

function bearbeiterOf(id: string): { id: string; name: string } {
  return { id, name: String(demoAuthority.records.find((record) => record.id === id)?.felder.name) };
}
