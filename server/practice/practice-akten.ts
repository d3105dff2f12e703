import { createHash } from 'node:crypto';
import type { Felder } from '../../shared/akte.ts';
import { practiceWatermark } from '../../shared/practice-messages.ts';
import { suchwort, uebungsziele } from '../../shared/uebungen.ts';
import { vorgangstypen } from '../../shared/vorgangstypen/all-vorgangstypen.ts';
import type { Citizen } from '../demo/citizens.ts';
import { demoAkten } from '../demo/demo-akten.ts';
import { type DemoBlob, makeDokument, type Sache } from '../demo/demo-dokument.ts';
import { type Random, seededRandom } from '../demo/random.ts';
import type { Neu } from '../insert-records.ts';

const akteId = uebungsziele.akte;
const TAG = '2026-11-16';
const ZEIT = '2026-11-16T09:20:00+01:00';

const erika: Citizen = {
  name: 'Erika Mustermann',
  anrede: 'Frau Mustermann',
  strasse: 'Heidestraße 17',
  ort: '12345 Musterstadt',
  telefon: '030 23125 000',
  geboren: '12.08.1984',
};
const max: Citizen = { ...erika, name: 'Max Mustermann', anrede: 'Herr Mustermann', strasse: 'Musterweg 3' };

interface Werk {
  readonly random: Random;
  readonly records: Neu[];
  readonly blobs: DemoBlob[];
}

/**
 * What the practice authority begins with: the demo's Akten, and one Akte for the exercises with a Vorgang of each Vorgangstyp, a
 * Geschaeftsgang that waits for p-brandt, a Konflikt of hers, a signed document and a hidden word. `sign` signs a PDF.
 */
export async function practiceAkten(
  sign: (pdf: Uint8Array) => Promise<Uint8Array>,
): Promise<{ readonly records: readonly Neu[]; readonly blobs: readonly DemoBlob[] }> {
  const demo = demoAkten(practiceWatermark);
  const werk: Werk = { random: seededRandom(7), records: [], blobs: [] };
  werk.records.push({
    art: 'akte',
    id: akteId,
    akte: akteId,
    felder: {
      aktenzeichen: '51.20.900/2026',
      titel: 'ÜBUNG – Familie Mustermann',
      aktenplaneinheit: 'ap-51.20',
      schutzbedarf: 'normal',
      federfuehrung: 'jugendamt',
      vertraulichkeit: '003',
      status: 'offen',
      angelegt: ZEIT,
    },
  });
  for (const [index, { id, titel }] of vorgangstypen.entries())
    addVorgang(werk, { id, nummer: index + 1, vorgangstyp: titel, titel: `Übung: ${titel}` });
  addGeschaeftsgang(werk);
  addKonflikt(werk);
  await addSigned(werk, sign);
  return { records: [...demo.records, ...werk.records], blobs: [...demo.blobs, ...werk.blobs] };
}

const vorgangId = (typ: string) => `vorgang-uebung-${typ}`;
const dokumentId = (name: string) => `dokument-uebung-${name}`;

function addVorgang(
  werk: Werk,
  on: { readonly id: string; readonly nummer: number; readonly vorgangstyp: string; readonly titel: string },
): void {
  const citizen = on.nummer % 2 === 1 ? erika : max;
  const zeichen = `51.20.900/2026-${on.nummer}`;
  const felder: Felder = {
    geschaeftszeichen: zeichen,
    titel: on.titel,
    vorgangstyp: on.vorgangstyp,
    federfuehrung: 'jugendamt',
    bearbeitung: 'p-brandt',
    status: 'offen',
    beteiligte: [citizen.name],
    steuernummer: '',
    telefon: citizen.telefon,
    anschrift: `${citizen.strasse}, ${citizen.ort}`,
    bemerkung: '',
    wiedervorlage: null,
    frist: null,
    laufzeitBeginn: null,
    angelegt: ZEIT,
  };
  werk.records.push({ art: 'vorgang', id: vorgangId(on.id), akte: akteId, felder });
  const hidden = `Bitte beachten Sie auch die Rechnung über das ${suchwort}, die ich beigelegt habe.`;
  addDokument(werk, vorgangId(on.id), {
    name: on.id,
    titel: `Antrag: ${on.vorgangstyp}`,
    art: 'brief',
    citizen,
    zeichen,
    saetze: [
      `hiermit wende ich mich wegen „${on.vorgangstyp}“ an Sie. Die nötigen Unterlagen liegen bei.`,
      ...(vorgangId(on.id) === uebungsziele.versteckt ? [hidden] : []),
      'Dieser Brief ist für die Übung erfunden. Personen, Anschriften und Angaben gibt es nicht.',
    ],
  });
}

function addDokument(
  werk: Werk,
  vorgang: string,
  on: Pick<Sache, 'titel' | 'art' | 'citizen' | 'saetze'> & { readonly name: string; readonly zeichen: string },
): DemoBlob {
  const { records, blob } = makeDokument(
    {
      ...on,
      id: dokumentId(on.name),
      akte: akteId,
      vorgang,
      tag: TAG,
      betreff: on.titel,
      geschaeftszeichen: on.zeichen,
      einheitName: 'Jugendamt',
      bearbeiter: { id: 'p-brandt', name: 'Sabine Brandt' },
    },
    // Never as a scan: the word to be found must be text.
    { ...werk.random, chance: () => false },
    practiceWatermark,
  );
  werk.records.push(...records);
  werk.blobs.push(blob);
  return blob;
}

/** A draft of a colleague that waits for p-brandt to co-sign it. */
function addGeschaeftsgang(werk: Werk): void {
  const name = 'entwurf';
  const { sha } = addDokument(werk, uebungsziele.imGang, {
    name,
    titel: 'Entwurf: Bescheid über Unterhaltsvorschuss',
    art: 'bescheid',
    citizen: erika,
    zeichen: '51.20.900/2026-4',
    saetze: ['Ihrem Antrag wird entsprochen. Sie erhalten ab dem 1. Dezember 2026 monatlich 230,00 Euro.'],
  });
  const steps = [
    ['p-brandt', 'zurMitzeichnung'],
    ['p-yildiz', 'zurSchlusszeichnung'],
  ] as const;
  for (const [index, [an, verfuegung]] of steps.entries())
    werk.records.push({
      art: 'beteiligungsschritt',
      id: `schritt-uebung-${index + 1}`,
      akte: akteId,
      felder: {
        dokument: dokumentId(name),
        nummer: index + 1,
        verfuegung,
        text: index === 0 ? 'Bitte prüfen und mitzeichnen.' : '',
        an,
        delegiertVon: null,
        entfallen: false,
        grund: '',
        versionSha: sha,
        von: 'p-yildiz',
        angelegt: ZEIT,
      },
    });
}

/** Two phone numbers for one field: hers and a colleague's. */
function addKonflikt(werk: Werk): void {
  const vorgang = werk.records.find(({ id }) => id === uebungsziele.imKonflikt);
  werk.records.push({
    art: 'konflikt',
    id: uebungsziele.konflikt,
    akte: akteId,
    felder: {
      bezugArt: 'vorgang',
      bezug: uebungsziele.imKonflikt,
      feld: 'telefon',
      basis: '',
      mein: '030 23125 017',
      meinVon: 'p-brandt',
      meinZeit: '2026-11-17T10:02:00+01:00',
      ihr: vorgang?.felder.telefon ?? '',
      ihrVon: 'p-yildiz',
      ihrZeit: '2026-11-17T09:48:00+01:00',
      operationGeraet: 'geraet-uebung',
      operationN: 1,
      status: 'offen',
      entscheidung: null,
      entschiedenVon: null,
      entschiedenZeit: null,
    },
  });
}

/** A notice that bears a signature of the practice certificate already. */
async function addSigned(werk: Werk, sign: (pdf: Uint8Array) => Promise<Uint8Array>): Promise<void> {
  const name = 'bescheid';
  const draft = addDokument(werk, uebungsziele.unterschrieben, {
    name,
    titel: 'Bescheid über Elterngeld (unterschrieben)',
    art: 'bescheid',
    citizen: erika,
    zeichen: '51.20.900/2026-3',
    saetze: ['Ihrem Antrag auf Elterngeld wird entsprochen.'],
  });
  const bytes = await sign(draft.bytes);
  const sha = createHash('sha256').update(bytes).digest('hex');
  const first = werk.records.find(({ id }) => id === `${dokumentId(name)}-1`);
  if (!first) throw new Error('the draft has no Version');
  const felder = {
    ...first.felder,
    nummer: 2,
    vorgaenger: first.id,
    sha,
    groesse: bytes.length,
    entstehung: 'unterschrift',
  };
  werk.records.push({ ...first, id: `${dokumentId(name)}-2`, felder });
  werk.blobs.push({ sha, bytes });
}
