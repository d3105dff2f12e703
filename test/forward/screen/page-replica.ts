import { useEffect, useState } from 'react';
import { bytesFile } from '../../../renderer/ranges/pieces-of.ts';
import { streamFile } from '../../../renderer/ranges/stream-file.ts';
import type { DokumentDetail } from '../../../renderer/replica-api/detail-rows.ts';
import type { DokumentZeile, VersionZeile } from '../../../renderer/replica-api/dokument-rows.ts';
import type { Queries, QueryName } from '../../../renderer/replica-api/live-queries.ts';
import type { Commands, Started } from '../../../renderer/replica-api.ts';
import { AppError } from '../../../shared/errors.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import { noTrust } from '../../../shared/trust/open-trust-document.ts';
import { lendBytes } from './lend-bytes.ts';

/** Stands for `replica-client.ts` and `use-query.ts`: one Dokument whose Versionen live in this page. */
declare global {
  interface Window {
    versionBytes(number: number): string;
    accesses: string[];
    loadDocument(encoded: string, change?: { eingangsdatum?: null; rival?: boolean }): Promise<void>;
    /** A Version of a colleague comes with the exchange. */
    arriveVersion(): Promise<void>;
  }
}

const bytesOf = new Map<string, Uint8Array>();
const listeners = new Set<() => void>();
let versionen: VersionZeile[] = [];
let zeile: DokumentZeile = {
  id: 'd1',
  akte: 'a1',
  vorgang: 'v1',
  titel: 'Antrag Gewerbeanmeldung',
  dokumenttyp: 'Antrag',
  absender: 'Bäckerei Sonnenschein GmbH',
  eingangsdatum: '2026-11-20T07:31:00+01:00',
  eingangsquelle: 'stempel',
  eingangskanal: 'post',
  anlageZu: null,
  mimetyp: 'application/pdf',
  fassung: 1,
  konkurrierend: 1,
  sizeBytes: 0,
  here: true,
  unsent: false,
  gestempelt: false,
  unterschrieben: false,
};
window.accesses = [];
window.versionBytes = (number) => {
  const version = versionen.find((one) => one.nummer === number);
  const bytes = version && bytesOf.get(version.id);
  return bytes ? btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) : '';
};
window.loadDocument = async (encoded, { rival = false, ...change } = {}) => {
  versionen = [];
  zeile = { ...zeile, ...change };
  const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
  await add(bytes, 'eingang', null);
  if (rival) {
    const first = versionen[0]?.id ?? null;
    await add(bytes.slice(), 'bearbeitung', first);
    await add(bytes.slice(), 'bearbeitung', first);
  }
};

window.arriveVersion = async () => {
  const before = versionen.at(-1);
  if (before) await add(bytesOf.get(before.id)!.slice(), 'bearbeitung', before.id);
};

async function add(bytes: Uint8Array, entstehung: string, vorgaenger: string | null): Promise<string> {
  const id = `ver${versionen.length + 1}`;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  bytesOf.set(id, bytes);
  const added: VersionZeile = {
    id,
    nummer: (versionen.find((one) => one.id === vorgaenger)?.nummer ?? 0) + 1,
    vorgaenger,
    sha: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    sizeBytes: bytes.length,
    dateiname: 'antrag.pdf',
    mimetyp: 'application/pdf',
    signaturen: [],
    entstehung,
    erstelltVon: entstehung === 'eingang' ? 'Poststelle' : 'Miriam Öztürk',
    erstellt: entstehung === 'eingang' ? '2026-11-20T07:31:00+01:00' : '2026-11-21T08:40:00+01:00',
    here: true,
    unsent: entstehung !== 'eingang',
    leading: true,
    format: null,
    anhebung: null,
  };
  versionen = [...versionen.map((one) => ({ ...one, leading: false })), added];
  const continued = new Set(versionen.map((one) => one.vorgaenger));
  zeile = { ...zeile, konkurrierend: versionen.filter((one) => !continued.has(one.id)).length };
  for (const listener of listeners) listener();
  return id;
}

function detail(): DokumentDetail | null {
  if (versionen.length === 0) return null;
  const dokument = { art: 'dokument', id: 'd1', akte: 'a1', rev: 1, felder: {} } as const;
  const beside = { hauptdokument: null, anlagen: [], verweise: [] };
  return { dokument, zeile, vorgang, typ: null, akte: null, versionen, verlauf, ...beside };
}

const vorgang = {
  id: 'v1',
  akte: 'a1',
  geschaeftszeichen: '32.10-2026-0426',
  titel: 'Gewerbeanmeldung Bäckerei',
  vorgangstyp: 'Anzeige',
  bearbeitung: 'Miriam Öztürk',
  beteiligte: 'Bäckerei Sonnenschein GmbH',
  angelegt: '2026-11-20T07:31:00+01:00',
  status: 'offen',
  frist: '2026-11-25',
  wiedervorlage: null,
  dokumente: 3,
  konflikt: false,
  unsent: false,
};
const verlauf = [
  {
    id: 'h1',
    zeit: '2026-11-20T07:31:00+01:00',
    von: 'Poststelle',
    was: 'eingang',
    text: 'eingegangen',
    felder: [],
    unsent: false,
  },
];
const others = ['Handwerkskarte', 'Ausweis Vorderseite', 'Vermerk Telefonat mit der Handwerkskammer'].map(
  (titel, i) => ({
    ...zeile,
    id: `d${i + 2}`,
    titel,
    dokumenttyp: 'Anlage',
    eingangsdatum: null,
  }),
);

const answers: { readonly [N in QueryName]?: () => unknown } = {
  uebersicht: () => ({
    posteingang: 6,
    ausgang: 3,
    abgelehnt: 0,
    konflikte: 1,
    uebergaben: 0,
    anzuheben: 0,
    nichtAnhebbar: 0,
    gepackt: [],
    vorgaenge: 159,
    speicher: 0,
    hereBytes: 1.2e9,
  }),
  dokument: detail,
  trust: () => ({
    ...noTrust,
    asOf: null,
    nextUpdate: null,
    number: 0,
    days: 0,
    entries: 0,
    code: 'trust-list-missing',
  }),
  posteingang: () => [],
  postausgaenge: () => [],
  stempelkatalog: () => ({
    arten: stampKinds.map((kind) => ({ kind, herkunft: 'mitgeliefert', aktiv: true, darf: true, unsent: false })),
    einheiten: [],
    darfPflegen: false,
  }),
  vorgang: () => ({
    vorgang: { art: 'vorgang', id: 'v1', akte: 'a1', rev: 1, felder: { beteiligte: ['A', 'B'] } },
    akte: null,
    namen: {},
    kollegen: [],
    dokumente: [zeile, ...others],
    verlauf,
    konflikte: [],
    unsentFelder: [],
    naechsteFrist: null,
    fristVonHand: null,
  }),
  syncStatus: () => ({
    phase: 'offline',
    since: '2026-11-21T08:12:00+01:00',
    done: 0,
    total: 0,
    bytesDone: 0,
    bytesTotal: 0,
    waitingVorgaenge: 3,
    waitingOperations: 4,
    lastSync: '2026-11-20T17:46:00+01:00',
    leaseUntil: null,
    code: null,
  }),
};

export function useQuery<N extends QueryName>(name: N, input: Queries[N]['input']): Queries[N]['output'] | undefined {
  const read = () => (answers[name]?.() ?? null) as Queries[N]['output'];
  const [value, setValue] = useState(read);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the input
  useEffect(() => {
    const listener = () => setValue(read());
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, [name, key]);
  return value;
}

const commands: { readonly [N in keyof Commands]?: (input: never) => Promise<unknown> } = {
  readVersion: async ({ version, action }: Commands['readVersion']['input']) => {
    const bytes = bytesOf.get(version);
    if (!bytes) throw new AppError('version-not-here');
    window.accesses.push(`${action} ${version}`);
    return { bytes: bytes.slice() };
  },
  lendVersion: async ({ version, action }: Commands['lendVersion']['input']) => {
    const bytes = bytesOf.get(version);
    const sha = versionen.find((one) => one.id === version)?.sha;
    if (!bytes || !sha) throw new AppError('version-not-here');
    window.accesses.push(`${action} ${version}`);
    const { lent } = lendBytes(bytes);
    return { id: Number(version.slice('ver'.length)), sha, ...lent };
  },
  streamVersion: async ({ version, action }: Commands['streamVersion']['input']) => {
    const bytes = bytesOf.get(version);
    if (!bytes) throw new AppError('version-not-here');
    window.accesses.push(`${action} ${version}`);
    const { streamed } = streamFile(bytesFile(bytes));
    return { id: 0, sha: '', ...streamed };
  },
  readTrust: async () => ({ ...noTrust, number: 0 }),
  addVersion: async ({ entstehung, vorgaenger, ...given }: Commands['addVersion']['input']) => {
    if ('bytes' in given) throw new AppError('input-invalid');
    const base = bytesOf.get(`ver${given.lent}`) ?? new Uint8Array();
    const whole = new Uint8Array(base.length + given.appended.length);
    whole.set(base);
    whole.set(given.appended, base.length);
    return { version: await add(whole, entstehung, vorgaenger) };
  },
  chooseVersion: async ({ version }: Commands['chooseVersion']['input']) => {
    versionen = versionen.map((one) => ({ ...one, leading: one.id === version }));
    zeile = { ...zeile, konkurrierend: 1 };
    for (const listener of listeners) listener();
    return null;
  },
};

export async function ask<N extends QueryName>(name: N): Promise<Queries[N]['output']> {
  return (answers[name]?.() ?? null) as Queries[N]['output'];
}

export async function command(name: keyof Commands, input: unknown): Promise<unknown> {
  return (commands[name] as ((input: unknown) => Promise<unknown>) | undefined)?.(input) ?? null;
}

export async function startReplica(): Promise<Started> {
  return { rebuilt: false, cutAtTail: false, isLogShortened: false };
}
