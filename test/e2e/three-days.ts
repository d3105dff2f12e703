import type { TestDevice } from '../workstation/device.ts';

/** What two people will dispute about: ids and titles. */
export const laid = {
  strittig: { id: 'v-strittig', titel: 'Kostenbeitrag Sommer' },
  zu: { id: 'v-zu', titel: 'Rückforderung Winter' },
  ortA: { id: 'v-ort-a', titel: 'Beistandschaft Herbst' },
  ortB: { id: 'v-ort-b', titel: 'Unterhalt Frühling' },
  /** Geschaeftszeichen of a Vorgang of another office that is in the Jugendamt's hands. */
  fremd: '63.04.900/2026-1',
} as const;
export const bescheid = 'Bescheid Kostenbeitrag';
export const brief = 'Brief ohne Aktenzeichen';

/** Lays out the Vorgaenge and Dokumente from a third workstation; answers the title of their Akte. */
export async function layOutDisputes(device: TestDevice, pdf: Uint8Array): Promise<string> {
  const akte = 'akte-jugendamt-001';
  const zuordnung = { strittig: akte, zu: akte, ortA: akte, ortB: 'akte-jugendamt-002' } as const;
  for (const [name, of] of Object.entries(zuordnung) as [keyof typeof zuordnung, string][]) {
    const { id, titel } = laid[name];
    const set = {
      titel,
      geschaeftszeichen: `51.99/2026-${id}`,
      vorgangstyp: 'Antrag',
      federfuehrung: 'jugendamt',
      bearbeitung: 'p-brandt',
      status: 'offen',
      beteiligte: ['Familie Sommer'],
      telefon: '',
      bemerkung: '',
      angelegt: '2026-11-16T08:00:00+01:00',
    };
    await mustDo(device, { intent: 'create-vorgang', ent: { art: 'vorgang', id }, akte: of, set });
  }
  const sha = await device.upload(pdf);
  await addDokument(device, { id: 'd-bescheid', titel: bescheid, akte, vorgang: laid.strittig.id, sha, pdf });
  await addDokument(device, { id: 'd-brief', titel: brief, akte: 'posteingang-jugendamt', vorgang: null, sha, pdf });
  return String(device.records.get(`akte/${akte}`)?.felder.titel);
}

async function addDokument(
  device: TestDevice,
  on: {
    readonly id: string;
    readonly titel: string;
    readonly akte: string;
    readonly vorgang: string | null;
    readonly sha: string;
    readonly pdf: Uint8Array;
  },
): Promise<void> {
  const { id, titel, akte, vorgang, sha, pdf } = on;
  const eingang = {
    eingangsdatum: '2026-11-16T07:31:00+01:00',
    eingangsquelle: 'stempel',
    eingangskanal: 'post',
    absender: 'Familie Sommer',
  };
  const set = { titel, vorgang, dokumenttyp: 'Schreiben', fuehrendeVersion: null, ...eingang };
  await mustDo(device, { intent: 'create-dokument', ent: { art: 'dokument', id }, akte, set });
  const version = {
    dokument: id,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: pdf.byteLength,
    dateiname: `${titel}.pdf`,
    mimetyp: 'application/pdf',
    entstehung: 'eingang',
    erstelltVon: device.person,
    erstellt: eingang.eingangsdatum,
  };
  await mustDo(device, {
    intent: 'add-version',
    ent: { art: 'version', id: `${id}-1` },
    akte,
    set: version,
    need: [sha],
  });
}

async function mustDo(device: TestDevice, change: Parameters<TestDevice['do']>[0]): Promise<void> {
  const { status } = await device.do(change);
  if (status !== 'ok') throw new Error(`${change.intent}: ${status}`);
}
