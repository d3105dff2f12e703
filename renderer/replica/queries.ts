import type { Queries, QueryName } from '../replica-api/live-queries.ts';
import type { SyncStatus } from '../replica-api/open-work.ts';
import type { Texterkennung } from '../replica-api/recognition-rows.ts';
import type { Suchstand } from '../replica-api/search-rows.ts';
import { readAbschluss, readAkte, readProfilAngaben } from './abschluss.ts';
import { createAkten } from './akten.ts';
import { createArbeitsvorrat } from './arbeitsvorrat.ts';
import { listAusgang, type Sending } from './ausgang.ts';
import { listDokumente, readDokument, readVorgang } from './details.ts';
import { createDokumentVerweise } from './dokument-verweise.ts';
import { createDokumente } from './dokumente.ts';
import { listFristen, listWiedervorlagen, readFrist } from './fristen/list-fristen.ts';
import { listSchritteFuerMich, readGeschaeftsgang } from './geschaeftsgang/read-gang.ts';
import { readKonflikte } from './konflikte.ts';
import { createLinkableDokumente } from './linkable-dokumente.ts';
import { listPostausgaenge } from './postausgang/list-postausgaenge.ts';
import type { Replica, Topic } from './replica.ts';
import { searchChoices } from './search-filter.ts';
import { readPackPlan, readSpeicher } from './speicher.ts';
import { readStempelkatalog } from './stempelarten.ts';
import { listPackages } from './uebergabe/received-packages.ts';
import { listReceivers } from './uebergabe/receivers.ts';
import { readUebersicht } from './uebersicht.ts';
import { readUebungen } from './uebung/read-uebungen.ts';
import { createVorgaenge } from './vorgaenge.ts';

type Answer<Q extends QueryName> = Queries[Q]['output'];
export type QueryAnswers = {
  readonly [Q in QueryName]: (input: Queries[Q]['input']) => Answer<Q> | Promise<Answer<Q>>;
};

/** What sync tells of itself. */
export interface SyncFacts {
  readonly status: () => SyncStatus;
  readonly sending: () => Sending;
}

/** What the index tells of itself. */
export interface IndexFacts {
  readonly progress: () => Suchstand;
  readonly recognition: { state(version: string): Promise<Texterkennung | null> };
}

/** The answers to every question of the screens. */
export function createQueries(replica: Replica, sync: SyncFacts, index: IndexFacts): QueryAnswers {
  const akten = createAkten(replica);
  const vorgaenge = createVorgaenge(replica);
  const dokumente = createDokumente(replica);
  const lists = { akten, vorgaenge, dokumente, verweise: createDokumentVerweise(replica) };
  const vorrat = createArbeitsvorrat(replica, lists);
  return {
    uebersicht: async () => {
      await vorrat.prepare();
      return { ...readUebersicht(replica, lists), ...vorrat.due() };
    },
    arbeitsvorrat: async (input) => {
      await vorrat.prepare();
      return vorrat.list(input);
    },
    syncStatus: () => sync.status(),
    aktenplan: () => akten.aktenplan(),
    akten: (input) => akten.list(input),
    akte: ({ id }) => {
      const zeile = akten.byId(id);
      return zeile && { ...zeile, dokumenteHier: zeile.hereBytes === 0 ? 0 : dokumente.countHere(id) };
    },
    akteAngaben: ({ id }) => readAkte(replica, lists, id),
    abschluss: (input) => readAbschluss(replica, lists, input),
    profil: () => readProfilAngaben(replica),
    vorgaenge: (input) => vorgaenge.list(input),
    vorgang: ({ id }) => readVorgang(replica, lists, id),
    dokument: ({ id }) => readDokument(replica, lists, id),
    dokumente: ({ ids }) => listDokumente(lists, ids),
    linkbareDokumente: createLinkableDokumente(replica),
    posteingang: () => dokumente.posteingang(),
    ausgang: () => listAusgang(replica, sync.sending()),
    konflikte: () => readKonflikte(replica),
    empfaenger: () => listReceivers(replica),
    uebergaben: () => listPackages(replica),
    fristen: ({ vorgang }) => listFristen(replica, vorgang),
    frist: ({ id }) => readFrist(replica, id),
    wiedervorlagen: () => listWiedervorlagen(replica),
    postausgaenge: (input) => listPostausgaenge(replica, lists, input),
    geschaeftsgang: ({ dokument }) => readGeschaeftsgang(replica, lists, dokument),
    schritteFuerMich: () => listSchritteFuerMich(replica, lists),
    stempelkatalog: () => readStempelkatalog(replica),
    trust: () => replica.trust.state(),
    suchstand: () => index.progress(),
    texterkennung: ({ version }) => index.recognition.state(version),
    suchauswahl: () => searchChoices(replica),
    packPlan: ({ scopes }) => readPackPlan(replica, scopes),
    speicher: () => readSpeicher(replica),
    uebungen: () => readUebungen(replica),
  };
}

const records: readonly Topic[] = [
  'vorgang',
  'dokument',
  'version',
  'primaerdokument',
  'akte',
  'person',
  'einheit',
  'outbox',
  'konflikt',
];

/** What the bytes of an Akte depend on, and which of them are here. */
const packable: readonly Topic[] = ['vorgang', 'dokument', 'version', 'primaerdokument', 'blobs'];

const gang: readonly Topic[] = [
  'beteiligungsschritt',
  'zeichnung',
  'dokument',
  'version',
  'vorgang',
  'akte',
  'person',
  'einheit',
  'geraeteschluessel',
  'outbox',
];

/** What each answer depends on. */
export const queryTopics: Readonly<Record<QueryName, ReadonlySet<Topic>>> = {
  uebersicht: new Set([
    'frist',
    'beteiligungsschritt',
    'zeichnung',
    'person',
    'uebergabe',
    'ereignis',
    'postausgang',
    'version',
    'dokument',
    'akte',
    'vorgang',
    'konflikt',
    'outbox',
    'packed',
    'blobs',
    'raising',
    'status',
  ]),
  // With every exchange, because days pass.
  arbeitsvorrat: new Set([
    ...records,
    'uebergabe',
    'frist',
    'beteiligungsschritt',
    'zeichnung',
    'ereignis',
    'postausgang',
    'status',
  ]),
  syncStatus: new Set(['status', 'outbox']),
  aktenplan: new Set(['aktenplaneinheit', 'akte']),
  akten: new Set([...packable, 'akte', 'einheit', 'aktenplaneinheit', 'packed']),
  akte: new Set([...packable, 'mitnahme', 'akte', 'einheit', 'packed']),
  akteAngaben: new Set([...records, 'mitnahme', 'ereignis', 'aktenplaneinheit', 'packed', 'blobs']),
  abschluss: new Set([...records, 'behoerdenprofil', 'aktenplaneinheit', 'frist', 'beteiligungsschritt', 'zeichnung']),
  profil: new Set(['behoerdenprofil', 'person', 'einheit']),
  vorgaenge: new Set([...records, 'frist']),
  vorgang: new Set([
    ...records,
    'behoerdenprofil',
    'postausgang',
    'frist',
    'mitnahme',
    'beteiligungsschritt',
    'zeichnung',
    'ereignis',
    'blobs',
    'packed',
  ]),
  dokument: new Set([
    ...records,
    'behoerdenprofil',
    'frist',
    'postausgang',
    'beteiligungsschritt',
    'zeichnung',
    'ereignis',
    'blobs',
    'packed',
    'raising',
  ]),
  dokumente: new Set(records),
  linkbareDokumente: new Set(['dokument', 'vorgang']),
  posteingang: new Set(['akte', 'dokument', 'version', 'outbox', 'blobs']),
  ausgang: new Set(['outbox', 'status', 'vorgang', 'dokument', 'frist', 'beteiligungsschritt', 'postausgang']),
  konflikte: new Set(['konflikt', 'vorgang', 'dokument', 'akte', 'person', 'outbox']),
  empfaenger: new Set(['person', 'einheit', 'geraeteschluessel']),
  uebergaben: new Set(['uebergabe', 'akte', 'person']),
  geschaeftsgang: new Set([...gang, 'check', 'blobs']),
  schritteFuerMich: new Set(gang),
  postausgaenge: new Set(['postausgang', 'dokument', 'version', 'person', 'outbox']),
  fristen: new Set(['frist', 'vorgang', 'person', 'outbox']),
  frist: new Set(['frist', 'vorgang', 'person', 'outbox']),
  wiedervorlagen: new Set(['vorgang', 'outbox']),
  stempelkatalog: new Set(['stempelart', 'person', 'einheit', 'outbox']),
  // With every exchange, because it grows old.
  trust: new Set(['trust', 'status']),
  suchstand: new Set(['index']),
  texterkennung: new Set(['index', 'version']),
  suchauswahl: new Set(['vorgang', 'dokument', 'akte', 'person', 'packed']),
  packPlan: new Set(packable),
  speicher: new Set([...packable, 'akte', 'packed', 'check', 'status']),
  uebungen: new Set(['vorgang', 'dokument', 'version', 'zeichnung', 'frist', 'konflikt', 'packed', 'outbox']),
};
