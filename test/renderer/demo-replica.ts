import { useMemo } from 'react';
import type { DokumentZeile, VersionZeile } from '../../renderer/replica-api/dokument-rows.ts';
import type { Page, Queries, QueryName } from '../../renderer/replica-api/live-queries.ts';
import type { SyncStatus } from '../../renderer/replica-api/open-work.ts';
import type { CommandName, Commands, Started } from '../../renderer/replica-api.ts';
import { posteingangOf } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { stampKinds } from '../../shared/pdf/stamp/stamp-kinds.ts';
import {
  abschluss,
  akteDetail,
  akten,
  aktenplan,
  ausgang,
  konflikte,
  linkbareDokumente,
  posteingang,
  profil,
  vorgaenge,
  vorgangDetail,
} from './demo-data.ts';
import { fristDetail, fristen, wiedervorlagen } from './demo-fristen.ts';
import { geschaeftsgang, schritteFuerMich } from './demo-gang.ts';
import { postausgaenge } from './demo-postausgang.ts';
import { found } from './demo-search.ts';
import { empfaenger, uebergabeInhalt, uebergaben } from './demo-uebergaben.ts';
import { demoVorrat, emptyVorrat } from './demo-vorrat.ts';

/** Stands for `renderer/replica-client.ts` and `renderer/use-query.ts` while a browser looks at the screens. */
const query = new URLSearchParams(location.search);
const isEmpty = query.get('data') === 'empty';

const syncStatus: SyncStatus = {
  phase: (query.get('sync') ?? 'offline') as SyncStatus['phase'],
  since: '2026-11-21T08:12:00+01:00',
  done: 12,
  total: 48,
  bytesDone: 4_100_000,
  bytesTotal: 18_200_000,
  waitingVorgaenge: isEmpty ? 0 : 3,
  waitingOperations: isEmpty ? 0 : 4,
  lastSync: '2026-11-20T17:46:00+01:00',
  leaseUntil: new Date(Date.now() + 12 * 86_400_000).toISOString(),
  clockOffMs: Number(query.get('clock') ?? 0),
  updateUntil: query.get('update'),
  code: query.get('sync') === 'stopped' ? 'device-revoked' : null,
};

type Answers = { readonly [N in QueryName]: (input: Queries[N]['input']) => Queries[N]['output'] };

const answers: Answers = {
  uebungen: () => (isEmpty ? [] : ['aufnehmen', 'frist']),
  uebersicht: () => ({
    vorrat: isEmpty ? 0 : 8,
    fristenHeute: isEmpty ? 0 : 1,
    vertretung: query.has('vertretung') ? { id: 'u2', name: 'Jonas Weiß', zeichnung: 'i. A.' } : null,
    posteingang: isEmpty ? 0 : posteingang.length,
    ausgang: isEmpty ? 0 : ausgang.length,
    abgelehnt: 0,
    konflikte: isEmpty ? 0 : konflikte.length,
    uebergaben: isEmpty ? 0 : uebergaben.length,
    anzuheben: isEmpty ? 0 : 1,
    nichtAnhebbar: 0,
    gepackt: isEmpty
      ? []
      : akten
          .slice(0, 5)
          .map(({ id, aktenzeichen, titel, vorgaenge: n }) => ({ akte: id, aktenzeichen, titel, vorgaenge: n })),
    vorgaenge: 159,
    speicher: isEmpty ? 0 : 3,
    hereBytes: 1_200_000_000,
  }),
  arbeitsvorrat: ({ offset, limit, ...filter }) => (isEmpty ? emptyVorrat : demoVorrat(filter, { offset, limit })),
  syncStatus: () => syncStatus,
  aktenplan: () => aktenplan,
  akten: ({ text, aktenplaneinheit, sort, descending, offset, limit }) => {
    const rows = isEmpty
      ? []
      : akten.filter(
          (akte) =>
            `${akte.aktenzeichen} ${akte.titel}`.toLowerCase().includes(text.toLowerCase()) &&
            akte.aktenzeichen.startsWith(aktenplaneinheit?.slice(1) ?? ''),
        );
    return page(sorted(rows, sort, descending), offset, limit);
  },
  akteAngaben: ({ id }) => akteDetail(id),
  abschluss: () => abschluss,
  profil: () => profil,
  akte: ({ id }) => {
    const akte = akten.find((one) => one.id === id);
    return akte ? { ...akte, dokumenteHier: Math.floor((akte.dokumente * akte.hereBytes) / akte.sizeBytes) } : null;
  },
  vorgaenge: ({ akte, text, sort, descending, offset, limit }) => {
    const rows = isEmpty
      ? []
      : vorgaenge.filter(
          (one) =>
            (akte === null || one.akte === akte) &&
            `${one.geschaeftszeichen} ${one.titel}`.toLowerCase().includes(text.toLowerCase()),
        );
    return page(sorted(rows, sort, descending), offset, limit);
  },
  vorgang: ({ id }) => vorgangDetail(id),
  dokument: () => null,
  dokumente: ({ ids }) =>
    posteingang
      .filter(({ id }) => ids.includes(id))
      .map((zeile) => ({ zeile, zeichen: '', version: versionOf(zeile) })),
  linkbareDokumente: ({ offset, limit }) => page(isEmpty ? [] : linkbareDokumente, offset, limit),
  posteingang: () => (isEmpty ? [] : posteingang),
  ausgang: () => (isEmpty ? [] : ausgang),
  konflikte: () => (isEmpty ? [] : konflikte),
  empfaenger: () => (isEmpty ? [] : empfaenger),
  postausgaenge: () => (isEmpty ? [] : postausgaenge),
  geschaeftsgang: ({ dokument }) => (isEmpty ? null : { ...geschaeftsgang, dokument }),
  schritteFuerMich: () => (isEmpty ? [] : schritteFuerMich),
  uebergaben: () => (isEmpty ? [] : uebergaben),
  fristen: ({ vorgang }) =>
    isEmpty ? [] : fristen.filter((one) => (vorgang === null ? one.status === 'offen' : one.vorgang === vorgang)),
  frist: ({ id }) => fristDetail(id),
  wiedervorlagen: () => (isEmpty ? [] : wiedervorlagen),
  packPlan: ({ scopes }) => ({
    zeilen: scopes.map(({ id }) => ({
      id,
      titel: [...akten, ...vorgaenge].find((one) => one.id === id)?.titel ?? '',
      sizeBytes: sizesOf(id).sizeBytes,
    })),
    sizeBytes: scopes.reduce((sum, { id }) => sum + sizesOf(id).sizeBytes, 0),
    missingBytes: scopes.reduce((sum, { id }) => sum + sizesOf(id).sizeBytes - sizesOf(id).hereBytes, 0),
    freeBytes: 84_000_000_000,
  }),
  speicher: () => ({
    zeilen: (isEmpty ? [] : akten.slice(0, 6)).map((akte, at) => ({
      art: at === 0 ? 'vorrat' : 'akte',
      id: at === 1 ? posteingangOf('ordnungsamt') : akte.id,
      titel: at === 0 ? '' : at === 1 ? 'Posteingang Ordnungsamt' : akte.titel,
      zeichen: at === 0 ? '' : at === 1 ? 'Posteingang/ordnungsamt' : akte.aktenzeichen,
      sizeBytes: akte.sizeBytes,
      hereBytes: at === 2 ? akte.sizeBytes / 3 : akte.sizeBytes,
      since: '2026-11-18T08:12:00+01:00',
      lastUsed: at % 2 ? '2026-11-20T14:02:00+01:00' : null,
      verified: '2026-11-21T07:55:00+01:00',
      isFixed: at === 1,
    })),
    hereBytes: 1_200_000_000,
    otherBytes: 61_000_000,
    missingBytes: isEmpty ? 0 : 18_200_000,
    freeBytes: 84_000_000_000,
    paused: isEmpty ? null : 'disk-full',
    left: isEmpty
      ? []
      : [{ titel: 'Betriebserlaubnis Kita Sonnenschein', why: 'handed-on', at: '2026-11-21T08:00:00Z' }],
    check: { isRunning: !isEmpty, doneBytes: 410_000_000, totalBytes: 1_200_000_000, damaged: 0, endedAt: null },
    repair: isEmpty ? null : { foundAt: '2026-11-21T07:50:00Z', doneAt: '2026-11-21T07:51:00Z', records: 128 },
    hasVorrat: !isEmpty,
  }),
  stempelkatalog: () => ({
    arten: stampKinds.map((kind) => ({ kind, herkunft: 'mitgeliefert', aktiv: true, darf: true, unsent: false })),
    einheiten: [{ id: 'e1', name: 'Jugendamt' }],
    darfPflegen: true,
  }),
  trust: () => ({
    number: 1,
    asOf: '2026-11-12T06:00:00.000Z',
    nextUpdate: '2026-12-12T06:00:00.000Z',
    days: 10,
    territories: ['DE', 'EU'],
    entries: 42,
    code: null,
  }),
  texterkennung: ({ version }) =>
    version === '' || !query.has('scan')
      ? null
      : {
          ...{ state: 'read', done: 14, total: 14, left: 0, poor: [2, 8], at: '2026-11-20T09:12:00+01:00' },
          ...{ isAsked: false, mode: 'auto', mayAsk: false },
        },
  suchstand: () => ({ done: 120, total: 159, unread: 2, removals: 0, caughtUp: 1 }),
  suchauswahl: () => ({
    arten: ['Antrag', 'Bescheid', 'Stellungnahme'],
    personen: [{ id: 'p1', name: 'Miriam Öztürk' }],
    status: ['offen', 'zdA'],
    akten: akten.slice(0, 5).map(({ id, aktenzeichen, titel }) => ({ id, aktenzeichen, titel })),
  }),
};

export function useQuery<N extends QueryName>(name: N, input: Queries[N]['input']): Queries[N]['output'] | undefined {
  const key = JSON.stringify(input);
  return useMemo(() => answers[name](JSON.parse(key)), [name, key]);
}

export async function ask<N extends QueryName>(name: N, input: Queries[N]['input']): Promise<Queries[N]['output']> {
  return answers[name](input);
}

export async function command<N extends CommandName>(
  name: N,
  _input: Commands[N]['input'],
  onPart?: (part: Commands[N]['output']) => void,
): Promise<Commands[N]['output']> {
  await new Promise((done) => setTimeout(done, 50));
  if (name === 'search' && query.get('first') !== null) {
    onPart?.({
      ...found,
      treffer: found.treffer.slice(1),
      total: 12,
      aehnlich: [],
      behind: null,
    } as Commands[N]['output']);
    await new Promise((done) => setTimeout(done, Number(query.get('first'))));
  }
  if (query.get('fail') === '1') throw new AppError('disk-full');
  const outputs: Partial<{ [M in CommandName]: Commands[M]['output'] }> = {
    editVorgaenge: { before: [] },
    link: { add: [], remove: [] },
    createVorgang: { id: 'v0-0' },
    createAkte: { id: 'a0' },
    takeDraft: { dokument: 'd0', version: 'x', nummer: 2, isBeside: false },
    createEntwurf: { dokument: 'd0', version: 'x' },
    importDokument: { dokument: 'd0', version: 'x' },
    openPackage: uebergabeInhalt,
    setFrist: { id: 'fr0' },
    search: isEmpty ? { total: 0, treffer: [], aehnlich: [], behind: null } : found,
  };
  return (outputs[name] ?? null) as Commands[N]['output'];
}

export async function startReplica(): Promise<Started> {
  return { rebuilt: false, cutAtTail: false, isLogShortened: false };
}

function sizesOf(id: string) {
  return akten.find((akte) => akte.id === id) ?? { sizeBytes: 41_000_000, hereBytes: 22_800_000 };
}

function versionOf(zeile: DokumentZeile): VersionZeile {
  return {
    id: `${zeile.id}-v`,
    nummer: zeile.fassung,
    vorgaenger: null,
    sha: 'ab'.repeat(32),
    sizeBytes: zeile.sizeBytes,
    dateiname: 'eingang.pdf',
    mimetyp: 'application/pdf',
    signaturen: [],
    entstehung: 'eingang',
    erstelltVon: 'Poststelle',
    erstellt: '2026-11-20T07:31:00+01:00',
    here: zeile.here,
    unsent: zeile.unsent,
    leading: true,
    format: null,
    anhebung: null,
  };
}

function sorted<R extends object>(rows: readonly R[], sort: keyof R, descending: boolean): readonly R[] {
  const factor = descending ? -1 : 1;
  return rows.toSorted((a, b) => factor * String(a[sort]).localeCompare(String(b[sort]), 'de', { numeric: true }));
}

function page<R>(rows: readonly R[], offset: number, limit: number): Page<R> {
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}
